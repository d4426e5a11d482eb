"""The line of phases, in proportion to their length, with a mark for today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.kernel import dates


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase as it is known: its name, its days, what is expected of the reader."""

    name: str
    first: date
    last: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """One phase as it is drawn."""

    name: str
    words: str
    standing: str
    classes: str
    says_today: bool = False
    """Does the day stand over it? Of several that run today the last to end says it."""


@dataclass(frozen=True, slots=True)
class Phases:
    """The whole line; `today` stands over the phase that holds it."""

    marks: Sequence[PhaseMark]
    today: str


def phases(parts: Sequence[Phase], today: date) -> Phases:
    """Mark those gone, the ones of today, and those to come, each where it ends.

    So a review within a peak stands before it: what is past stands before what runs.
    """
    in_order = sorted(parts, key=lambda part: (part.last, part.first))
    running = [part for part in in_order if _standing(part, today) == "now"]
    marks = [
        PhaseMark(
            part.name,
            part.words or dates.months(part.first, part.last),
            _standing(part, today),
            " ".join(filter(None, (_standing(part, today), *_sizes(part, today)))),
            says_today=part in running[-1:],
        )
        for part in in_order
    ]
    return Phases(marks, dates.show_short(today))


def _standing(part: Phase, today: date) -> str:
    if part.last < today:
        return "past"
    return "now" if part.first <= today else ""


def _sizes(part: Phase, today: date) -> list[str]:
    """`span2` and `at35`: the classes that stand in for a width, by strict policy."""
    days = (part.last - part.first).days + 1
    span = 1 if days < 200 else 2 if days < 540 else 3 if days < 1000 else 4
    sizes = [f"span{span}"] if span > 1 else []
    if _standing(part, today) == "now":
        share = 100 * (today - part.first).days / days
        sizes.append(f"at{5 * round(share / 5)}")
    return sizes
