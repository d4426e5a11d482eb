"""A figure opens into its parts: shares, what is not broken down, and how it went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.doors import signed_in
from tests.indicators.factories import Office, after, month
from tests.indicators.parts import (
    Parted,
    a_grid_with_parts,
    a_parted_office,
)
from tests.organisations.factories import an_actor, tree
from thidua.indicators import actions
from thidua.indicators.actions import Meaning
from thidua.indicators.models import Indicator
from thidua.indicators.queries import NOTHING, figures_of
from thidua.kernel import clock
from thidua.organisations.actions import move_unit
from thidua.organisations.actor import the_system
from thidua.organisations.acts import Decision
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.3")]
APRIL = (2025, 4)


@pytest.fixture(autouse=True)
def on_a_day_in_may() -> Iterator[None]:
    with clock.standing_on(month(2025, 5).starts_on.replace(day=6)):
        yield


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split()).replace("\xa0", " ")


def opened(
    them: Parted, unit: Unit, *, indicator: Indicator | None = None, at: Any = APRIL
) -> str:
    """The words of a figure's page, read at its own unit."""
    number = (indicator or them.whole).pk
    client = signed_in(an_actor(unit))
    return page_of(client, number, unit, month(*at).pk)


def page_of(client: Client, indicator: int, unit: Unit, period: int) -> str:
    address = reverse("indicators:figure", args=[indicator, unit.pk, period])
    return plain(client.get(address).content.decode())


def two_communes(them: Parted) -> None:
    """One accepted, one only sent: 10 + 20 learners, 4 + 9 women, 1 + 3 poor."""
    office = them.office
    first, second = office.cast.communes[:2]
    office.accepted(
        month(*APRIL), first, ALL="10", MEN="6", WOMEN="4", POOR="1", HOUSES="0"
    )
    office.sent(
        month(*APRIL), second, ALL="20", MEN="11", WOMEN="9", POOR="3", HOUSES="0"
    )


def test_the_province_reads_shares_provisional_and_official() -> None:
    them = a_parted_office()
    two_communes(them)

    page = opened(them, them.office.cast.province)

    assert "Chia ra theo giới tính Nam chiếm 56,7 %" in page
    assert "nam 17 56,7 % 6 (60,0 %)" in page
    assert "nữ 13 43,3 % 4 (40,0 %)" in page
    assert "Trong đó" in page
    assert "thuộc hộ nghèo 4 13,3 % 1 (10,0 %)" in page
    assert "hưa phân tổ" not in page


def test_what_no_part_covers_is_said_and_not_guessed() -> None:
    them = a_parted_office()
    them.office.sent(
        month(*APRIL), None, ALL="10", MEN="6", WOMEN="4", POOR="0", HOUSES="0"
    )
    second = them.office.cast.communes[1]
    report = them.office.report(month(*APRIL), second)
    them.office.type_in(report, them.office.officer(second), ALL="5", HOUSES="0")
    explain(them, second, "MEN", "WOMEN", "POOR")
    actions.submit_report(
        report, actor=them.office.officer(second), at=after(month(*APRIL), 2)
    )

    page = opened(them, them.office.cast.province)

    assert "Chưa phân tổ: 5 người." in page
    assert "nam 6 40,0 %" in page
    assert "chưa phân tổ 33,3 %" in page


def explain(them: Parted, unit: Unit, *names: str) -> None:
    """These cells are empty, and say why."""
    client = signed_in(them.office.officer(unit))
    place = [them.office.form.pk, month(*APRIL).pk, unit.pk]
    for name in names:
        client.post(
            reverse(
                "indicators:report-cell", args=[*place, them.office.lines[name].pk]
            ),
            {"note": "", "missing_reason": "Sổ chưa tách", "version": 0},
        )


def test_parts_beyond_the_whole_are_said() -> None:
    them = a_parted_office()
    them.office.sent(
        month(*APRIL), None, ALL="10", MEN="6", WOMEN="6", POOR="0", HOUSES="0"
    )

    page = opened(them, them.office.commune)

    assert "Các phần nhiều hơn tổng: 2 người." in page


def test_a_year_adds_the_parts_of_its_months_and_tells_them_one_by_one() -> None:
    them = a_parted_office()
    for number, women in ((3, "4"), (4, "6")):
        them.office.sent(
            month(2025, number),
            None,
            ALL="10",
            MEN=str(10 - int(women)),
            WOMEN=women,
            POOR="1",
            HOUSES="0",
        )
    client = signed_in(them.office.officer())

    year = page_of(client, them.whole.pk, them.office.commune, 4025)

    assert "nữ 10 50,0 %" in year
    assert "Tháng 4/2025 10 4 40,0 % 6 60,0 %" in year
    assert "Tháng 3/2025 10 6 60,0 % 4 40,0 %" in year


def test_the_page_of_a_part_says_of_what_and_links_back() -> None:
    them = a_parted_office()
    two_communes(them)
    province = them.office.cast.province
    women = them.part("nữ")
    client = signed_in(an_actor(province))

    address = reverse(
        "indicators:figure", args=[women.pk, province.pk, month(*APRIL).pk]
    )
    answer = client.get(address).content.decode()

    page = plain(answer)
    assert "Chia ra theo giới tính: nữ" in page
    assert "chiếm 43,3 % của 30 người" in page
    back = reverse(
        "indicators:figure", args=[them.whole.pk, province.pk, month(*APRIL).pk]
    )
    assert f'href="{back}"' in answer
    assert 'aria-label="nam 56,7' in answer.replace("\xa0", " ")


def test_a_level_is_shared_out_in_its_own_last_period() -> None:
    them = a_parted_office(
        meaning=Meaning(name="Học sinh nghỉ học", measure="em", nature="stock")
    )
    them.office.sent(
        month(2025, 3), None, ALL="8", MEN="5", WOMEN="3", POOR="0", HOUSES="0"
    )
    report = them.office.report(month(*APRIL))
    them.office.type_in(report, None, ALL="6", MEN="4", HOUSES="0")
    explain(them, them.office.commune, "WOMEN", "POOR")
    actions.submit_report(
        report, actor=them.office.officer(), at=after(month(*APRIL), 2)
    )
    client = signed_in(them.office.officer())

    page = page_of(client, them.whole.pk, them.office.commune, 4025)

    assert "nam 4 66,7 %" in page
    assert "Chưa phân tổ: 2 em." in page


def test_a_formula_names_parts() -> None:
    them = a_parted_office()
    two_communes(them)
    cast = them.office.cast
    share = actions.define_indicator(
        cast.province,
        "ty-le-nu",
        Meaning(
            name="Tỷ lệ nữ",
            measure="%",
            nature="formula",
            formula="[nguoi-hoc-nu] ÷ [nguoi-hoc] × 100",
            decimals=1,
        ),
        since=month(2020, 1).starts_on,
        actor=an_actor(cast.province),
        at=after(month(2020, 1), 2),
    )

    page = opened(them, cast.province, indicator=share.indicator)

    assert "43,3" in page
    assert "Người học xong kỹ năng số – nữ" in page


@pytest.mark.parametrize("parts", [1, 3])
def test_a_figure_costs_the_same_with_one_and_with_three_parts(
    parts: int, django_assert_num_queries: Any
) -> None:
    office: Office = a_grid_with_parts(parts)
    names = dict.fromkeys(list(office.lines)[1:], "1")
    office.sent(month(*APRIL), None, ALL="9", **names)
    client = signed_in(office.officer())
    whole = office.lines["ALL"].version.indicator_id
    page_of(client, whole, office.commune, month(*APRIL).pk)

    with django_assert_num_queries(15):
        page = page_of(client, whole, office.commune, month(*APRIL).pk)

    assert page.count("11,1 %") >= parts


def test_correction_of_a_part_moves_the_share_at_every_floor() -> None:
    them = a_parted_office()
    two_communes(them)
    office, cast = them.office, them.office.cast
    report = office.form.reports.get(unit=cast.communes[1])
    line = office.lines["WOMEN"]
    actions.return_figures(
        report,
        {line.pk: "Đếm lại"},
        actor=an_actor(report.receiver),
        at=after(month(*APRIL), 3),
    )
    office.type_in(report, office.officer(cast.communes[1]), WOMEN="8")
    actions.submit_report(
        report, actor=office.officer(cast.communes[1]), at=after(month(*APRIL), 4)
    )

    page = opened(them, cast.province)

    assert "nữ 12 40,0 %" in page
    assert "Chưa phân tổ: 1 người." in page


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    figures=st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=6, max_size=6
    ),
    mended=st.tuples(st.integers(0, 5), st.integers(0, 40), st.integers(0, 40)),
    is_moved=st.booleans(),
)
def test_parts_and_whole_agree_at_every_floor_through_corrections_and_reforms(
    figures: list[tuple[int, int]], mended: tuple[int, int, int], *, is_moved: bool
) -> None:
    with transaction.atomic():
        them = a_parted_office()
        office, cast = them.office, them.office.cast
        for unit, (men, women) in zip(cast.communes, figures, strict=False):
            office.sent(month(*APRIL), unit, **as_typed(men, women))
        place, men, women = mended
        unit = cast.communes[place % len(cast.communes)]
        report = office.form.reports.get(unit=unit)
        again = {office.lines[name].pk: "Đếm lại" for name in ("ALL", "MEN", "WOMEN")}
        receiver, at = an_actor(report.receiver), after(month(*APRIL), 3)
        actions.return_figures(report, again, actor=receiver, at=at)
        typed = as_typed(men, women)
        office.type_in(
            report,
            office.officer(unit),
            **{name: typed[name] for name in ("ALL", "MEN", "WOMEN")},
        )
        if is_moved:
            moved = Decision("Nghị quyết 1/NQ", date(2025, 4, 10), date(2025, 4, 1))
            system = the_system("Thử")
            elsewhere = cast.districts[unit in cast.communes_of(cast.districts[0])]
            move_unit(unit, tree(), elsewhere, moved, actor=system, at=at)
        actions.submit_report(report, actor=office.officer(unit), at=at)
        all_, men_, women_ = (
            office.lines[name].version.indicator_id for name in ("ALL", "MEN", "WOMEN")
        )
        period = month(*APRIL).pk
        units = [cast.province.pk, *(one.pk for one in (*cast.districts, unit))]
        sums = figures_of(tree(), units, [all_, men_, women_], [period])
        for one in units:
            got = [
                sums.get((one, i, period), NOTHING).total for i in (all_, men_, women_)
            ]
            assert got[0] == got[1] + got[2]
        transaction.set_rollback(True)


def as_typed(men: int, women: int) -> dict[str, str]:
    """A commune's month, the parts making up the whole."""
    return {
        "ALL": str(men + women),
        "MEN": str(men),
        "WOMEN": str(women),
        "POOR": "0",
        "HOUSES": "0",
    }
