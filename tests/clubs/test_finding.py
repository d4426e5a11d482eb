"""Clubs are found by their names, by those who may know of them."""

from __future__ import annotations

import pytest

from tests.clubs.factories import active
from tests.doors import signed_in
from tests.organisations.factories import UnitFactory, an_actor
from thidua.clubs.models import Club

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["giữ nước", "cau lac bo giu", "nuoc ngot", "clbgnn"])
def test_a_club_is_found_by_its_name(typed: str) -> None:
    life = active()
    office = signed_in(life.office)

    page = office.get("/tim/", {"q": typed}).content.decode()

    assert "Câu lạc bộ Giữ nước ngọt" in page
    assert f"/cau-lac-bo/{life.club.pk}/" in page


def test_who_may_not_know_of_a_club_does_not_find_it() -> None:
    club = active().club
    Club.objects.filter(pk=club.pk).update(campaign=None)
    elsewhere = signed_in(an_actor(UnitFactory.create(name="Nơi Khác")))

    page = elsewhere.get("/tim/", {"q": "giữ nước ngọt"}).content.decode()

    assert "Giữ nước ngọt" not in page
    assert f"/cau-lac-bo/{club.pk}/" not in page


def test_a_club_opened_lately_is_offered_before_anything_is_typed() -> None:
    life = active()
    office = signed_in(life.office)
    office.get(f"/cau-lac-bo/{life.club.pk}/")

    page = office.get("/tim/").content.decode()

    assert "Vừa mở" in page
    assert "Câu lạc bộ Giữ nước ngọt" in page
