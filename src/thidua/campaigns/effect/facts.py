"""What is known of a stretch of a campaign: plain numbers and names as they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thidua.campaigns.measure import Measure


class Outcome(StrEnum):
    """What became of a goal by a day.

    OPEN: nothing was to be reached by then, or nobody can tell; not judged. SILENT:
    it was to be judged, and there is no figure.
    """

    REACHED = "reached"
    NEARLY = "nearly"
    MISSED = "missed"
    SILENT = "silent"
    OPEN = "open"

    @property
    def is_judged(self) -> bool:
        return self != Outcome.OPEN


@dataclass(frozen=True, slots=True)
class Place:
    """One unit of a spread; `share` is how much of what was asked it did, percent."""

    unit_id: int
    name: str
    share: Decimal
    reached: Decimal
    asked: Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """A goal over the units of one level that hold a part of it.

    `best` and `weakest` are empty where too few can be compared; `small` counts those
    left out of them because so little was asked that one more or less decides.
    """

    level: str
    held: int
    reached: int
    nearly: int
    missed: int
    silent: int
    small: int
    best: tuple[Place, ...]
    weakest: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """One target of the whole: what was asked by the day, what was there, what came.

    `asked` is the plan to date, or the target once it is due; None: nothing was to be
    reached by then. `began` is what stood before the stretch, `share` how much of what
    was asked is there, in percent. Figures in the indicator's measure.
    """

    target_id: int
    unit_id: int
    indicator_id: int
    node_key: str
    item: str
    name: str
    measure: str
    decimals: int
    scale: int
    target: Decimal
    due_on: date
    asked: Decimal | None
    baseline: Decimal | None
    began: Decimal | None
    reached: Decimal | None
    is_lower_better: bool
    is_rank: bool
    flows: bool
    share: Decimal | None
    outcome: Outcome
    reported: int
    accepted: int
    period_id: int | None
    spread: tuple[Spread, ...] = ()
    since: date | None = None
    """The first day of what adds up; None for a level, and where it was not kept."""

    @property
    def counted(self) -> Measure:
        """How its figures are said."""
        return Measure(self.measure, self.decimals, self.scale, self.is_rank)

    @property
    def done(self) -> Decimal | None:
        """What changed within the stretch; None where either end is unknown."""
        if self.reached is None or self.began is None:
            return None
        return self.reached - self.began


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: of how many units it was asked, how many are confirmed."""

    milestone_id: int
    name: str
    item: str
    audience: str
    due_on: date
    asked: int
    reached: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class IndexFact:
    """A goal on a published index, and the last publication by the day.

    `year` is None where nothing had been published of the unit.
    """

    goal_id: int
    index: str
    unit_id: int
    is_rank: bool
    value: Decimal
    by_year: int
    decimals: int
    year: int | None
    rank: int | None
    ranked: int | None
    score: Decimal | None
    missing: str
    href: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class UnitPart:
    """What one unit answered and did: its response, its goals."""

    unit_id: int
    name: str
    level: str
    is_member: bool
    is_told: bool
    has_plan: bool
    expected: int
    on_time: int
    late: int
    missing: int
    judged: int = 0
    reached: int = 0
    nearly: int = 0

    @property
    def received(self) -> int:
        return self.on_time + self.late

    @property
    def is_silent(self) -> bool:
        """Reports were due and not one came."""
        return self.missing > 0 and self.received == 0


@dataclass(frozen=True, slots=True)
class Spent:
    """Money under one head, in đồng, and how many expenses make it."""

    key: str
    amount: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class PerResult:
    """What one of a result cost: only where both are known of the same item."""

    node_key: str
    target_id: int
    spent: Decimal
    done: Decimal
    units: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Money told of the stretch; `units` have told something, all others nothing."""

    total: Decimal
    count: int
    units: int
    by_unit: tuple[Spent, ...]
    by_source: tuple[Spent, ...]
    per_result: tuple[PerResult, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A stretch of a campaign, up to a day."""

    since: date
    day: date
    goals: tuple[Goal, ...]
    steps: tuple[Step, ...]
    indices: tuple[IndexFact, ...]
    units: tuple[UnitPart, ...]
    figures_asked: int
    cost: Cost

    @property
    def members(self) -> list[UnitPart]:
        return [one for one in self.units if one.is_member]

    @property
    def judged(self) -> list[Goal]:
        """The goals that can be judged by the day."""
        return [one for one in self.goals if one.outcome.is_judged]

    @property
    def asks_for_pace(self) -> bool:
        """While one of these still runs the day asks for its pace, and words say so."""
        return any(one.due_on > self.day for one in self.judged)


def count(things: Iterable[Goal | Step | IndexFact], outcome: Outcome) -> int:
    """How many came out so."""
    return sum(one.outcome == outcome for one in things)
