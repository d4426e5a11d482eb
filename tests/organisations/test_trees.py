"""What the database itself refuses, and the closure against plain recursion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.organisations.factories import (
    SINCE_2015,
    MandateFactory,
    Province,
    UnitFactory,
    a_province,
    rebuild_lineage,
    tree,
)
from thidua.organisations.models import (
    Lineage,
    Mandate,
    Placement,
    Tree,
    Unit,
    UnitCode,
    UnitName,
)
from thidua.organisations.naming import names_on, parents_on

pytestmark = pytest.mark.django_db
FIRST = date(2020, 1, 1)


@pytest.fixture
def cast() -> Province:
    return a_province()


def checked_now() -> None:
    """Let the deferred checks speak before the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def tried(wrong: Callable[[Province], None], cast: Province) -> None:
    """Do it, and let every check speak."""
    with transaction.atomic():
        wrong(cast)
        checked_now()


def second_name(cast: Province) -> None:
    UnitName.written(cast.communes[0], "Xã Khác", SINCE_2015).save()


def code_of_another(cast: Province) -> None:
    for unit in cast.communes[:2]:
        UnitCode.objects.create(
            unit=unit, scheme="gso-commune", code="29000", during=SINCE_2015
        )


def second_code(cast: Province) -> None:
    for code in ("29000", "29001"):
        UnitCode.objects.create(
            unit=cast.communes[0], scheme="gso-commune", code=code, during=SINCE_2015
        )


def second_place(cast: Province) -> None:
    Placement.objects.create(
        tree=tree(),
        unit=cast.communes[0],
        parent=cast.districts[1],
        during=SINCE_2015,
    )


def role_twice(cast: Province) -> None:
    mandate = MandateFactory.create(unit=cast.communes[0])
    MandateFactory.create(person=mandate.person, unit=cast.communes[0])


def circle(cast: Province) -> None:
    north, south = cast.districts
    Placement.objects.filter(unit=north).update(parent=south)
    Placement.objects.filter(unit=south).update(parent=north)


def parent_that_ends_early(cast: Province) -> None:
    Placement.objects.filter(unit=cast.districts[0]).update(
        during=DateRange(date(2015, 1, 1), date(2024, 1, 1))
    )


def parent_taken_away(cast: Province) -> None:
    Placement.objects.filter(unit=cast.communes[0]).delete()


def empty_days(cast: Province) -> None:
    UnitName.objects.filter(unit=cast.communes[0]).update(
        during=DateRange(FIRST, FIRST)
    )


WRONGS: dict[str, Callable[[Province], None]] = {
    "organisations_a_unit_has_one_name_a_day": second_name,
    "organisations_a_code_names_one_unit_a_day": code_of_another,
    "organisations_a_unit_has_one_code_of_a_scheme_a_day": second_code,
    "organisations_a_unit_stands_once_in_a_tree_a_day": second_place,
    "organisations_a_mandate_is_held_once_a_day": role_twice,
    "organisations_a_tree_has_no_circle": circle,
    "organisations_a_parent_stands_as_long_as_its_child": parent_that_ends_early,
    "organisations_a_name_lasts_at_least_a_day": empty_days,
}


@pytest.mark.parametrize("constraint", WRONGS)
def test_the_database_refuses_what_cannot_be(cast: Province, constraint: str) -> None:
    with pytest.raises(IntegrityError) as refusal:
        tried(WRONGS[constraint], cast)

    assert refusal.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def test_a_place_that_others_hang_under_is_not_taken_away(cast: Province) -> None:
    with pytest.raises(IntegrityError, match="does not stand"):
        tried(parent_taken_away, cast)


def test_one_day_after_another_is_no_overlap(cast: Province) -> None:
    unit, until = cast.communes[0], date(2024, 1, 1)
    UnitName.objects.filter(unit=unit).update(during=DateRange(date(2015, 1, 1), until))
    UnitName.written(unit, "Xã Mới", DateRange(until, None)).save()

    assert names_on([unit.pk], until) == {unit.pk: "Xã Mới"}
    assert names_on([unit.pk], until - timedelta(days=1)) == {unit.pk: "Xã Tân An"}


def test_one_unit_stands_in_several_trees(cast: Province) -> None:
    Placement.objects.create(
        tree=tree(Tree.PARTY), unit=cast.communes[0], during=SINCE_2015
    )
    checked_now()

    assert parents_on([cast.communes[0].pk], FIRST) == {
        cast.communes[0].pk: cast.districts[0].pk
    }
    assert parents_on([cast.communes[0].pk], FIRST, Tree.PARTY) == {}


def test_two_roles_at_one_unit_may_be_held_together(cast: Province) -> None:
    mandate = MandateFactory.create(unit=cast.communes[0])
    MandateFactory.create(
        person=mandate.person, unit=cast.communes[0], role=Mandate.Role.HEAD
    )
    assert mandate.person.mandates.count() == 2


def test_a_name_outside_its_days_is_the_nearest_one() -> None:
    unit = UnitFactory.create(
        name="Ngắn Ngủi", during=DateRange(date(2020, 1, 1), date(2021, 1, 1)),
        in_tree=None,
    )  # fmt: skip
    for day in (date(2019, 1, 1), date(2020, 6, 1), date(2022, 1, 1)):
        assert names_on([unit.pk], day) == {unit.pk: "Xã Ngắn Ngủi"}


@pytest.mark.parametrize("count", [1, 3])
def test_names_of_many_units_are_one_query(
    cast: Province, count: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        names_on([unit.pk for unit in cast.communes[:count]], FIRST)


Forest = list[list[tuple[int, int]]]


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """For each of some units its (day, parent) moves; parents come before children."""
    size = draw(st.integers(2, 9))
    moves: Forest = [[]]
    for unit in range(1, size):
        days = sorted(draw(st.sets(st.integers(1, 60), max_size=3)))
        moves.append([(day, draw(st.integers(0, unit - 1))) for day in [0, *days]])
    return moves


def planted(forest: Forest, rows: Tree) -> list[Unit]:
    units = Unit.objects.bulk_create(Unit(kind="hamlet") for _ in forest)
    places = [Placement(tree=rows, unit=units[0], during=DateRange(FIRST, None))]
    for unit, moves in zip(units[1:], forest[1:], strict=True):
        ends = [day for day, _parent in moves[1:]] + [None]
        for (day, parent), end in zip(moves, ends, strict=True):
            during = DateRange(
                FIRST + timedelta(days=day),
                None if end is None else FIRST + timedelta(days=end),
            )
            places.append(
                Placement(tree=rows, unit=unit, parent=units[parent], during=during)
            )
    Placement.objects.bulk_create(places)
    return units


def climbed(forest: Forest, unit: int, day: int) -> list[int]:
    """Plain recursion: the unit, its parent of the day, and so on up."""
    if unit == 0:
        return [0]
    parent = [above for since, above in forest[unit] if since <= day][-1]
    return [unit, *climbed(forest, parent, day)]


def closure(rows: Tree, units: list[Unit], day: int) -> dict[int, list[int]]:
    numbers = {unit.pk: number for number, unit in enumerate(units)}
    lines = Lineage.objects.filter(
        tree=rows, during__contains=FIRST + timedelta(days=day)
    ).order_by("depth")
    found: dict[int, list[int]] = {}
    for line in lines:
        found.setdefault(numbers[line.unit_id], []).append(numbers[line.ancestor_id])
    return found


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(forest=forests(), day=st.integers(0, 70))
def test_the_closure_is_what_recursion_finds(forest: Forest, day: int) -> None:
    with transaction.atomic():
        rows = Tree.objects.create(key="thu", name="Thử")
        units = planted(forest, rows)
        checked_now()
        rebuild_lineage(rows)

        expected = {unit: climbed(forest, unit, day) for unit in range(len(forest))}
        assert closure(rows, units, day) == expected
        transaction.set_rollback(True)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(forest=forests(), data=st.data())
def test_rebuilding_below_what_changed_equals_rebuilding_all(
    forest: Forest, data: st.DataObject
) -> None:
    with transaction.atomic():
        rows = Tree.objects.create(key="thu", name="Thử")
        units = planted(forest, rows)
        rebuild_lineage(rows)
        moved = data.draw(st.integers(1, len(forest) - 1))
        to = data.draw(st.integers(0, moved - 1))
        Placement.objects.filter(tree=rows, unit=units[moved]).update(parent=units[to])

        rebuild_lineage(rows, [units[moved]])

        below = set(Lineage.objects.filter(tree=rows).values_list(*LINE))
        rebuild_lineage(rows)
        assert below == set(Lineage.objects.filter(tree=rows).values_list(*LINE))
        transaction.set_rollback(True)


LINE = ("unit", "ancestor", "depth", "during")
