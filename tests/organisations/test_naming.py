"""A unit's name within a sentence, and a mandate told in the reader's language."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from tests.organisations.factories import PersonFactory, UnitFactory, an_actor
from thidua.audit.trail import trail_of
from thidua.kernel import clock
from thidua.organisations.actions import give_mandate
from thidua.organisations.models import Tree
from thidua.organisations.naming import in_sentence
from thidua.organisations.queries.listing import kind_called
from thidua.organisations.queries.telling import told


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Xã Châu Bình", "xã Châu Bình"),
        ("Thị trấn Giồng Trôm", "thị trấn Giồng Trôm"),
        ("Ấp 3", "ấp 3"),
        ("Tỉnh Bến Tre", "tỉnh Bến Tre"),
        ("Tỉnh ủy Bến Tre", "Tỉnh ủy Bến Tre"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Xã", "Xã"),
    ],
)
def test_only_the_kind_of_a_place_is_small_within_a_sentence(
    name: str, within: str
) -> None:
    assert in_sentence(name) == within


def test_english_leaves_the_names_alone() -> None:
    with translation.override("en"):
        assert in_sentence("Xã Châu Bình") == "Xã Châu Bình"


@pytest.mark.django_db
def test_a_mandate_in_the_trail_is_told_in_the_language_of_the_reader() -> None:
    unit, person = UnitFactory.create(name="Tân An"), PersonFactory.create()
    give_mandate(
        person,
        unit,
        role="officer",
        title="Chuyên viên",
        first=date(2025, 7, 1),
        last=date(2026, 6, 30),
        actor=an_actor(unit, "administrator"),
        at=clock.now(),
    )

    (here,) = told(list(trail_of(person)))
    with translation.override("en"):
        (there,) = told(list(trail_of(person)))

    assert "Xã Tân An, từ 01/07/2025, đến hết 30/06/2026" in here.note
    assert "from 01/07/2025" in there.note


def test_trees_and_kinds_of_units_are_told_in_the_language_of_the_reader() -> None:
    tree = Tree(key=Tree.PARTY, name="Tổ chức đảng")
    own = Tree(key="rieng", name="Cây riêng")

    with translation.override("en"):
        said = kind_called("district", "Thị xã Giồng Trôm"), str(tree), str(own)

    assert said == ("town", "Party organisation", "Cây riêng")
    assert kind_called("district", "Thị xã Giồng Trôm") == "thị xã"
    assert str(tree) == tree.name
