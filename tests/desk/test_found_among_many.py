"""Where very many names fit, the box lists those nearest to one's own unit."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.desk.test_finding import labels, lines
from tests.doors import signed_in
from tests.organisations.factories import (
    MandateFactory,
    PersonFactory,
    Province,
    UnitFactory,
    a_province,
    an_actor,
)
from thidua.organisations.models import Unit
from thidua.organisations.queries import finding

pytestmark = pytest.mark.django_db
MANY = finding.LATER_AT + finding.MOST


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def place() -> Province:
    return a_province()


def far_away(name: str) -> None:
    for number in range(MANY):
        UnitFactory.create(name=f"{name} {number:02}", kind=Unit.Kind.COMMUNE)


@pytest.mark.parametrize("typed", ["hoa", "hòa", "binh hoa", "xa binh", "bình h"])
def test_of_many_names_that_begin_so_those_of_ones_own_province_come_first(
    place: Province, typed: str
) -> None:
    far_away("Bình Hòa")
    officer = signed_in(an_actor(place.communes[0]))
    last = UnitFactory.create(name="Bình Hòa Yên", parent=place.districts[0])

    found = [one.href for one in lines(officer, typed) if "/don-vi/" in one.href]

    assert f"/don-vi/{last.pk}/" in found[:2]


def test_of_ones_own_province_the_own_district_comes_first(place: Province) -> None:
    ours, theirs = place.districts[:2]
    for district, name in ((theirs, "Tân Bờ Bắc"), (ours, "Tân Bờ Nam")):
        UnitFactory.create(name=name, parent=district)
    officer = signed_in(an_actor(place.communes_of(ours)[0]))

    found = [one for one in labels(officer, "tan bo") if "Tân Bờ" in one]

    assert found == ["Xã Tân Bờ Nam", "Xã Tân Bờ Bắc"]


@pytest.mark.parametrize("typed", ["kim yen", "kim yến", "yen", "kim y"])
def test_a_person_is_found_by_later_words_however_many_bear_one_of_them(
    place: Province, typed: str
) -> None:
    for number in range(MANY):
        PersonFactory.create(full_name=f"Trần Kim Anh {number}")
    unit = place.communes[0]
    person = PersonFactory.create(full_name="Lê Thị Kim Yến")
    MandateFactory.create(person=person, unit=unit, title="Chuyên viên")
    officer = signed_in(an_actor(unit))

    assert "Lê Thị Kim Yến" in labels(officer, typed)


def test_a_word_beyond_the_fifth_and_words_in_another_order_are_found(
    place: Province,
) -> None:
    UnitFactory.create(name="Một Hai Ba Bốn Năm Sáu Bảy")
    officer = signed_in(an_actor(place.communes[0]))

    for typed in ("sau bay", "sáu b", "bay mot", "hai bốn"):
        assert labels(officer, typed) == ["Xã Một Hai Ba Bốn Năm Sáu Bảy"]
