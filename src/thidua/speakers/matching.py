"""Who could speak to us: a ranking that can be said in one sentence for each row.

First whoever can come: within the way they travel, and not busy on the day. Then what
fits better: the same trade, then the same words, then the same field. Then the way, in
kilometres; each talk of the last twelve months counts like ten kilometres more, so that
it is not always the same person who is sent for, and a day on which they are not
usually free like twenty. The order of what comes in never
matters, and a nearer one never stands behind one who is otherwise alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from thidua.speakers.availability import Day
from thidua.speakers.distance import Distance, Step
from thidua.speakers.models import Reach

A_TALK_KM = 10.0
"""What a talk of the last twelve months counts for."""
UNUSUAL_KM = 20.0
"""What a day counts for on which they are not usually free."""
NEAR_KM = 20.0


class Fit(IntEnum):
    """How well what is told fits what is asked; the lower, the better."""

    TRADE = 0
    WORDS = 1
    FIELD = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: a field, and a trade without marks; “” for whichever."""

    field: str = ""
    trade: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One speaker as a question sees them; `day` is None where no day was asked."""

    pk: int
    topic: int
    fit: Fit
    distance: Distance
    travels: str
    day: Day | None
    talks: int

    @property
    def comes(self) -> bool:
        """Is it within the way they travel?"""
        return comes(self.travels, self.distance)

    @property
    def felt_km(self) -> float:
        """The way, with what talks and an unusual day count for."""
        unusual = UNUSUAL_KM if self.day == Day.UNUSUAL else 0.0
        return self.distance.felt + A_TALK_KM * self.talks + unusual

    @property
    def weight(self) -> tuple[bool, Fit, float, int, int]:
        """What they are ranked by; the lightest first."""
        is_shut = self.day is not None and not self.day.is_open
        return (
            is_shut or not self.comes,
            self.fit,
            self.felt_km,
            self.talks,
            self.pk,
        )


def fit_of(asking: Asking, field: str, trade: str, words: str) -> Fit:
    """How well a topic fits; trade and words without marks, as they are kept."""
    if asking.trade and trade and (asking.trade in trade or trade in asking.trade):
        return Fit.TRADE
    if asking.trade and asking.trade in words:
        return Fit.WORDS
    if asking.field:
        return Fit.FIELD if asking.field == field else Fit.OTHER
    return Fit.OTHER if asking.trade else Fit.FIELD


def comes(travels: str, distance: Distance) -> bool:
    """Does somebody who travels so far come there?"""
    if travels == Reach.ANYWHERE:
        return True
    if travels == Reach.PROVINCE:
        return distance.step <= Step.PROVINCE
    if travels == Reach.NEAR:
        if distance.km is None:
            return distance.step <= Step.DISTRICT
        return distance.km <= NEAR_KM
    return distance.step <= Step.COMMUNE


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best first; each speaker once, with the topic that fits best."""
    best: dict[int, Candidate] = {}
    for one in sorted(candidates, key=lambda one: (one.weight, one.topic)):
        if one.fit < Fit.OTHER:
            best.setdefault(one.pk, one)
    return list(best.values())
