"""A figure of a unit without a past is held against what its peers report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.imports import workbooks as make
from tests.imports.factories import fates, mapped, place_of, received
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import UnitFactory, a_province, an_actor
from thidua.indicators.actions import Reporter
from thidua.kernel import clock
from thidua.organisations.models import Unit
from thidua.organisations.naming import names_on

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)


@pytest.fixture(autouse=True)
def in_may() -> Iterator[None]:
    with clock.standing_on(date(2025, 5, 20)):
        yield


@pytest.fixture
def office() -> Office:
    """Four communes of a district; those beside the first built up to 40 houses."""
    cast = a_province()
    district = cast.districts[0]
    new = UnitFactory.create(kind=Unit.Kind.COMMUNE, name="Mới Lập", parent=district)
    communes = [*cast.communes_of(district), new]
    made = an_office(
        "HOUSES",
        cast=cast,
        reporters=[Reporter(one.pk, district.pk) for one in communes],
    )
    for commune in peers_of(made):
        for number, houses in enumerate(("12", "40", "25", "30"), start=12):
            year, one = (2024, 12) if number == 12 else (2025, number - 12)
            made.accepted(month(year, one), commune, HOUSES=houses)
    return made


def peers_of(office: Office) -> list[Unit]:
    below = Unit.objects.filter(
        placements__parent=office.district, kind=Unit.Kind.COMMUNE
    )
    return list(below.exclude(pk=office.commune.pk).distinct())


@pytest.mark.parametrize(("houses", "is_asked"), [("119", False), ("120", True)])
def test_a_first_figure_far_beyond_all_peers_is_asked_about(
    office: Office, houses: str, *, is_asked: bool
) -> None:
    (answer,) = office.type_in(office.report(month(*APRIL)), HOUSES=houses)

    said = [one.words for one in answer.findings]
    assert [str(one)[:31] for one in said] == (
        ["Gấp từ 3 lần mức cao nhất, 40, "] if is_asked else []
    )


def test_noughts_tell_nothing_so_that_the_peers_are_asked(office: Office) -> None:
    for number in range(1, 4):
        office.accepted(month(2025, number), None, HOUSES="0")
    office.accepted(month(2024, 12), None, HOUSES="0")

    (answer,) = office.type_in(office.report(month(*APRIL)), HOUSES="300")

    assert [one.kind for one in answer.findings] == ["peers"]


def test_who_has_a_past_is_held_against_that_alone(office: Office) -> None:
    for number, houses in enumerate(("290", "310", "300"), start=1):
        office.accepted(month(2025, number), None, HOUSES=houses)
    office.accepted(month(2024, 12), None, HOUSES="305")

    (answer,) = office.type_in(office.report(month(*APRIL)), HOUSES="300")

    assert answer.findings == ()


def test_few_peers_are_no_measure() -> None:
    other = an_office("HOUSES", cast=a_province("Sông Hậu"))
    for commune in other.cast.communes_of(other.district)[1:]:
        for number in range(1, 4):
            other.accepted(month(2025, number), commune, HOUSES="9")

    (answer,) = other.type_in(other.report(month(*APRIL)), HOUSES="4000")

    assert answer.findings == ()


def test_a_file_asks_the_same(office: Office) -> None:
    who = an_actor(office.cast.province)
    name = names_on([office.commune.pk], date(2025, 5, 1))[office.commune.pk]
    place = place_of(office, month(*APRIL).pk)

    def asked(houses: int) -> str:
        rows: list[list[make.Cell]] = [["Đơn vị", "Nhà tình thương bàn giao"]]
        run = mapped(received(make.xlsx([*rows, [name, houses]]), place, who), who)
        return f"{fates(run)} {[one.cell for one in run.questions.all()]}"

    assert asked(119).startswith("{'n': 1}")
    beyond = asked(120)
    assert beyond.startswith("{'a': 1}")
