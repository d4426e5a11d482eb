"""Formulas over other indicators, written and opened as a person does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.doors import signed_in
from tests.indicators.factories import (
    JANUARY_2020,
    SINCE,
    an_office,
    month,
)
from tests.indicators.formulas import (
    a_formula,
    filled,
    page_of,
    reading_of,
    sent_without,
    typed,
    value_in,
)
from tests.organisations.factories import UnitFactory, an_actor, tree
from thidua.indicators import actions
from thidua.indicators.actions import Line, Meaning
from thidua.indicators.formula import Window
from thidua.indicators.models import FormLine, Indicator, IndicatorVersion
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.indicators.queries import courses_of
from thidua.indicators.queries.computed import Book
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)


@pytest.fixture(autouse=True)
def on_a_day_in_may() -> Iterator[None]:
    with clock.standing_on(date(2025, 5, 6)):
        yield


@pytest.mark.demand("004.4")
def test_a_formula_is_written_and_opens_down_to_its_parts() -> None:
    office = an_office("ROAD", "HOUSES")
    for commune, road, houses in zip(
        office.cast.communes_of(office.district), ("1", "4"), ("8", "2"), strict=False
    ):
        office.accepted(month(*APRIL), commune, ROAD=road, HOUSES=houses)
    province = signed_in(an_actor(office.cast.province))

    kept = province.post(
        reverse("indicators:formula-new"), typed(office, "HOUSES ÷ ROAD"), follow=True
    )
    version = IndicatorVersion.objects.get(indicator__code="ty-le")
    page = page_of(province, version, office.cast.province, month(*APRIL).pk)

    assert "không ai phải nhập" in kept.content.decode()
    assert value_in(page) == "2,0"  # 10 houses on 5 km, not the mean of 8 and 0,5
    assert "“Nhà tình thương bàn giao” ÷ “Đường bê tông hóa”" in page
    assert "công thức 1, áp dụng từ 01/01/2020" in page
    part = reverse(
        "indicators:figure",
        args=[
            office.lines["ROAD"].version.indicator_id,
            office.cast.province.pk,
            month(*APRIL).pk,
        ],
    )
    assert f'href="{part}"' in page
    assert value_in(province.get(part).content.decode()) == "5,00"
    below = page_of(province, version, office.commune, month(*APRIL).pk)
    assert value_in(below) == "8,0"


@pytest.mark.demand("004.4")
@pytest.mark.parametrize(
    ("text", "measure", "said"),
    [
        ("ROAD + HOUSES", "km", "Cộng km với căn không được."),
        ("HOUSES ÷ ROAD ×", "căn/km", "dừng ở chỗ còn thiếu một số"),
        ("HOUSES ÷ ROAD", "%", "Công thức cho ra căn/km"),
        ("2 × [khong-co]", "km", "Không có chỉ số nào mã “khong-co”"),
        ("import os", "km", "Không có hàm “import os”"),
    ],
)
def test_a_wrong_formula_is_refused_in_the_page_and_nothing_is_lost(
    text: str, measure: str, said: str
) -> None:
    office = an_office("ROAD", "HOUSES")
    client = signed_in(an_actor(office.cast.province))
    given = typed(office, text, measure=measure)

    tried = client.get(reverse("indicators:formula-try"), given)
    kept = client.post(reverse("indicators:formula-new"), given)

    assert said in tried.content.decode()
    assert tried.status_code == 200
    assert kept.status_code == 422
    assert said in kept.content.decode()
    assert filled(office, text) in kept.content.decode()
    assert not Indicator.objects.filter(code="ty-le").exists()


def test_an_office_inside_another_tries_a_formula_on_the_province() -> None:
    office = an_office("ROAD", "HOUSES")
    inner = UnitFactory.create(
        name="Ban Thi đua", kind=Unit.Kind.DEPARTMENT, parent=office.cast.department
    )
    client = signed_in(an_actor(inner))

    page = client.get(reverse("indicators:formula-new")).content.decode()

    units = page.split('name="unit"')[1].split("</select>")[0]
    province, *below = re.findall(r"<option[^>]*>([^<]+)", units)
    assert province.strip() == "Tỉnh Sông Tiền"
    assert "Huyện Cồn Bắc" in [one.strip() for one in below]


def test_a_circle_is_refused_and_named() -> None:
    office = an_office("ROAD")
    a_formula(office, "2 × ROAD", measure="km", named="mot", name="Một")
    a_formula(office, "[mot] + ROAD", measure="km", named="hai", name="Hai")
    one = Indicator.objects.get(code="mot")
    client = signed_in(an_actor(office.cast.province))

    said = client.post(
        reverse("indicators:formula-revise", args=[one.pk]),
        typed(office, "ROAD + [hai]", measure="km", since="01/06/2025"),
    )
    itself = client.get(
        reverse("indicators:formula-try"),
        typed(office, "kỳ trước([mot]) + ROAD", measure="km", code="mot"),
    )

    assert said.status_code == 422
    assert "vòng tròn: Một → Hai → Một" in said.content.decode()
    assert "vòng tròn: Một → Một" in itself.content.decode()
    assert one.versions.count() == 1


def test_dividing_by_nought_gives_no_value_and_says_why() -> None:
    office = an_office("ROAD", "HOUSES")
    office.accepted(month(*APRIL), ROAD="0", HOUSES="3")
    version = a_formula(office, "HOUSES ÷ ROAD", measure="căn/km")

    page = page_of(signed_in(office.officer()), version, office.commune, 303)

    assert value_in(page) == "chưa có"
    assert "bằng 0." in page


def test_a_missing_part_is_said_and_not_taken_for_nought() -> None:
    office = an_office("ROAD", "HOUSES")
    sent_without(office, month(*APRIL), "HOUSES", ROAD="2")
    version = a_formula(office, "HOUSES + HOUSES ÷ 2", measure="căn")

    page = page_of(signed_in(office.officer()), version, office.commune, 303)

    assert value_in(page) == "chưa có"
    assert "Chưa có số liệu “Nhà tình thương bàn giao” tháng 4/2025." in page


def test_official_and_provisional_stand_apart() -> None:
    office = an_office("ROAD", "HOUSES")
    first, second = office.cast.communes_of(office.district)[:2]
    office.accepted(month(*APRIL), first, ROAD="2", HOUSES="4")
    office.sent(month(*APRIL), second, ROAD="2", HOUSES="8")
    version = a_formula(office, "HOUSES ÷ ROAD", measure="căn/km")
    unit = office.district.pk

    reading = reading_of(version, unit, Window.of(month(*APRIL).span))

    assert (reading.value, reading.official) == (Decimal(3), Decimal(2))
    assert (reading.reported, reading.accepted) == (2, 1)


def test_what_flows_is_added_and_a_level_is_the_last_one_known() -> None:
    office = an_office("ROAD", "LEARNERS")
    office.accepted(month(2025, 2), ROAD="1", LEARNERS="10")
    office.accepted(month(2025, 3), ROAD="2", LEARNERS="20")
    sent_without(office, month(*APRIL), "LEARNERS", ROAD="3")
    version = a_formula(office, "LEARNERS ÷ lũy kế(ROAD)", measure="người/km")
    window = Window.of(month(*APRIL).span)

    reading = reading_of(version, office.commune.pk, window)

    assert reading.value is not None
    assert round(reading.value, 6) == Decimal("3.333333")
    page = page_of(signed_in(office.officer()), version, office.commune, 303)
    assert "lấy số tháng 3/2025" in page


def test_a_new_formula_leaves_the_older_figures_as_they_were() -> None:
    office = an_office("ROAD")
    for number in (3, 4):
        office.accepted(month(2025, number), ROAD="5")
    version = a_formula(office, "2 × ROAD", measure="km")
    client = signed_in(an_actor(office.cast.province))
    revised = reverse("indicators:formula-revise", args=[version.indicator_id])
    client.post(revised, typed(office, "3 × ROAD", measure="km", since="01/04/2025"))

    march = page_of(client, version, office.commune, month(2025, 3).pk)
    april = page_of(client, version, office.commune, month(2025, 4).pk)

    assert (value_in(march), value_in(april)) == ("10,0", "15,0")
    assert "công thức 2, áp dụng từ 01/04/2025" in april


def test_nobody_is_asked_to_type_what_a_formula_gives() -> None:
    office = an_office("ROAD")
    version = a_formula(office, "2 × ROAD", measure="km")
    draft = actions.draft_form(
        office.cast.province,
        name="Biểu mới",
        tree=tree(),
        period_kind="month",
        starts_on=SINCE,
        ends_on=date(2026, 12, 31),
        actor=office.owner,
        at=JANUARY_2020,
    )

    with pytest.raises(RuleBroken, match="không ai phải nhập"):
        actions.set_lines(
            draft,
            [Line(version_id=version.pk, level="commune")],
            actor=office.owner,
            at=JANUARY_2020,
        )
    with (
        pytest.raises(IntegrityError, match="is computed"),
        transaction.atomic(),
    ):
        FormLine.objects.create(form=draft, version=version, level="commune")


def test_a_part_keeps_its_measure_while_a_formula_uses_it() -> None:
    office = an_office("ROAD")
    a_formula(office, "2 × ROAD", measure="km", name="Hai làn")
    road = office.lines["ROAD"].version.indicator

    with pytest.raises(RuleBroken, match="Công thức của “Hai làn”"):
        actions.revise_indicator(
            road,
            Meaning(name="Đường", measure="m"),
            since=date(2025, 6, 1),
            actor=office.owner,
            at=JANUARY_2020,
        )


def test_the_editor_tries_the_formula_on_a_real_unit_and_month_without_script() -> None:
    office = an_office("ROAD", "HOUSES")
    office.accepted(month(*APRIL), ROAD="2", HOUSES="5")
    client = signed_in(office.officer())

    page = client.post(
        reverse("indicators:formula-new"),
        typed(
            office,
            "HOUSES ÷ ROAD",
            thu="1",
            unit=office.commune.pk,
            month=month(*APRIL).pk,
        ),
    )

    words = page.content.decode()
    assert page.status_code == 200
    assert "<b>2,50 căn/km</b>" in words
    assert "Đường bê tông hóa, tháng 4/2025: 2,00 km" in words
    assert not Indicator.objects.filter(code="ty-le").exists()


def test_a_course_goes_month_by_month_for_many_units_in_as_many_queries() -> None:
    office = an_office("ROAD", "HOUSES")
    communes = office.cast.communes_of(office.district)
    for number in (1, 2, 3):
        for commune in communes:
            office.accepted(month(2025, number), commune, ROAD="1", HOUSES=f"{number}")
    version = a_formula(office, "HOUSES ÷ ROAD", measure="căn/km")
    since, day, whole = date(2025, 1, 1), date(2025, 4, 30), tree()

    with CaptureQueriesContext(
        connection,
    ) as one:
        courses_of(whole, [(communes[0].pk, version, since)], day)
    asked = [(unit.pk, version, since) for unit in [*communes, office.cast.province]]
    with CaptureQueriesContext(connection) as many:
        found = courses_of(whole, asked, day)

    assert len(one) == len(many) == 3
    course = found[office.cast.province.pk, version.indicator_id, since]
    values = [reading.value for _month, reading in course.steps]
    assert values == [1, Decimal("1.5"), 2]
    last = course.last()
    assert last is not None
    assert last[0] == month(2025, 3).pk


figures = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(1, 4), st.integers(0, 50), st.integers(0, 50)
    ),
    max_size=6,
    unique_by=lambda row: row[:2],
)


def test_a_formula_rolls_up_as_a_plain_recomputation() -> None:
    """Every unit, one month and four months together, against sums made by hand."""
    office = an_office("ROAD", "HOUSES")
    version = a_formula(office, "100 × HOUSES ÷ (ROAD + ROAD)", measure="căn/km")
    communes = office.cast.communes[:4]
    below = {unit.pk: {unit.pk} for unit in communes}
    below[office.cast.province.pk] = {unit.pk for unit in communes}
    for district in office.cast.districts:
        below[district.pk] = {u.pk for u in office.cast.communes_of(district)}
    first = PeriodSpan(PeriodKind.MONTH, 2025, 1).id

    @settings(max_examples=10, deadline=None)
    @given(figures)
    def holds(rows: list[tuple[int, int, int, int]]) -> None:
        with transaction.atomic():
            for place, number, road, houses in rows:
                said = {"ROAD": f"{road}", "HOUSES": f"{houses}"}
                office.sent(month(2025, number), communes[place], **said)
            for window in (Window(first + 3, first + 3), Window(first, first + 3)):
                book = Book.of(tree(), below, [version], [window])
                for unit, members in below.items():
                    mine = [
                        row
                        for row in rows
                        if communes[row[0]].pk in members
                        and window.first <= first + row[1] - 1 <= window.last
                    ]
                    road = sum(row[2] for row in mine)
                    houses = sum(row[3] for row in mine)
                    value = book.read_version(unit, version, window).value
                    if not road:
                        assert value is None
                    else:
                        by_hand = Fraction(100 * houses, 2 * road)
                        assert value is not None
                        assert abs(Fraction(value) - by_hand) < Fraction(1, 10**20)
            transaction.set_rollback(True)

    holds()
