"""Units are found by what a person types of their names."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.doors import signed_in
from tests.organisations.factories import (
    Province,
    UnitFactory,
    a_province,
    an_actor,
)
from thidua.organisations.models import Mandate, Unit

pytestmark = pytest.mark.django_db
UNITS = "/don-vi/"


@pytest.fixture
def cast() -> Province:
    return a_province()


@pytest.fixture
def reader(cast: Province) -> Client:
    return signed_in(an_actor(cast.department, Mandate.Role.READER))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # the name itself, what begins so, what holds it, its words in another order
        ("bình", ["Xã Bình", "Xã Bình Phú", "Xã Bình Trung", "Phường 3/2 Bình"]),
        ("phú bình", ["Xã Bình Phú"]),
        ("binh t", ["Xã Bình Trung"]),
        ("Bì", ["Xã Bình", "Xã Bình Phú", "Xã Bình Trung", "Phường 3/2 Bình"]),
        ("Bí", []),
        ("3/2", ["Phường 3/2 Bình"]),
        ("phường 3", ["Phường 3/2 Bình"]),
        ("inh", []),
        ("%", []),
    ],
)
def test_the_name_itself_comes_first_and_words_in_another_order_last(
    reader: Client, cast: Province, typed: str, found: list[str]
) -> None:
    for name in ("Bình Trung", "Bình Phú", "Bình"):
        UnitFactory.create(name=name, parent=cast.districts[1])
    UnitFactory.create(kind=Unit.Kind.WARD, name="3/2 Bình", parent=cast.districts[1])

    asked = {"trong": str(cast.districts[1].pk), "tim": typed}
    page = reader.get(UNITS, asked).context["page"]

    assert [row.name for row in page.rows] == found


def test_a_page_beyond_the_last_shows_the_last(reader: Client, cast: Province) -> None:
    for number in range(50):
        UnitFactory.create(name=f"Số {number}", parent=cast.districts[0])
    asked = {"trong": str(cast.districts[0].pk), "trang": "9"}

    assert len(reader.get(UNITS, asked).context["page"].rows) == 3
