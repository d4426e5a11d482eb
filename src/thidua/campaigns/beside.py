"""Target and pace, put beside each figure of the entry grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns import progress
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.states import State
from thidua.indicators.beside import Beside, beside_the_figure
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.ui.addresses import address


@beside_the_figure
def targets_beside(
    unit_id: int, indicator_ids: Sequence[int], span: PeriodSpan, today: date
) -> Mapping[int, Beside]:
    """The unit's open target on each indicator in running campaigns, nearest first."""
    day = min(span.ends_on, today)
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
    found: dict[int, Beside] = {}
    for campaign in {
        target.campaign_id: target.campaign for target in targets
    }.values():
        mine = [target for target in targets if target.campaign_id == campaign.pk]
        for pk, beside in _beside(campaign, mine, day).items():
            found.setdefault(pk, beside)
    serves = _served(targets)
    return {
        pk: replace(one, counts_for=tuple(serves[pk].items()))
        for pk, one in found.items()
    }


def _served(targets: Sequence[Target]) -> dict[int, dict[str, str]]:
    """By indicator: the campaigns that the one figure counts for, with the target."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for target in targets:
        href = address("campaigns:target", target.campaign_id, target.pk)
        found[target.version.indicator_id].setdefault(target.campaign.name, href)
    return found


def _beside(
    campaign: Campaign, targets: Sequence[Target], day: date
) -> dict[int, Beside]:
    standing = progress.standings(campaign, targets, day)
    found: dict[int, Beside] = {}
    for one in standing.values():
        if one.target.split == Target.Split.COUNT:
            continue
        words = _("%(target)s đến %(day)s; %(pace)s") % {
            "target": one.measure.say(one.target.value),
            "day": f"{one.target.due_on:%d/%m/%Y}",
            "pace": one.pace.words,
        }
        place = campaign.pk, one.target.pk
        is_ahead = not one.course.is_rank and day < one.target.due_on
        found.setdefault(
            one.target.version.indicator_id,
            Beside(
                one.target.value,
                one.achieved.value,
                one.pace.planned,
                words,
                address("campaigns:target", *place),
                address("campaigns:target-outlook", *place) if is_ahead else "",
            ),
        )
    return found
