"""The facts of a plan that the rules look at: read beforehand, plain, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua.campaigns.accord import Difference
from thidua.campaigns.at_hand import AtHand, Twice
from thidua.campaigns.cascade import Balance
from thidua.campaigns.check.wording import NO_INDICATORS, Indicators, stamp
from thidua.campaigns.check.words import Said
from thidua.campaigns.drafted import Text
from thidua.campaigns.measure import Measure


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target of the whole, or of the unit whose plan is checked.

    `given` counts the units that it was given to; `last_year` is what was reached in
    the calendar year before it starts, `promised` its own figure made comparable (of a
    sum over years, the share of one). `needs_baseline`: it does not start from nought.
    `indicator` is the number of what is counted.
    """

    pk: int
    name: str
    value: Decimal
    starts_on: date
    due_on: date
    measure: Measure = field(default_factory=lambda: Measure(""))
    split: str = ""
    baseline: Decimal | None = None
    needs_baseline: bool = False
    is_lower_better: bool = False
    given: int = 0
    balance: Balance | None = None
    has_form: bool = True
    at_hand: AtHand | None = None
    last_year: Decimal | None = None
    promised: Decimal | None = None
    node_key: str = ""
    owner: str = ""
    indicator: int = 0

    @property
    def subject(self) -> str:
        return f"target:{self.pk}"


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A milestone of an item."""

    pk: int
    name: str
    due_on: date

    @property
    def subject(self) -> str:
        return f"step:{self.pk}"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item of content with everything that hangs on it.

    `is_read`: its progress comes from an item of another tree, which is measured.
    `is_fixed`: the launch froze its tree, and nobody opened another one. `everyday` is
    the work and the movement that it is tied to, `said` is what somebody stated of the
    indicators that measure it, worded as it is.
    """

    key: str
    pk: int
    audience: int
    name: str
    detail: str = ""
    nature: str = "quantity"
    has_lead: bool = False
    is_read: bool = False
    is_tied: bool = False
    is_fixed: bool = False
    everyday: str = ""
    said: tuple[Said, ...] = ()
    targets: tuple[TargetFacts, ...] = ()
    steps: tuple[StepFacts, ...] = ()

    @property
    def subject(self) -> str:
        return f"node:{self.key}"

    @property
    def worded(self) -> str:
        """Its name within the plan as it is worded: another wording is asked anew."""
        return f"{self.subject}:{stamp(self.name)}"

    @property
    def words(self) -> str:
        """Everything that says of what it is."""
        return f"{self.name}; {self.detail}; {self.everyday}"

    @property
    def is_measured(self) -> bool:
        return bool(self.targets or self.steps or self.is_read)


@dataclass(frozen=True, slots=True)
class AudienceFacts:
    """An audience: how many units, their load, and what the content asks of them.

    `over` communes carry more than the limit, the most laden of them `heaviest`.
    """

    pk: int
    name: str
    units: int = 1
    over: int = 0
    heaviest: int = 0
    items: tuple[ItemFacts, ...] = ()

    @property
    def subject(self) -> str:
        return f"audience:{self.pk}"


@dataclass(frozen=True, slots=True)
class SkippedFacts:
    """A level that stands between an audience and the head, and takes no part.

    `units` of the audience answer past `between` units of the level (`district`,
    `commune`), whose kinds are `kinds`.
    """

    audience: int
    name: str
    level: str
    units: int
    between: int
    kinds: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        return f"audience:{self.audience}:{self.level}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper that was made of the plan: where its text is changed, where it differs.

    `number` as the paper carries it, “” while it has none.
    """

    where: Text = Text.FOLLOWED
    differences: tuple[Difference, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The document that launches: its number and the like that are not yet entered.

    `first` is the name of the first field that lacks, `paper` the number of the draft
    that is written in the system; its number and signer come from there. `strangers`
    are forms that its contents name and the campaign does not ask by. `drawn` is
    nothing where there is no text to hold against the plan.
    """

    lacking: tuple[str, ...] = ()
    has_copy: bool = True
    pk: int = 0
    first: str = ""
    paper: int | None = None
    strangers: tuple[str, ...] = ()
    drawn: Drawn | None = None


@dataclass(frozen=True, slots=True)
class PhaseFacts:
    """A phase of the campaign."""

    name: str
    kind: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign as it would be launched on `day`, or as it was (`is_launched`)."""

    day: date
    starts_on: date
    ends_on: date
    is_launched: bool = False
    is_phased: bool = False
    document: DocumentFacts | None = None
    phases: tuple[PhaseFacts, ...] = ()
    audiences: tuple[AudienceFacts, ...] = ()
    skipped: tuple[SkippedFacts, ...] = ()
    limit: int = 20
    indicators: Indicators = NO_INDICATORS
    name: str = ""
    motto: str = ""
    twice: tuple[Twice, ...] = ()
    """Lines about to be asked although an open form asks the same units already."""

    @property
    def drawn(self) -> Drawn | None:
        return self.document.drawn if self.document else None

    @property
    def items(self) -> tuple[ItemFacts, ...]:
        return tuple(item for one in self.audiences for item in one.items)


@dataclass(frozen=True, slots=True)
class OwnItemFacts:
    """An item of a unit's own plan, beside the campaign's item it is bound to."""

    subject: str
    pk: int
    name: str
    answers: str = ""
    due_on: date | None = None
    is_tied: bool = False
    above: str = ""
    above_tie: str = ""
    has_steps: bool = False
    everyday: str = ""
    said: tuple[Said, ...] = ()
    targets: tuple[TargetFacts, ...] = ()

    @property
    def worded(self) -> str:
        """Its name changes with its wording already."""
        return self.subject

    @property
    def words(self) -> str:
        """Everything that says of what it is."""
        return f"{self.name}; {self.everyday}"


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A unit's plan; `uncovered` are its targets that no item of it takes up."""

    unit_id: int
    starts_on: date
    ends_on: date
    campaign_starts_on: date
    campaign_ends_on: date
    focus: str = ""
    measures: str = ""
    hard_tasks: str = ""
    items: tuple[OwnItemFacts, ...] = ()
    targets: tuple[TargetFacts, ...] = ()
    uncovered: tuple[TargetFacts, ...] = ()
    limit: int = 20
    indicators: Indicators = NO_INDICATORS
