"""The words of the plan check: a rule, what it found, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django_stubs_ext import StrOrPromise

Facts = TypeVar("Facts")


class Level(StrEnum):
    """An error stops the launch; a warning is accepted with a reason."""

    ERROR = "error"
    WARNING = "warning"


class Asks(StrEnum):
    """Of what a rule asks: the whole plan, each item, each measure, each target.

    Whether an item is measured is asked of it apart: where nothing measures it, what is
    asked of measures is lost with it. A measure is a target or milestone of the
    campaign's items; a target of a unit's plan is one that was given to the unit.
    """

    PLAN = "plan"
    ITEM = "item"
    MEASURED = "measured"
    MEASURE = "measure"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Place:
    """Where to mend: a page by its kind, with the number of the thing.

    Kinds: basics, document, documents, paper, phases, audience, content, item, target,
    give, milestone-new, forms, form-new, tie, plan. `within` is the audience of an
    item, `field` the name of the field on that page.
    """

    kind: str
    pk: int = 0
    within: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A measurable counterpart: the version of an indicator at hand."""

    version_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a rule found.

    `said` is a sentence with the name of the thing, `remedy` what mends it. `subject`
    names the thing within the plan (`target:12`), so that an acceptance holds for it;
    `item` is the item of content it lies in, `also` further things it speaks of. `mend`
    is the verb of a one-click mend, `answer` that of a statement which settles the
    question and is kept with its reason.
    """

    said: str
    remedy: str
    place: Place
    subject: str = ""
    item: str = ""
    mend: str = ""
    answer: str = ""
    hints: tuple[Hint, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule(Generic[Facts]):
    """A named question to a plan: why it matters, who says so, how much it weighs.

    `name` says what is right when nothing is found, `wrong` what is not when something
    is. `of` names the part of the facts that a question to the plan is about: nothing
    there, nothing asked. A rule that speaks `instead` of another, never beside it,
    costs what that one costs: its points are not counted a second time.
    """

    key: str
    name: StrOrPromise
    wrong: StrOrPromise
    why: StrOrPromise
    source: StrOrPromise
    level: Level
    asks: Asks
    points: int
    look: Callable[[Facts], Iterator[Found]]
    of: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody says that an indicator measures an item: what, why, who, when."""

    pk: int
    indicator: int
    said: str
    reason: str
    said_by: str
    office: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that was accepted: why, by whom, when."""

    pk: int
    reason: str
    accepted_by: str
    office: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found, and whether somebody has accepted it."""

    rule: Rule[Any]
    found: Found
    accepted: Accepted | None = None

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def name(self) -> str:
        """What is wrong, in a few words."""
        return str(self.rule.wrong)

    @property
    def blocks(self) -> bool:
        """Must be mended before the launch."""
        return self.rule.level == Level.ERROR

    @property
    def is_open(self) -> bool:
        """Nobody has accepted it."""
        return self.accepted is None

    @property
    def reason(self) -> str:
        return self.found.said

    @property
    def remedy(self) -> str:
        return self.found.remedy
