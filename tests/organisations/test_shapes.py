"""Where units lie: outlines of today, and of yesterday's units through their heirs."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.organisations.factories import tree
from thidua.audit.models import Entry
from thidua.kernel import clock
from thidua.organisations.actions import draw_official_units
from thidua.organisations.actor import the_system
from thidua.organisations.models import Placement, Shape, Unit, UnitName
from thidua.organisations.official import official_shapes, official_units
from thidua.organisations.shapes import archipelagos, areas_of, country

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
SEA = 8300  # east of every shore of the mainland


def called(name: str, day: date) -> Unit:
    return UnitName.objects.get(
        full_name=name, during__contains=day, unit__kind__in=["province", "city"]
    ).unit


def children(unit: Unit, day: date) -> list[int]:
    places = Placement.objects.filter(tree=tree(), parent=unit, during__contains=day)
    return list(places.values_list("unit_id", flat=True))


def test_every_unit_of_today_has_one_outline() -> None:
    drawn = [shape.code for shape in official_shapes()]
    today = [
        unit.code
        for unit in official_units()
        if unit.era != "before" and len(unit.code) in (2, 5)
    ]

    assert sorted(drawn) == sorted(today)
    assert len(drawn) == 34 + 3321


def test_hoang_sa_and_truong_sa_are_on_the_map_of_the_country() -> None:
    islands = dict(archipelagos())
    assert set(islands) == {"Hoàng Sa", "Trường Sa"}
    for box in islands.values():
        assert box[2] > SEA

    east = {shape.code for shape in country() if shape.box[2] > SEA}
    assert east == {"48", "56"}  # Đà Nẵng, Khánh Hòa


@pytest.mark.django_db
@pytest.mark.usefixtures("nation")
class TestDrawing:
    """The whole country, loaded once."""

    @pytest.fixture(autouse=True)
    def drawn(self, db: None) -> int:  # noqa: ARG002
        return draw_official_units(actor=the_system("tests"), at=clock.now())

    def test_a_second_time_draws_nothing(self, drawn: int) -> None:
        assert drawn == 34 + 3321
        assert not draw_official_units(actor=the_system("tests"), at=clock.now())
        assert Entry.objects.filter(verb="organisations.units.drawn").count() == 1

    def test_a_province_of_today_is_drawn_commune_by_commune(self) -> None:
        communes = children(called("Tỉnh Vĩnh Long", AFTER), AFTER)

        areas = areas_of(communes, tree().pk, AFTER)

        assert len(areas) == len(communes) == 124
        assert all(area.is_own for area in areas.values())

    def test_districts_of_yesterday_are_drawn_from_what_became_of_them(self) -> None:
        districts = children(called("Tỉnh Bến Tre", BEFORE), BEFORE)

        areas = areas_of(districts, tree().pk, BEFORE)

        assert len(areas) == len(districts) == 9
        assert not any(area.is_own for area in areas.values())
        pieces = [piece for a in areas.values() for piece in a.path.split("M")[1:]]
        assert len(pieces) == len(set(pieces)), "no commune lies in two districts"

    def test_communes_of_yesterday_have_no_outline(self) -> None:
        district = children(called("Tỉnh Bến Tre", BEFORE), BEFORE)[0]
        communes = children(Unit.objects.get(pk=district), BEFORE)

        assert communes
        assert areas_of(communes, tree().pk, BEFORE) == {}


@pytest.mark.django_db
def test_the_database_refuses_an_outline_without_extent() -> None:
    unit = Unit.objects.create(kind=Unit.Kind.COMMUNE)
    with (
        pytest.raises(IntegrityError, match="organisations_a_shape_has_an_extent"),
        transaction.atomic(),
    ):
        Shape.objects.create(
            unit=unit, path="M1 1l0 0z", left=1, top=1, right=1, bottom=1
        )
