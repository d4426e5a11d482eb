"""What a form has understood, on its way to an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.campaigns.models import Campaign
from thidua.indicators.models import Form, IndicatorVersion
from thidua.indices.models import CompositeIndex
from thidua.kernel.models import StoredFile
from thidua.organisations.models import Tree, Unit


@dataclass(frozen=True, slots=True)
class Basics:
    """What a campaign is: its words, its bodies, its tree and its time."""

    name: str
    shape: str
    line: str
    launcher: Unit
    office: Unit
    tree: Tree
    root: Unit
    starts_on: date
    ends_on: date
    motto: str = ""
    slogan: str = ""
    theme: str = ""
    vision_year: int | None = None
    predecessor: Campaign | None = None
    predecessor_review: str = ""
    carries_on: Sequence[Campaign] = ()


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """One stretch of a campaign; `pk` is the phase that it rewrites."""

    kind: str
    name: str
    starts_on: date
    ends_on: date
    expects: str = ""
    pk: int | None = None


DUE_AFTER = 5
"""The working day after a period on which reports are usually due."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What a form of the campaign's own asks: of which level (`FormLine.Level`), how
    often, due on which working day after each period.

    `into` is a form not opened yet that gets the lines; without it one is drafted.
    """

    versions: Sequence[int]
    level: str
    name: str = ""
    period_kind: str = "month"
    due_after: int = DUE_AFTER
    into: Form | None = None


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A document as the office issued it."""

    kind: str
    title: str
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    place: str = ""
    signer_name: str = ""
    signer_title: str = ""
    grounds: str = ""
    """One a line."""
    opening: str = ""
    """The paragraph before the numbered contents."""
    contents: Sequence[str] = ()
    recipients: Sequence[str] = ()
    is_launch: bool = False


@dataclass(frozen=True, slots=True)
class AudienceDraft:
    """A kind of participant, given by a rule."""

    name: str
    kinds: Sequence[str]
    tree: Tree
    below: Unit
    reports: bool = True


@dataclass(frozen=True, slots=True)
class NodeDraft:
    """An axis, a group or an item of content."""

    name: str
    kind: str
    nature: str = ""
    label: str = ""
    detail: str = ""
    lead_unit: Unit | None = None
    reads_from: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class TieDraft:
    """To what everyday work an item is tied; the index by its code."""

    routine: str = ""
    sector: str = ""
    outside_index: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.routine or self.sector or self.outside_index)

    @property
    def words(self) -> str:
        said = (self.routine, self.sector, self.outside_index)
        return "; ".join(one for one in said if one)


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """What the head of the tree is to reach, and how it is split."""

    node_key: UUID
    version: IndicatorVersion
    value: Decimal
    split: str
    starts_on: date
    due_on: date
    baseline: Decimal | None = None
    level_to_meet: Decimal | None = None
    plan: Sequence[tuple[int, Decimal]] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What one unit below is offered; no value takes the offer back.

    `revision` is that of the target as it was seen; None when none was seen.
    """

    unit_id: int
    value: Decimal | None
    weight: Decimal | None = None
    baseline: Decimal | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class PlanItemDraft:
    """A unit's own content for an item of the campaign."""

    node_key: UUID
    name: str
    sector: str = ""
    routine: str = ""
    answers: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A unit's own plan."""

    starts_on: date
    ends_on: date
    focus: str = ""
    hard_tasks: str = ""
    measures: str = ""
    own_resolution: str = ""
    items: Sequence[PlanItemDraft] = ()


@dataclass(frozen=True, slots=True)
class IndexGoalDraft:
    """What a province is to reach in an index; `kind` is that of `IndexGoal`."""

    node_key: UUID
    index: CompositeIndex
    unit: Unit
    kind: str
    value: Decimal
    by_year: int


@dataclass(frozen=True, slots=True)
class AssessmentWords:
    """What the head thinks of a stretch."""

    remarks: str
    lessons: str = ""
    proposals: str = ""


@dataclass(frozen=True, slots=True)
class ExpenseDraft:
    """Money spent: how much in đồng, when, from where, for what."""

    amount: Decimal
    spent_on: date
    source: str
    purpose: str
    node_key: UUID | None = None
    voucher: str = ""
    file: StoredFile | None = None
