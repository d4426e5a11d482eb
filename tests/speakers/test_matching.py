"""Who could speak to us: any order in, the same ranking out; nearer never lower."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.speakers.availability import Day
from thidua.speakers.distance import (
    Distance,
    Spot,
    Step,
    between,
    centre_of,
    kilometres,
)
from thidua.speakers.matching import (
    A_TALK_KM,
    NEAR_KM,
    Asking,
    Candidate,
    Fit,
    comes,
    fit_of,
    ranked,
)
from thidua.speakers.models import Reach

distances = st.one_of(
    st.builds(Distance, st.sampled_from(Step)),
    st.builds(
        Distance,
        st.sampled_from([Step.DISTRICT, Step.PROVINCE, Step.ELSEWHERE]),
        st.floats(0, 1600, allow_nan=False),
    ),
)
someone = st.builds(
    Candidate,
    pk=st.integers(1, 40),
    topic=st.integers(1, 400),
    fit=st.sampled_from(Fit),
    distance=distances,
    travels=st.sampled_from(Reach.values),
    day=st.sampled_from([None, *Day]),
    talks=st.integers(0, 12),
)
many = st.lists(someone, max_size=25, unique_by=lambda one: one.topic)


@given(many, st.randoms())
def test_the_order_in_which_they_come_never_matters(
    some: list[Candidate], chance: random.Random
) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)

    assert ranked(shuffled) == ranked(some)


@given(someone, st.floats(0, 800, allow_nan=False), st.floats(0, 800, allow_nan=False))
def test_a_nearer_one_never_stands_behind_one_otherwise_alike(
    one: Candidate, some: float, more: float
) -> None:
    near, far = sorted([some, more])
    here = replace(one, pk=2, topic=2, distance=Distance(Step.PROVINCE, near))
    there = replace(one, pk=1, topic=1, distance=Distance(Step.PROVINCE, far))

    assert here.weight[:-1] <= there.weight[:-1]


@given(someone, st.integers(0, 20), st.integers(0, 20))
def test_who_spoke_less_never_stands_behind_one_otherwise_alike(
    one: Candidate, some: int, more: int
) -> None:
    few, often = sorted([some, more])

    assert replace(one, talks=few).weight <= replace(one, talks=often).weight


@given(many)
def test_each_stands_once_and_whoever_does_not_fit_nowhere(
    some: list[Candidate],
) -> None:
    found = ranked(some)

    assert len({one.pk for one in found}) == len(found)
    assert {one.pk for one in found} == {one.pk for one in some if one.fit != Fit.OTHER}
    assert [one.weight for one in found] == sorted(one.weight for one in found)


def test_it_is_not_always_the_same_person_who_is_sent_for() -> None:
    often = Candidate(1, 1, Fit.TRADE, Distance(Step.DISTRICT, 5), "near", None, 4)
    fresh = Candidate(2, 2, Fit.TRADE, Distance(Step.DISTRICT, 19), "near", None, 0)

    assert [one.pk for one in ranked([often, fresh])] == [2, 1]
    assert often.weight[2] == 5 + 4 * A_TALK_KM


def test_whoever_cannot_come_stands_behind_everybody_who_can() -> None:
    same_trade = Candidate(1, 1, Fit.TRADE, Distance(Step.COMMUNE), "near", Day.BUSY, 0)
    far = Candidate(2, 2, Fit.FIELD, Distance(Step.PROVINCE, 60), "province", None, 3)

    assert [one.pk for one in ranked([same_trade, far])] == [2, 1]


@pytest.mark.parametrize(
    ("travels", "distance", "does"),
    [
        (Reach.COMMUNE, Distance(Step.COMMUNE), True),
        (Reach.COMMUNE, Distance(Step.DISTRICT, 3.0), False),
        (Reach.NEAR, Distance(Step.DISTRICT), True),
        (Reach.NEAR, Distance(Step.PROVINCE, NEAR_KM), True),
        (Reach.NEAR, Distance(Step.DISTRICT, NEAR_KM + 0.1), False),
        (Reach.PROVINCE, Distance(Step.PROVINCE), True),
        (Reach.PROVINCE, Distance(Step.ELSEWHERE), False),
        (Reach.ANYWHERE, Distance(Step.ELSEWHERE), True),
    ],
)
def test_one_comes_as_far_as_one_said(
    travels: str, distance: Distance, does: bool
) -> None:
    assert comes(travels, distance) is does


@pytest.mark.parametrize(
    ("asking", "fit"),
    [
        (Asking("water", "dua"), Fit.TRADE),
        (Asking("roads", "trong dua xiem"), Fit.TRADE),
        (Asking("roads", "trong dua"), Fit.TRADE),
        (Asking("roads", "lu nuoc"), Fit.WORDS),
        (Asking("water"), Fit.FIELD),
        (Asking("roads"), Fit.OTHER),
        (Asking("", "nuoi tom"), Fit.OTHER),
        (Asking(), Fit.FIELD),
    ],
)
def test_the_same_trade_fits_before_the_words_and_the_field(
    asking: Asking, fit: Fit
) -> None:
    words = "gop xoay vong lam lu nuoc trong dua"

    assert fit_of(asking, "water", "trong dua", words) == fit


SQUARE = "M0 0l100 0 0 100 -100 0z"
EAST = "M1000 0l100 0 0 100 -100 0z"


def test_kilometres_are_measured_between_the_centres_of_outlines() -> None:
    north, east = centre_of(SQUARE)
    away = Spot(2, commune=2, province=9, area=2, path=EAST)
    here = Spot(1, commune=1, province=9, area=1, path=SQUARE)

    assert north == pytest.approx(23.45)
    assert east == pytest.approx(102.052, abs=0.001)
    distance = between(here, away)
    assert distance.step == Step.PROVINCE
    # a degree, shortened as at 16°, is 115.7 km on the equator and 106 km at 23.45°
    assert distance.km == pytest.approx(106.1, abs=0.5)
    assert between(away, here) == distance


def test_a_long_way_is_measured_over_the_ground() -> None:
    hanoi, saigon = (21.03, 105.85), (10.78, 106.70)

    assert kilometres(hanoi, saigon) == pytest.approx(1143, abs=5)
    assert kilometres(hanoi, hanoi) == 0


@pytest.mark.parametrize(
    ("there", "step"),
    [
        (Spot(1, 10, 100, 1000), Step.UNIT),
        (Spot(2, 10, 100, 1000), Step.COMMUNE),
        (Spot(2, 11, 100, 1000, area=5), Step.BESIDE),
        (Spot(2, 11, 100, 1000), Step.DISTRICT),
        (Spot(2, 11, 101, 1000), Step.PROVINCE),
        (Spot(2, 11, 101, 1001), Step.ELSEWHERE),
        (Spot(2), Step.UNKNOWN),
    ],
)
def test_without_outlines_the_tree_says_how_far_it_is(there: Spot, step: Step) -> None:
    here = Spot(1, 10, 100, 1000, area=5)

    assert between(here, there) == Distance(step)
