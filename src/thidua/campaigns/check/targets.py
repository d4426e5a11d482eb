"""Facts of many targets at once: how they are split further, and last year's figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from thidua.campaigns import progress
from thidua.campaigns.achieved import reached_of
from thidua.campaigns.at_hand import AtHand, forms_at_hand
from thidua.campaigns.cascade import Balance, Given, Part, Rule, Standing, balance
from thidua.campaigns.check.facts import TargetFacts
from thidua.campaigns.mapping import nodes_of
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign, ContentNode, Target
from thidua.campaigns.readings import Asking
from thidua.campaigns.rules import SPLITTING
from thidua.campaigns.states import TargetState
from thidua.indicators.models import FormLine, IndicatorVersion
from thidua.indicators.typed_for import typed_for
from thidua.organisations.naming import names_on

DAYS_A_YEAR = Decimal("365.25")
ABOUT_A_YEAR = range(360, 372)
"""Days of a target that is compared with last year's figure as it stands."""
Asked = Mapping[int, tuple[int, str]]
_LACKING = {Standing.SHORT, Standing.EMPTY}


def newest_nodes(campaign: Campaign) -> dict[int, list[ContentNode]]:
    """The nodes of each audience's newest tree, by audience; two queries."""
    return nodes_of(campaign.audiences.all())


def target_facts(
    campaign: Campaign, targets: Sequence[Target], day: date | None = None
) -> list[TargetFacts]:
    """Facts of targets, with `version`, in as many queries as they start in years.

    With a day also which open form asks already for what the campaign's own do not.
    """
    if not targets:
        return []
    asked = progress.measures_of(campaign)
    forms = _asked_indicators(campaign)
    typed = typed_for(one.version for one in targets)
    lacking = set().union(*typed.values()) - forms
    at_hand = forms_at_hand(campaign, lacking, day) if day else {}
    children = _children(targets)
    last_year = _last_year(campaign, targets)
    owners = _owners(campaign, targets)
    return [
        _facts(
            one,
            asked,
            children.get(one.pk, ()),
            last_year.get(one.pk),
            has_form=typed[one.version_id] <= forms,
            at_hand=_at_hand(typed[one.version_id] - forms, at_hand),
            owner=owners.get(one.version.indicator_id, ""),
        )
        for one in targets
    ]


def _at_hand(lacking: set[int], forms: Mapping[int, AtHand]) -> AtHand | None:
    return next((forms[one] for one in sorted(lacking) if one in forms), None)


def _facts(
    one: Target,
    asked: Asked,
    children: Sequence[Target],
    last_year: Decimal | None,
    *,
    has_form: bool,
    at_hand: AtHand | None,
    owner: str,
) -> TargetFacts:
    version = one.version
    is_flow = version.nature == IndicatorVersion.Nature.FLOW
    is_count = one.split == Target.Split.COUNT
    return TargetFacts(
        pk=one.pk,
        name=version.name,
        value=one.value,
        starts_on=one.starts_on,
        due_on=one.due_on,
        measure=progress.measure(one, asked),
        split=one.split,
        baseline=one.baseline,
        needs_baseline=not (is_flow or is_count),
        is_lower_better=version.better == IndicatorVersion.Better.LOWER,
        given=len(children),
        balance=_balance(one, asked, children),
        has_form=has_form,
        at_hand=at_hand,
        last_year=None if is_count else last_year,
        promised=a_year_of(one.value, one) if is_flow else one.value,
        node_key=str(one.node_key),
        owner=owner,
        indicator=version.indicator_id,
    )


def a_year_of(value: Decimal, target: Target) -> Decimal:
    """The pace of a year in what is to come together until the deadline: of five years
    a fifth, of three months four times as much."""
    days = (target.due_on - target.starts_on).days + 1
    return value if days in ABOUT_A_YEAR else value * DAYS_A_YEAR / days


def _balance(one: Target, asked: Asked, children: Sequence[Target]) -> Balance | None:
    if not children or one.split not in SPLITTING:
        return None
    given = Given(
        value=one.value,
        rule=Rule(one.split),
        measure=_measure_below(one, asked),
        level=one.level_to_meet,
        is_lower_better=one.version.better == IndicatorVersion.Better.LOWER,
    )
    parts = [
        Part(child.value, child.weight, child.state == TargetState.ACCEPTED)
        for child in children
    ]
    return balance(given, parts)


def left_to_give(campaign: Campaign) -> tuple[int, list[int]]:
    """How many targets of the whole are to be divided among units, and which of them
    are not, or not wholly, given yet."""
    targets = list(
        campaign.open_targets()
        .filter(parent=None, split__in=SPLITTING)
        .select_related("version")
    )
    asked, children = progress.measures_of(campaign), _children(targets)
    left = []
    for one in targets:
        found = _balance(one, asked, children.get(one.pk, ()))
        if found is None or found.standing in _LACKING:
            left.append(one.pk)
    return len(targets), left


def _measure_below(one: Target, asked: Asked) -> Measure:
    return progress.measure(one, asked, below=True)


def _children(targets: Sequence[Target]) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = defaultdict(list)
    below = Target.objects.open().filter(parent__in=[one.pk for one in targets])
    for child in below.only(
        "parent_id", "value", "weight", "state", "split", "unit_id"
    ).order_by("pk"):
        found[child.parent_id or 0].append(child)
    return found


def _asked_indicators(campaign: Campaign) -> set[int]:
    lines = FormLine.objects.filter(form__in=campaign.form_links.values("form"))
    return set(lines.values_list("version__indicator_id", flat=True))


def _owners(campaign: Campaign, targets: Sequence[Target]) -> dict[int, str]:
    """By indicator: the name of the sector's unit that set it up.

    The campaign's own bodies are no sector: what they count is tied to nothing by it.
    """
    own = {campaign.office_id, campaign.launcher_id, campaign.root_id}
    rows = {
        one.version.indicator_id: one.version.indicator.owner_id
        for one in targets
        if IndicatorVersion.indicator.is_cached(one.version)
        and one.version.indicator.owner_id not in own
    }
    names = names_on(rows.values(), campaign.starts_on) if rows else {}
    return {indicator: names.get(owner, "") for indicator, owner in rows.items()}


def _last_year(campaign: Campaign, targets: Sequence[Target]) -> dict[int, Decimal]:
    """By target: what was reached in the calendar year before its first day."""
    years: dict[int, list[Target]] = defaultdict(list)
    for one in targets:
        years[one.starts_on.year - 1].append(one)
    found: dict[int, Decimal] = {}
    for year, some in years.items():
        since, until = date(year, 1, 1), date(year, 12, 31)
        asked = [Asking(one.unit_id, one.version, since) for one in some]
        reached = reached_of(asked, tree_id=campaign.tree_id, day=until)
        for one, got in zip(some, reached, strict=True):
            if got.value is not None:
                found[one.pk] = got.value
    return found
