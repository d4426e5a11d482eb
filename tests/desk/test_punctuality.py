"""Expected against received: who owed what, who sent it when."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.desk.cast import (
    APRIL,
    MARCH,
    TODAY,
    YEAR,
    Reporting,
    a_reporting_province,
)
from tests.organisations.factories import UnitFactory
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.names import named
from thidua.desk.queries.punctuality import Count, counts_below
from thidua.desk.queries.silent import (
    Silent,
    owing_units,
    silent_units,
    units_named_in,
)
from thidua.indicators.queries.duties import duties_below
from thidua.indicators.states import State
from thidua.organisations.models import UnitName

pytestmark = pytest.mark.django_db

FIRST_OF_APRIL = date(2025, 4, 1)
RENAMED = date(2020, 1, 1)


def listed(cast: Reporting) -> list[Silent]:
    """The list of the silent of a province, as of today."""
    lens, province = Lens(told=APRIL), cast.province.province.pk
    owed = owing_units(lens, province, [cast.form.pk], TODAY)
    names = named(units_named_in(owed), APRIL.ends_on)
    return silent_units(lens, owed, [cast.form], names, TODAY, page="/theo-doi/")


def test_a_district_counts_what_its_communes_owed_and_sent() -> None:
    cast = a_reporting_province()
    north, south = cast.province.districts
    first, second, _third = cast.province.communes_of(north)
    cast.send(first, APRIL)
    cast.send(second, APRIL, days_late=3)

    counts = counts_below(cast.province.province.pk, [cast.form.pk], YEAR, TODAY)

    assert counts[north.pk, FIRST_OF_APRIL] == Count(on_time=1, late=1, missing=1)
    assert counts[south.pk, FIRST_OF_APRIL] == Count(missing=3)


def test_a_unit_is_called_as_on_the_day_else_as_it_was_last() -> None:
    unit = UnitFactory.create(name="Cũ", during=DateRange(date(2015, 1, 1), RENAMED))
    later = DateRange(RENAMED, date(2024, 7, 1))
    UnitName.written(unit, "Xã Mới", later, name="Mới").save()

    asked = [date(2019, 12, 31), RENAMED, date(2014, 1, 1), date(2025, 5, 20)]
    called = [named({unit.pk}, on)[unit.pk] for on in asked]

    assert [one.short for one in called] == ["Cũ", "Mới", "Mới", "Mới"]
    assert {(one.unit, one.kind) for one in called} == {(unit.pk, unit.kind)}
    assert named(set(), RENAMED) == {}


def test_before_the_day_nobody_is_silent() -> None:
    cast = a_reporting_province()
    north = cast.province.districts[0]

    counts = counts_below(
        cast.province.province.pk, [cast.form.pk], YEAR, date(2025, 5, 7)
    )

    assert counts[north.pk, FIRST_OF_APRIL] == Count(waiting=3)
    assert counts[north.pk, date(2025, 3, 1)] == Count(missing=3)


def test_a_unit_without_units_below_counts_alone() -> None:
    cast = a_reporting_province()
    commune = cast.province.communes[0]
    cast.send(commune, APRIL)

    counts = counts_below(commune.pk, [cast.form.pk], [APRIL], TODAY)

    assert counts == {(commune.pk, FIRST_OF_APRIL): Count(on_time=1)}


def test_a_returned_report_has_been_received() -> None:
    cast = a_reporting_province()
    commune = cast.province.communes[0]
    cast.send(commune, APRIL, state=State.RETURNED)

    (duty,) = duties_below(commune.pk, [cast.form.pk], [APRIL], TODAY)

    assert duty.sent_on == date(2025, 5, 7)
    assert duty.state == State.RETURNED


def test_silence_is_counted_in_months_and_the_longest_stands_first() -> None:
    cast = a_reporting_province()
    short, long, *rest = cast.province.communes
    for span in YEAR:
        for commune in rest:
            cast.send(commune, span)
    cast.send(short, MARCH, days_late=4)
    cast.send(long, YEAR[-3])

    silent = listed(cast)

    assert [(one.unit, one.months) for one in silent] == [(long.pk, 2), (short.pk, 1)]
    assert silent[1].last_report == "tháng 3/2025, muộn 4 ngày"
    assert silent[0].above == "Huyện Cồn Bắc"
    assert silent[0].days == "quá 13 ngày"


@pytest.mark.parametrize("silent_communes", [1, 3])
def test_the_silent_list_costs_the_same_however_long(
    silent_communes: int, django_assert_num_queries: object
) -> None:
    cast = a_reporting_province()
    for commune in cast.province.communes[silent_communes:]:
        cast.send(commune, APRIL)

    with django_assert_num_queries(4):  # type: ignore[operator]
        found = listed(cast)

    assert len(found) == silent_communes
