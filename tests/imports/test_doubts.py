"""What a file says that cannot quite be so is asked about, never taken silently."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries, Settings

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import (
    APRIL,
    answered,
    carried,
    fates,
    mapped,
    place_of,
    received,
)
from tests.indicators.factories import Office, an_office, month
from tests.indicators.parts import a_parted_office
from tests.organisations.factories import an_actor
from thidua.imports import actions
from thidua.imports.mapping import Mapping
from thidua.imports.models import Import
from thidua.indicators.checks import slip_in, usual_range
from thidua.indicators.file_past import Past
from thidua.indicators.models import IndicatorVersion, Observation
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel import clock
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]


def name_of(unit: Unit) -> str:
    return unit.names.get().full_name


def pages_of(run: Import) -> str:
    """The rows and the questions, as the sender reads them."""
    assert run.mandate
    client = signed_in(an_actor(run.unit))
    with clock.standing_on(date(2025, 5, 5)):
        return "".join(
            client.get(f"/nhap-tep/{run.pk}/{part}").content.decode()
            for part in ("", "hoi/")
        )


def test_parts_that_do_not_make_up_their_whole_are_asked_about() -> None:
    them = a_parted_office()
    who = an_actor(them.office.cast.province)
    some = them.office.cast.communes[:3]
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Người học xong kỹ năng số", "Trong đó: nam", "Trong đó: nữ"],
        [name_of(some[0]), 14, 5, 8],
        [name_of(some[1]), 14, 6, 8],
        [name_of(some[2]), 3, 2, 1],
    ]
    place = place_of(them.office, month(2025, 4).pk)

    run = mapped(received(make.xlsx(rows), place, who), who)

    assert fates(run) == {"n": 8, "a": 1}
    page = pages_of(run)
    assert "Nam + nữ cộng lại 13, tổng ghi 14: lệch 1." in page
    assert "các phần không khớp với tổng" in page
    assert name_of(some[0]) in page
    question = run.questions.get()
    again = mapped(received(make.xlsx(rows), place, who), who)
    assert fates(answered(again, {question.key: "leave"}, who)) == {"n": 8, "r": 1}
    run = carried(answered(run, {question.key: "take"}, who), who)
    kept = Observation.objects.get(unit=some[0], indicator=them.whole)
    assert kept.value == 14
    assert "lệch 1" in kept.note


def test_each_file_is_asked_about_in_the_language_of_who_sent_it() -> None:
    """One worker judges the files of everybody, one after the other."""
    office = an_office("HOUSES")
    who, place = an_actor(office.cast.province), place_of(office, month(2025, 4).pk)
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(office.commune), 9_999_999_999_999],
    ]

    def about(language: str) -> str:
        with override(language):
            run = received(make.xlsx(rows), place, who)
        return str((mapped(run, who).questions.get().cell or {})["about"])

    assert "April 2025" in about("en")
    assert "tháng 4/2025" in about("vi")


def test_parts_in_a_file_are_held_against_the_whole_that_stands() -> None:
    them = a_parted_office()
    who = an_actor(them.office.cast.province)
    one = them.office.cast.communes[0]
    them.office.type_in(them.office.report(month(2025, 4)), ALL="4")
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Người học xong kỹ năng số - thuộc hộ nghèo"],
        [name_of(one), 5],
    ]
    place = place_of(them.office, month(2025, 4).pk)

    run = mapped(received(make.xlsx(rows), place, who), who)

    assert fates(run) == {"a": 1}
    assert "Phần này 5, nhiều hơn tổng 4." in pages_of(run)


def test_an_absurd_figure_is_asked_about_by_itself() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    some = office.cast.communes[:2]
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(some[0]), 9_999_999_999_999],
        [name_of(some[1]), 3],
    ]
    place = place_of(office, month(2025, 4).pk)

    run = mapped(received(make.xlsx(rows), place, who), who)

    assert fates(run) == {"n": 1, "a": 1}
    assert "Lớn đến mức khó có thật" in pages_of(run)


def test_a_jump_is_asked_about_as_the_grid_does_and_a_note_answers_it() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    for number, houses in enumerate(("2", "3", "2", "3", "4"), start=11):
        year, which = (2024, number) if number < 13 else (2025, number - 12)
        office.accepted(month(year, which), HOUSES=houses)
    head: list[make.Cell] = ["Đơn vị", "Nhà tình thương bàn giao", "Ghi chú"]
    place = place_of(office, month(2025, 4).pk)

    def brought(*row: make.Cell) -> Import:
        return mapped(received(make.xlsx([head, list(row)]), place, who), who)

    asked = brought(name_of(office.commune), 60, None)
    explained = brought(name_of(office.commune), 60, "Đợt bàn giao cuối năm")

    assert fates(asked) == {"a": 1}
    assert "Ngoài khoảng thường gặp của đơn vị" in pages_of(asked)
    assert fates(explained) == {"n": 1}


def odd_office() -> tuple[Office, Actor, list[Unit]]:
    """Three communes that built two to four houses a month since November."""
    office = an_office("HOUSES", "ROAD")
    some = office.cast.communes[:3]
    for number, houses in enumerate((2, 3, 2, 3, 4), start=11):
        period = month(2024, number) if number < 13 else month(2025, number - 12)
        for unit in some:
            office.type_in(office.report(period, unit), HOUSES=str(houses))
    return office, an_actor(office.cast.province), some


@pytest.fixture
def in_may(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-05"


@pytest.mark.usefixtures("in_may")
def test_each_odd_cell_is_shown_with_its_past_and_decided_by_itself() -> None:
    office, who, some = odd_office()
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(some[0]), 3000],
        [name_of(some[1]), 60],
        [name_of(some[2]), 70],
        [name_of(office.cast.communes[3]), 3],
    ]
    run = mapped(
        received(make.xlsx(rows), place_of(office, month(2025, 4).pk), who), who
    )
    assert fates(run) == {"a": 3, "n": 1}
    one, two, three = run.questions.order_by("first_row")
    client = signed_in(who)
    here = f"/nhap-tep/{run.pk}/hoi/"

    page = client.get(here).content.decode()

    assert f"{name_of(some[0])} · tháng 4/2025" in page
    assert "12/2024: 3 · 1/2025: 2 · 2/2025: 3 · 3/2025: 4" in page
    assert "Ngoài khoảng thường gặp của đơn vị" in page
    assert "Chia cho 1.000: 3 căn" in page
    assert '<th scope="row">B2</th>' in page
    typed = {f"d{one.pk}": "meant", f"v{two.pk}": "sáu", f"d{three.pk}": "leave"}
    refused = client.post(here, typed)
    assert refused.status_code == 422
    assert "“sáu” không phải là số." in refused.content.decode()
    assert 'value="sáu"' in refused.content.decode()
    client.post(here, typed | {f"v{two.pk}": "6", f"w{two.pk}": "gõ thừa số 0"})
    run = actions.check_rows(run, actor=who, at=APRIL)
    assert fates(run) == {"n": 3, "r": 1}
    carried(run, who)
    kept = {x.unit_id: x for x in Observation.objects.filter(period=month(2025, 4).pk)}
    assert [kept[unit.pk].value for unit in some[:2]] == [3, 6]
    assert kept[some[1].pk].note == "Tệp ghi 60; đã sửa khi nhập. gõ thừa số 0"
    assert some[2].pk not in kept


@pytest.mark.usefixtures("in_may")
def test_all_odd_cells_of_an_indicator_are_kept_with_one_reason() -> None:
    office, who, some = odd_office()
    rows: list[list[make.Cell]] = [["Đơn vị", "Nhà tình thương bàn giao"]]
    rows += [[name_of(unit), 60 + place] for place, unit in enumerate(some)]
    run = mapped(
        received(make.xlsx(rows), place_of(office, month(2025, 4).pk), who), who
    )
    asked = list(run.questions.order_by("first_row"))
    group = asked[0].group
    client = signed_in(who)
    here = f"/nhap-tep/{run.pk}/hoi/"

    refused = client.post(here, {f"all-{group}": "take"})
    assert refused.status_code == 422
    assert "Ghi lý do giữ tất cả." in refused.content.decode()
    why = {f"all-{group}": "take", f"why-{group}": "bàn giao cả năm"}
    client.post(here, why | {f"d{asked[0].pk}": "leave"})

    run = actions.check_rows(run, actor=who, at=APRIL)
    assert fates(run) == {"n": 2, "r": 1}
    payloads = [row.payload for row in run.rows.filter(fate="n") if row.payload]
    assert all(one["t"].endswith("bàn giao cả năm") for one in payloads)


def test_a_mistyped_month_of_the_year_so_far_leaves_the_next_month_right() -> None:
    office = an_office("HOUSES", cumulative=("HOUSES",))
    who = an_actor(office.cast.province)
    for number, houses in enumerate((3, 7, 10, 14), start=9):
        office.type_in(office.report(month(2024, number)), HOUSES=str(houses))
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Kỳ", "Chỉ tiêu", "Số liệu"],
        [name_of(office.commune), "Tháng 1/2025", "Nhà tình thương bàn giao", 4000],
        [name_of(office.commune), "Tháng 2/2025", "Nhà tình thương bàn giao", 7],
    ]
    run = mapped(received(make.xlsx(rows), place_of(office), who), who)
    question = run.questions.get(first_row=2)
    assert (question.cell or {})["meant"] == "4"

    run = answered(run, {question.key: "is|4|"}, who)

    found = (
        run.rows.filter(fate="n").order_by("row").values_list("payload__v", flat=True)
    )
    assert list(found) == ["4", "3"]


def test_a_file_of_any_size_is_held_against_the_past_in_one_question(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    office, _who, some = odd_office()
    indicator = office.lines["HOUSES"].version.indicator_id
    periods = {month(2025, 4).pk, month(2025, 5).pk}

    with django_assert_max_num_queries(1):
        past = Past.of({unit.pk for unit in some}, {indicator}, periods)

    seat = some[0].pk, indicator
    for level in map(Decimal, ("0", "2.5", "5", "6.5", "7", "10", "60")):
        exact = usual_range([Decimal(x) for x in (2, 3, 2, 3, 4)], least=Decimal(0))
        assert exact is not None
        is_odd = not exact[0] <= level <= exact[1]
        assert bool(past.unusual(seat, month(2025, 4).pk, level, Decimal(0))) == is_odd


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("3000", "3"), ("300", "3"), ("9", None), ("0.03", "3"), ("3100", "3.1")],
)
def test_a_slip_of_scale_is_offered_where_it_fits_the_past(
    typed: str, meant: str | None
) -> None:
    version = IndicatorVersion(decimals=1, least=Decimal(0))
    past = [Decimal(one) for one in ("2", "3", "2", "3", "4")]

    slip = slip_in(version, Decimal(typed), past)

    assert (slip and slip.value) == (meant and Decimal(meant))


@pytest.mark.parametrize(
    ("title", "kind", "number"),
    [
        ("BÁO CÁO SỐ LIỆU THÁNG 4 NĂM 2025", "month", 4),
        ("Biểu số liệu tháng 04/2025", "month", 4),
        ("BIEU TONG HOP THANG 4 NAM 2025", "month", 4),
        ("Kết quả Quý II/2025", "quarter", 2),
        ("Kết quả quý 2 năm 2025", "quarter", 2),
        ("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025", "half", 1),
    ],
)
def test_the_title_says_the_period(title: str, kind: str, number: int) -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    spans = [PeriodSpan(PeriodKind(kind), 2025, n) for n in (number, 3 - number)]
    wanted = spans[0].id
    if kind != "month":
        office.form.period_kind = kind
        office.form.save()
        office.form.periods.all().delete()
        for span in spans[: 1 if number == 3 else 2]:
            if 1 <= span.number <= 4:
                office.form.periods.create(period_id=span.id, due_on=date(2025, 7, 5))
    rows: list[list[make.Cell]] = [
        [title, None],
        ["Bến Tre, ngày 02 tháng 5 năm 2025", None],
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(office.commune), 3],
    ]

    run = received(make.xlsx(rows), place_of(office), who)

    assert Mapping.from_json(run.mapping).constants == {"period": str(wanted)}


def test_the_same_file_sent_again_is_told_at_once_with_the_first() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(office.commune), 3],
    ]
    place = place_of(office, month(2025, 4).pk)
    file = make.xlsx(rows)
    first = carried(mapped(received(file, place, who), who), who)
    file.seek(0)
    client = signed_in(who)

    with clock.standing_on(APRIL.date()):
        answer = client.post(f"/nhap-tep/moi/so-lieu/{place}/", {"file": file})
        page = client.get(answer["Location"]).content.decode()

    assert "Tệp này đã gửi" in page
    assert reverse("imports:import", args=[first.pk]) in page


def test_a_number_spoken_in_words_is_taken_for_as_much_as_it_is() -> None:
    office = an_office("HOUSES")
    who = an_actor(office.cast.province)
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Nhà tình thương bàn giao"],
        [name_of(office.commune), "3 trăm"],
    ]
    place = place_of(office, month(2025, 4).pk)
    run = mapped(received(make.xlsx(rows), place, who), who)

    assert "Một trăm bằng 100 căn" in pages_of(run)
    question = run.questions.get()
    carried(answered(run, {question.key: "100"}, who), who)
    assert Observation.objects.get(unit=office.commune).value == 300
