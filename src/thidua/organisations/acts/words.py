"""The words of a plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from thidua.kernel.errors import RuleBroken
from thidua.kernel.policy import YES, Verdict
from thidua.organisations.models import Reorganisation, Succession, Tree, Unit


@dataclass(frozen=True, slots=True)
class Decision:
    """The document behind an act; it takes effect on a day."""

    symbol: str
    effective_on: date
    decided_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Founding:
    """A unit to be founded under a parent of the state tree.

    `name` is the bare name; without it the full one.
    """

    kind: str
    full_name: str
    parent: Unit
    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Heirloom:
    """A succession to be written: `heir` counts the foundings of the plan from 0."""

    predecessor: Unit
    heir: int
    kind: Succession.Kind
    is_main: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A unit to be hung under another parent; `parent` may be a founding's number."""

    unit_id: int
    tree: Tree
    parent: Unit | int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an act will change, in words and in data."""

    kind: Reorganisation.Kind
    decision: Decision
    says: list[str] = field(default_factory=list)
    obstacles: list[Verdict] = field(default_factory=list)
    ends: list[Unit] = field(default_factory=list)
    founds: list[Founding] = field(default_factory=list)
    places: list[tuple[int, Tree, Unit | None]] = field(default_factory=list)
    heirlooms: list[Heirloom] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    renames: list[tuple[Unit, str, str]] = field(default_factory=list)

    @property
    def is_possible(self) -> Verdict:
        """Yes, or the first thing that stands against it."""
        return self.obstacles[0] if self.obstacles else YES

    def enforce(self) -> None:
        """Let it pass, or raise `RuleBroken` with the words of the preview."""
        self.is_possible.enforce(RuleBroken)
