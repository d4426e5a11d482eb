"""Namesakes in a list say under whom they stand; others keep the bare name."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from tests.campaigns.browsing import page
from tests.campaigns.factories import a_campaign, a_target
from tests.doors import signed_in
from tests.organisations.factories import UnitFactory, a_province, an_actor
from thidua.campaigns.queries.choices import units_outside
from thidua.campaigns.queries.grid import held_rows
from thidua.kernel import clock
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import listed_names, named_apart, told_apart

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)


def test_two_of_a_name_say_whose_they_are_and_others_do_not() -> None:
    place = a_province()
    first, second, third = place.hamlets[0], place.hamlets[2], place.communes[0]

    names = listed_names([first.pk, second.pk, third.pk], DAY)

    assert names == {
        first.pk: "Ấp 1, xã Tân An",
        second.pk: "Ấp 1, xã Bình Hòa",
        third.pk: "Xã Tân An",
    }
    assert listed_names([first.pk, third.pk], DAY)[first.pk] == "Ấp 1"


def test_where_those_above_are_namesakes_too_the_next_above_is_said() -> None:
    north, south = a_province("Sông Tiền"), a_province("Sông Hậu")

    names = listed_names([north.hamlets[0].pk, south.hamlets[0].pk], DAY)
    again = listed_names([north.communes[0].pk, south.communes[0].pk], DAY)

    assert set(again.values()) == {
        "Xã Tân An, huyện Cồn Bắc, tỉnh Sông Tiền",
        "Xã Tân An, huyện Cồn Bắc, tỉnh Sông Hậu",
    }
    assert set(names.values()) == {
        "Ấp 1, xã Tân An, huyện Cồn Bắc, tỉnh Sông Tiền",
        "Ấp 1, xã Tân An, huyện Cồn Bắc, tỉnh Sông Hậu",
    }


def test_a_unit_that_is_no_more_says_under_whom_it_stood() -> None:
    place = a_province()
    old = UnitFactory.create(
        name="Hòa",
        parent=place.districts[0],
        during=DateRange(date(2015, 1, 1), date(2025, 7, 1)),
    )
    new = UnitFactory.create(
        name="Hòa", parent=place.province, during=DateRange(date(2025, 7, 1), None)
    )

    assert listed_names([old.pk, new.pk], date(2025, 8, 1)) == {
        old.pk: "Xã Hòa, huyện Cồn Bắc",
        new.pk: "Xã Hòa, tỉnh Sông Tiền",
    }


@pytest.mark.parametrize("count", [2, 12])
def test_a_list_costs_one_query_more_however_many_namesakes_it_has(count: int) -> None:
    hamlets = a_province().hamlets[:count]
    names = {unit.pk: "Ấp 1" for unit in hamlets}

    with CaptureQueriesContext(connection) as queries:
        told_apart(names, DAY)
        told_apart({1: "Ấp 1", 2: "Ấp 2"}, DAY)

    assert len(queries) == 1


def test_the_grid_and_the_pickers_tell_namesakes_apart() -> None:
    place = a_province()
    campaign = a_campaign(of=place, kinds=["hamlet"], launched=True)
    target = a_target(campaign)

    held = [row.name for row in held_rows(target, DAY)]
    hamlets = Unit.objects.filter(pk__in=[one.pk for one in place.hamlets])

    assert "Ấp 1, xã Tân An" in held
    found = named_apart(hamlets.called_on(DAY), DAY)
    assert len({unit.name_on for unit in found}) == len(place.hamlets)
    assert "Xã Tân An" in dict(units_outside(campaign, DAY)).values()
    with clock.standing_on(DAY):
        units = page(signed_in(an_actor(campaign.office)), "units", campaign)
    assert "Ấp 1, xã Bình Hòa" in units
