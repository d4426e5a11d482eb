"""“About one in twenty of those shown is chance”: held against figures of chance."""

from __future__ import annotations

import pytest

from tests.prospects.noise import KINDS, PLANTED, made
from thidua.prospects.discovery.looks import RATE


def test_of_no_kind_of_figure_chance_alone_is_found() -> None:
    searches = [(kind, seed) for kind in KINDS for seed in (1, 2)]

    deceived = [
        (kind, seed)
        for kind, seed in searches
        if made(seed, units=240, kinds=[kind] * 3).searched().found
    ]

    assert len(deceived) <= RATE * len(searches), deceived


@pytest.mark.parametrize(("units", "seeds"), [(20, 20), (60, 20), (240, 4)])
def test_where_nothing_is_planted_a_whole_search_hardly_ever_finds_any(
    units: int, seeds: int
) -> None:
    deceived = [
        (seed, one.look.version.name)
        for seed in range(seeds)
        for one in made(seed, units=units).searched().found
    ]

    assert len({seed for seed, _kind in deceived}) <= max(1, RATE * seeds), deceived


@pytest.mark.parametrize(("units", "stars"), [(120, 2), (300, 3)])
def test_of_those_shown_among_all_kinds_one_in_twenty_is_chance_at_most(
    units: int, stars: int
) -> None:
    shown = true = planted = 0
    for seed in range(100, 103):
        province = made(seed, units=units, starred=PLANTED, stars=stars)
        hits = province.searched().found
        found = {(one.look.standing.key, one.look.version.pk) for one in hits}
        shown, true = shown + len(found), true + len(found & province.planted)
        planted += len(province.planted)

    assert true >= 0.9 * planted
    assert shown - true <= RATE * shown


def test_the_same_province_gives_the_same_search() -> None:
    first, second = (made(7, units=60, starred=PLANTED, stars=1) for _time in range(2))

    assert first.searched() == second.searched()
