"""How targets stand, for those who look: kept while what it was made of is the same.

Dashboards look at the same hundreds of targets all day. What stands in the database of
them (the targets, their definitions, plans and changes, the lines of the forms) comes
to one short digest, asked for anew at every look in place of the rows; while it is the
same, and the figures read are the same (`indicators.turns`), so is how they stand
(ADR 0062). What is given here is shared with whoever looks next: it is only read.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language

from thidua.campaigns.achieved import asking_for, of_targets
from thidua.campaigns.loading import with_versions
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.progress import Line, Standing, judged, wanted_of, way_of
from thidua.campaigns.readings import Asking, Reading, read_on
from thidua.kernel.database import prepared
from thidua.kernel.database.kept import Kept

MOST = 6
"""Looks kept for one connection: those that were asked for last."""

# All that is read of the targets of some units, and of those counted below them, but
# the figures. The table itself, because what is apart (ADR 0043) has one of its own.
_DIGEST = """
with wanted as materialized (
    select * from campaigns_target
    where campaign_id = %(campaign)s and (
        unit_id = any (%(units)s::bigint[]) or parent_id in (
            select id from campaigns_target where campaign_id = %(campaign)s
              and split = 'count' and unit_id = any (%(counting)s::bigint[])))
)
select encode(sha256(convert_to(concat_ws('/', 'campaigns_target'::regclass::oid, (
    select string_agg(wanted::text, ';' order by id) from wanted
), (
    select string_agg(version::text, ';' order by id)
    from indicators_indicatorversion version
    where id in (select version_id from wanted)
), (
    select string_agg(step::text, ';' order by id) from campaigns_targetplan step
    where target_id in (select id from wanted)
), (
    select string_agg(change::text, ';' order by id)
    from campaigns_targetchange change
    where target_id in (select id from wanted)
), (
    select string_agg(concat_ws(':', line.id, line.version_id, line.scale,
        line.position, form.id, form.period_kind), ';' order by line.id)
    from campaigns_campaignform link
    join indicators_form form on form.id = link.form_id
    join indicators_formline line on line.form_id = form.id
    where link.campaign_id = %(campaign)s
)), 'UTF8')), 'hex')
"""


@dataclass(slots=True)
class _Look:
    """What one look found: the lines of a digest, and how they stand by readings."""

    digest: str
    lines: list[Line]
    asked: list[Asking]
    readings: list[list[Reading | None]] = field(default_factory=list)
    found: list[dict[int, Standing]] = field(default_factory=list)

    @property
    def targets(self) -> list[Target]:
        return [line.target for line in self.lines]


_kept: Kept[_Look] = Kept(MOST)


def seen_on(
    campaign: Campaign,
    unit_ids: Iterable[int],
    days: Sequence[date],
    *,
    counting: Iterable[int] = (),
    drawn_of: int | None = None,
) -> list[dict[int, Standing]]:
    """How the open targets of some units stand on several days, by their numbers.

    Where those of the units in `counting` count units, what is counted comes along; the
    courses of `drawn_of`, a unit, are drawn to the last day. Only to be read.
    """
    units, counting = sorted(set(unit_ids)), sorted(set(counting))
    key = (
        (campaign.pk, campaign.tree_id, campaign.seen_on, get_language(), drawn_of),
        (tuple(units), tuple(counting), tuple(days)),
    )
    look = _look(key, campaign, units, counting, drawn_of)
    readings = read_on(look.asked, tree_id=campaign.tree_id, days=days)
    if look.readings != readings:
        look.readings = readings
        look.found = [
            judged(look.lines, of_targets(look.targets, one), day)
            for day, one in zip(days, readings, strict=True)
        ]
    return look.found


def _look(
    key: Hashable,
    campaign: Campaign,
    units: list[int],
    counting: list[int],
    drawn_of: int | None,
) -> _Look:
    """What is kept for this key, if nothing of it changed; else made anew."""
    given = {"campaign": campaign.pk, "units": units, "counting": counting}
    digest = _digest(given)
    look = _kept.find(key)
    if look is None or look.digest != digest:
        targets = with_versions(wanted_of(campaign, units, counting))
        for target in targets:
            target.state = target.state_on(campaign.seen_on)
        drawn = {one.pk for one in targets if one.unit_id == drawn_of}
        lines = way_of(campaign, targets) if targets else []
        look = _Look(digest, lines, asking_for(targets, drawn))
        if digest == _digest(given):  # else somebody changed something meanwhile
            _kept.keep(key, look)
    return look


def _digest(given: dict[str, Any]) -> str:
    ((digest,),) = prepared.rows(_DIGEST, given)
    return str(digest)
