"""What somebody typed, before it is a registration, a plan, a set of minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.kernel.text import tidy
from thidua.prospects.models import Subject


@dataclass(frozen=True, slots=True)
class SubjectDraft:
    """Who or what it is about, as `prospects.Subject` keeps it."""

    kind: str
    name: str
    home_id: int
    field: str
    trade: str = ""
    place: str = ""
    person_id: int | None = None
    unit_id: int | None = None
    birth_year: int | None = None


def called_as(thing: Subject, draft: SubjectDraft) -> None:
    """Write down who or what it is."""
    thing.kind, thing.field = draft.kind, draft.field
    thing.trade, thing.place = tidy(draft.trade), tidy(draft.place)
    thing.person_id, thing.unit_id = draft.person_id, draft.unit_id
    thing.home_id, thing.birth_year = draft.home_id, draft.birth_year
    thing.call(draft.name)


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """One figure to be measured by: an indicator of the campaign, or one of its own.

    `goal` and `baseline` are in the measure itself, not in a form's scale.
    """

    name: str
    version_id: int | None = None
    measure: str = ""
    is_lower_better: bool = False
    scale: int = 1
    decimals: int = 0
    goal: Decimal | None = None
    baseline: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RegistrationDraft:
    """Content registered as an exemplar: what is promised, and in what measured."""

    subject: SubjectDraft
    title: str
    promise: str
    node_key: UUID | None = None
    summary: str = ""
    figures: Sequence[FigureDraft] = ()
    prospect_id: int | None = None
    grown_from_id: int | None = None
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class LearningDraft:
    """A plan of learning: what to take over, from when to when, towards what goals.

    `goals` maps the number of a figure to what the learner means to reach on it.
    """

    subject: SubjectDraft
    takes_over: str
    starts_on: date
    due_on: date
    goals: Sequence[tuple[int, Decimal]] = ()
    is_made_up: bool = False
