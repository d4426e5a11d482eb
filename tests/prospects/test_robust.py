"""The arithmetic of discovery: what must hold whatever the figures are."""

from __future__ import annotations

import itertools
import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.prospects.discovery.groups import ABOUT, Peer, by_kind_and_size
from thidua.prospects.discovery.looks import chance_of, discoveries, tail
from thidua.prospects.discovery.robust import Point, standings

FIGURE = st.floats(-1000, 1000).map(lambda one: round(one, 2))
POINTS = st.lists(
    st.tuples(FIGURE, FIGURE, st.integers(1, 500)), min_size=8, max_size=24
).map(
    lambda rows: [
        Point(key, start, value, float(size))
        for key, (start, value, size) in enumerate(rows)
    ]
)


def scores(points: list[Point]) -> dict[int, float | None]:
    found = standings(points)
    return {
        one.key: standing.score if standing else None
        for one, standing in zip(points, found, strict=True)
    }


def alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-6)


@settings(max_examples=60, deadline=None)
@given(POINTS, st.randoms(use_true_random=False))
def test_the_order_of_units_says_nothing(points: list[Point], chance: Random) -> None:
    mixed = list(points)
    chance.shuffle(mixed)

    before, after = scores(points), scores(mixed)

    assert all(alike(before[key], after[key]) for key in before)


@settings(max_examples=60, deadline=None)
@given(POINTS, st.sampled_from([0.001, 0.25, 1000.0]))
def test_another_unit_of_measure_changes_no_score(
    points: list[Point], scale: float
) -> None:
    scaled = [
        Point(one.key, (one.start or 0) * scale, one.value * scale, one.size)
        for one in points
    ]

    before, after = scores(points), scores(scaled)

    assert all(alike(before[key], after[key]) for key in before)


@settings(max_examples=60, deadline=None)
@given(POINTS, st.integers(0, 7), st.floats(0, 500))
def test_a_better_value_never_lowers_ones_own_score(
    points: list[Point], place: int, more: float
) -> None:
    one = points[place]
    better = [
        Point(one.key, one.start, one.value + more, one.size) if p is one else p
        for p in points
    ]

    before, after = scores(points)[one.key], scores(better)[one.key]

    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before - 1e-9


@given(st.integers(8, 40), FIGURE, st.booleans())
def test_equal_values_give_no_score(count: int, value: float, is_alone: bool) -> None:
    points = [Point(key, float(key), value, 1.0) for key in range(count)]
    if is_alone:
        points[0] = Point(0, 0.0, value + 1, 1.0)

    found = standings(points)

    assert found[0] is None
    assert all(one is None or one.score < 3 for one in found)


def test_where_most_stand_at_a_floor_those_who_move_say_how_far_is_far() -> None:
    values = [0.0] * 12 + [1.0, 2.0, 1.0, 12.0]
    points = [Point(key, None, value, 1.0) for key, value in enumerate(values)]

    found = standings(points)

    assert found[-1] is not None
    assert found[-1].score > 5
    assert found[-3] is not None
    assert found[-3].score < 1
    assert found[0] is not None
    assert found[0].score == 0


@settings(max_examples=60, deadline=None)
@given(POINTS)
def test_a_screen_changes_no_score_that_it_lets_through(points: list[Point]) -> None:
    whole, screened = standings(points), standings(points, screen=1.0)

    assert all(
        one is None or one == other for one, other in zip(screened, whole, strict=True)
    )


def test_a_small_unit_must_stand_further_ahead() -> None:
    rest = [Point(key, None, float(key % 5), 100.0) for key in range(20)]
    large = standings([*rest, Point(99, None, 20.0, 100.0)])[-1]
    small = standings([*rest, Point(99, None, 20.0, 25.0)])[-1]

    assert large is not None
    assert small is not None
    assert large.score == pytest.approx(2 * small.score)


def test_where_two_pieces_are_usual_four_are_no_wonder() -> None:
    rest = [Point(key, None, float(2 + key % 9 // 8), 1.0, 1.0) for key in range(20)]
    pieces = standings([*rest, Point(99, None, 4.0, 1.0, 1.0)])[-1]
    many = standings([*rest, Point(99, None, 24.0, 1.0, 1.0)])[-1]

    assert pieces is not None
    assert many is not None
    assert pieces.score < 2
    assert many.score > 8


def test_among_many_looks_at_nothing_hardly_anything_is_found() -> None:
    chance = Random(20)
    found = 0
    for _search in range(10):
        chances = []
        for _group in range(50):
            points = [
                Point(key, chance.gauss(50, 10), chance.gauss(60, 8), 100.0)
                for key in range(30)
            ]
            chances += [
                chance_of(one.score, len(points) - 1)
                for one in standings(points)
                if one is not None
            ]
        found += len(discoveries(chances))

    assert found <= 10


def test_of_planted_ones_nearly_all_are_found() -> None:
    chance = Random(21)
    chances: list[float] = []
    planted = set()
    for group in range(20):
        points = [
            Point(key, start := chance.gauss(50, 10), start + chance.gauss(8, 3), 100.0)
            for key in range(30)
        ]
        lucky = Point(0, 50.0, 50 + 8 + 3 * 8, 100.0)
        points[0] = lucky
        planted.add(group * 30)
        chances += [
            chance_of(one.score, 29) if one else 1.0 for one in standings(points)
        ]

    found = set(discoveries(chances))

    assert len(planted & found) >= 18
    assert len(found - planted) <= 2


def test_who_began_far_ahead_is_expected_to_keep_the_lead() -> None:
    chance = Random(22)
    crowd = [
        Point(key, chance.gauss(90, 4), chance.gauss(90, 4), 100.0) for key in range(30)
    ]
    kept = [Point(90 + nth, 160.0 + nth, 164.0 - nth, 100.0) for nth in range(3)]
    grown = Point(99, 160.0, 560.0, 100.0)

    found = {one.key: one for one in standings([*crowd, *kept, grown]) if one}

    assert max(found[one.key].score for one in kept) < 3
    assert found[99].score > 5


def test_who_began_far_below_is_not_expected_to_fall_further() -> None:
    chance = Random(23)
    crowd = [
        Point(key, start := chance.gauss(50, 4), 2 * start + chance.gauss(0, 1), 100.0)
        for key in range(30)
    ]
    still = Point(98, 10.0, 50.0, 100.0)
    line = standings(crowd)[0]

    found = standings([*crowd, still])[-1]

    assert line is not None
    assert found is not None
    assert found.expected > line.level + line.slope * 10 + 15
    assert found.score < 3


@pytest.mark.parametrize(
    ("score", "freedom", "known"),
    [(2.0, 8, 0.0403), (3.0, 30, 0.0027), (4.0, 100, 6.1e-5), (-2.0, 8, 0.9597)],
)
def test_the_chance_is_that_of_students_law(
    score: float, freedom: float, known: float
) -> None:
    assert tail(score, freedom) == pytest.approx(known, rel=0.06)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=150))
def test_nobody_is_lost_in_groups_and_the_same_size_stays_together(
    sizes: list[int],
) -> None:
    peers = [Peer(key, "commune", 2, float(size)) for key, size in enumerate(sizes)]

    groups = by_kind_and_size(peers)

    assert sorted(p.unit_id for g in groups for p in g.peers) == list(range(len(sizes)))
    assert all(one.most < other.least for one, other in itertools.pairwise(groups))


def test_a_kind_is_cut_into_parts_of_about_forty() -> None:
    peers = [Peer(key, "commune", 2, 500.0 + key) for key in range(137)]
    hamlets = [Peer(1000 + key, "hamlet", 3, 0.0) for key in range(90)]

    groups = by_kind_and_size([*peers, *hamlets])

    assert [len(one.peers) for one in groups] == [45, 46, 46, 90]
    assert ABOUT == 40
