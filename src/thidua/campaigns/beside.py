"""Target and pace, put beside each figure of the entry grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns import progress
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.states import State, TargetState
from thidua.campaigns.told import told_in
from thidua.indicators.beside import Beside, beside_the_figure
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.dates import show
from thidua.kernel.ui.addresses import address


@beside_the_figure
def targets_beside(
    unit_id: int, indicator_ids: Sequence[int], span: PeriodSpan, today: date
) -> Mapping[int, Beside]:
    """The unit's open target on each indicator in running campaigns.

    What it has taken on comes before what it was only given; then the nearest. Beside a
    period that still runs stands the month told everywhere, not today: figures of
    today are not there yet, and would look slow.
    """
    targets = list(
        Target.objects.open()
        .filter(
            unit=unit_id,
            version__indicator__in=indicator_ids,
            campaign__state=State.LAUNCHED,
            starts_on__lte=span.ends_on,
        )
        .select_related("version", "campaign", "parent")
        .order_by("due_on", "pk")
    )
    targets.sort(key=_is_pending)  # what is nearer stays before what is farther
    found = _shown(targets, span, today)
    serves = _served(targets)
    order = [target.pk for target in targets]
    return {
        pk: replace(
            some[min(some, key=order.index)],
            counts_for=tuple(serves[pk].items()),
            more=len(some) - 1,
        )
        for pk, some in found.items()
    }


def _shown(
    targets: Sequence[Target], span: PeriodSpan, today: date
) -> dict[int, dict[int, Beside]]:
    """By indicator and target: how each stands at the end of the period; of one that
    still runs at the end of the month told everywhere."""
    found: dict[int, dict[int, Beside]] = defaultdict(dict)
    campaigns = {target.campaign_id: target.campaign for target in targets}
    runs = span.ends_on > today
    told = told_in(list(campaigns.values()), today) if runs and campaigns else {}
    for pk, campaign in campaigns.items():
        mine = [target for target in targets if target.campaign_id == pk]
        day = told.get(pk, span).ends_on
        is_earlier = day < span.ends_on
        for target, beside in _beside(campaign, mine, day, is_earlier=is_earlier):
            found[target.version.indicator_id][target.pk] = beside
    return found


def _is_pending(target: Target) -> bool:
    return target.state != TargetState.ACCEPTED


def _served(targets: Sequence[Target]) -> dict[int, dict[str, str]]:
    """By indicator: the campaigns that the one figure counts for, with the target."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for target in targets:
        href = address("campaigns:target", target.campaign_id, target.pk)
        found[target.version.indicator_id].setdefault(target.campaign.name, href)
    return found


def _beside(
    campaign: Campaign, targets: Sequence[Target], day: date, *, is_earlier: bool
) -> list[tuple[Target, Beside]]:
    standing = progress.standings(campaign, targets, day)
    found = []
    for one in standing.values():
        if one.target.split == Target.Split.COUNT:
            continue
        words = _("%(target)s đến %(day)s; %(pace)s") % {
            "target": one.measure.say(one.target.value),
            "day": show(one.target.due_on),
            "pace": one.pace.words,
        }
        if is_earlier:
            words = _("%(words)s (tính đến %(day)s)") % {
                "words": words,
                "day": show(day),
            }
        place = campaign.pk, one.target.pk
        is_ahead = not one.course.is_rank and day < one.target.due_on
        beside = Beside(
            one.target.value,
            one.achieved.value,
            one.pace.planned,
            words,
            address("campaigns:target", *place),
            address("campaigns:target-outlook", *place) if is_ahead else "",
            whose=campaign.name,
            is_pending=_is_pending(one.target),
            is_slow=one.pace.is_slow,
            since=one.since,
            until=day,
            share=one.pace.share,
            planned_share=one.pace.planned_share,
        )
        found.append((one.target, beside))
    return found
