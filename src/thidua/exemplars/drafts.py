"""What somebody typed, before it is a registration, a plan, a set of minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.kernel.models import StoredFile
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
    typed_at: str = ""
    """The field of the form where the goal was typed: there it is weighed against
    where the figure stands, also when only the reports say so."""


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

    `goals` pairs the number of a figure with what the learner means to reach on it;
    `starts` with what it stands at, where no report says so. `aims_at_marks`: its goals
    are what the exemplar stood at, or what it has already where that is better.
    """

    subject: SubjectDraft
    takes_over: str
    starts_on: date
    due_on: date
    goals: Sequence[tuple[int, Decimal]] = ()
    starts: Sequence[tuple[int, Decimal]] = ()
    aims_at_marks: bool = False
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """What a unit says of a month, with what is typed of figures that nobody reports.

    `typed` maps the number of a figure to its value, in the measure itself.
    """

    grade: str
    words: str
    typed: Sequence[tuple[int, Decimal]] = ()
    note: str = ""
    proof: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What a meeting decided: who led, how many were there, how many hands for whom.

    `hands` maps the number of an exemplar to the hands counted; `chosen` are those that
    the chair declares chosen.
    """

    held_on: date
    led_by: str
    present: int
    minutes: str
    hands: Sequence[tuple[int, int]]
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class HoldDraft:
    """Somebody is to be chosen for nothing for a while, and by which paper."""

    kind: str
    opened_on: date
    paper: str
    person_id: int | None = None
    unit_id: int | None = None
    exemplar_id: int | None = None
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """What may be shown of somebody: of name, place, picture, story, contact."""

    shows: frozenset[str]
    given_on: date
    contact: str = ""
    words: str = ""
    paper: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """How it is told: in a sentence, whole, in a picture, and how to do likewise."""

    summary: str
    story: str
    how_to: str
    picture_says: str = ""
    picture: StoredFile | None = None
    drops_picture: bool = False


@dataclass(frozen=True, slots=True)
class PublicationDraft:
    """One line of the media plan."""

    channel: str
    outlet: str
    planned_on: date
    by_whom: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A visit, an exchange, a session: who of which learner came, what they took home.

    `came` holds the number of a learner, how many people, and words.
    """

    kind: str
    held_on: date
    place: str
    words: str
    came: Sequence[tuple[int, int, str]] = ()


@dataclass(frozen=True, slots=True)
class SaidDraft:
    """What a panel says of one learner.

    `computed` and `version` are what stood on its screen; `reason` and `proof` are
    needed where it departs from what was computed.
    """

    learning_id: int
    said: str
    computed: str
    version: int
    reason: str = ""
    proof: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class PanelDraft:
    """A panel: who sat when, by figures up to which day, and what it said of whom."""

    held_on: date
    values_on: date
    led_by: str
    members: str
    minutes: str = ""
    said: Sequence[SaidDraft] = ()
