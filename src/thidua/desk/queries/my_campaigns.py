"""The campaigns a unit takes part in: how far, and what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.campaigns.abreast import standings_in
from thidua.campaigns.models import Campaign, Phase
from thidua.campaigns.states import State
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.panorama import TARGETS
from thidua.desk.queries.targets import Standings
from thidua.desk.queries.tasks import in_words
from thidua.kernel import dates
from thidua.kernel.database import prepared
from thidua.kernel.ui.charts import Bar, bar
from thidua.organisations.models import Unit

MOST = 6


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign: progress with pace, the next phase or milestone."""

    name: str
    href: str
    about: str
    bar: Bar | None
    no_bar: str
    next: str
    next_when: str


@dataclass(frozen=True, slots=True)
class MyCampaigns:
    """The table under the tasks; no rows where the unit takes part in nothing."""

    title: str
    rows: Sequence[CampaignRow]


def my_campaigns(
    own: Sequence[Campaign], unit: Unit, today: date, *, pages: Pages
) -> MyCampaigns:
    """Of its `own` those that run today, then those launched that begin later; who runs
    or heads one sees it by its root."""
    launched = [
        campaign
        for campaign in own
        if campaign.state == State.LAUNCHED and today <= campaign.ends_on
    ]
    launched = sorted(launched, key=lambda one: one.starts_on > today)[:MOST]
    rows = _rows(launched, unit, today, pages) if launched else []
    return MyCampaigns(_title(launched, today), rows)


def _title(launched: Sequence[Campaign], today: date) -> str:
    coming = sum(one.starts_on > today for one in launched)
    words = {"n": in_words(len(launched) - coming), "more": in_words(coming)}
    said = _("%(n)s phong trào đang thực hiện, %(more)s sắp bắt đầu")
    title = (said if coming else _("%(n)s phong trào đang thực hiện")) % words
    return title[:1].upper() + title[1:]


def _rows(
    running: Sequence[Campaign], unit: Unit, today: date, pages: Pages
) -> list[CampaignRow]:
    """As of the month told everywhere; asked of all the campaigns together."""
    units = {
        one.pk: one.root_id if unit.pk in (one.office_id, one.launcher_id) else unit.pk
        for one in running
    }
    coming = _coming(running, unit, today)
    standing = standings_in(running, units, today)
    return [
        _row(
            one,
            Standings(standing[one.pk]),
            coming.get(one.pk, []),
            today,
            pages,
            at=Lens(unit=units[one.pk], campaign=one.pk),
        )
        for one in running
    ]


def _row(
    campaign: Campaign,
    found: Standings,
    coming: Sequence[_Coming],
    today: date,
    pages: Pages,
    *,
    at: Lens,
) -> CampaignRow:
    name, when = _next(campaign, coming, today)
    no_bar = _unpaced(found) if found.rows else _("chưa được giao chỉ tiêu")
    if campaign.starts_on > today:
        no_bar = _("bắt đầu ngày %(day)s") % {"day": dates.show(campaign.starts_on)}
    return CampaignRow(
        name=campaign.name,
        href=pages.campaign_of(campaign.pk),
        about=_about(campaign, len(found.rows)),
        bar=_bar(found, f"{at.at(pages.monitor)}#{TARGETS}") if found.paced else None,
        no_bar=no_bar,
        next=name,
        next_when=when,
    )


def _bar(found: Standings, opens: str) -> Bar:
    """As long as what is written below it: so many of the targets are on pace."""
    good, every = found.paced - found.slow, len(found.rows)
    return bar(
        100 * good / every,
        strong=_("%(good)s/%(all)s đúng nhịp") % {"good": good, "all": every},
        note=_besides(found),
        href=opens,
        tone="slow" if found.slow * 2 > every else "",
    )


def _unpaced(found: Standings) -> str:
    """The very words of the campaign's own page."""
    known = [row for row in found.rows if row.pace.share is not None]
    return known[0].pace.words if known else _("chưa có số liệu")


def _besides(found: Standings) -> str:
    """`2 chậm nhịp, 1 chưa có nhịp hoặc số liệu`."""
    said = [_("%(n)s chậm nhịp") % {"n": found.slow}] if found.slow else []
    other = len(found.rows) - found.paced
    if other:
        said.append(_("%(n)s chưa có nhịp hoặc chưa có số liệu") % {"n": other})
    return ", ".join(said)


def _about(campaign: Campaign, targets: int) -> str:
    if targets:
        return _("%(n)s chỉ tiêu, đến %(day)s") % {
            "n": targets,
            "day": dates.show(campaign.ends_on),
        }
    return _("đến %(day)s") % {"day": dates.show(campaign.ends_on)}


# The next milestone asked of the unit and the next phase of each campaign.
# Its day, its name, and whether it is a phase that runs until that day.
_Coming = tuple[date, str, bool]
_COMING = """
(select distinct on (audience.campaign_id) audience.campaign_id, milestone.due_on,
    milestone.name, false
 from campaigns_milestone milestone
 join campaigns_audience audience on audience.id = milestone.audience_id
 where audience.campaign_id = any (%(campaigns)s) and milestone.due_on >= %(today)s
   and exists (select from campaigns_audiencemember member
       where member.audience_id = audience.id and member.unit_id = %(unit)s)
 order by audience.campaign_id, milestone.due_on, milestone.id)
union all
(select distinct on (campaign_id) campaign_id, day, name,
    starts_on <= %(today)s and ends_on > %(today)s
 from campaigns_phase, lateral (select
    case when starts_on <= %(today)s then ends_on else starts_on end as day) turn
 where campaign_id = any (%(campaigns)s) and ends_on >= %(today)s
   and kind <> %(ordinary)s
 order by campaign_id, day, id)
"""


def _coming(
    campaigns: Sequence[Campaign], unit: Unit, today: date
) -> dict[int, list[_Coming]]:
    """The next milestone and the next phase of each campaign, with their days.

    A phase that runs is told by its end, and that it runs.
    """
    found: dict[int, list[_Coming]] = defaultdict(list)
    asked: dict[str, Any] = {
        "campaigns": [one.pk for one in campaigns],
        "unit": unit.pk,
        "today": today,
        "ordinary": Phase.Kind.ORDINARY,
    }
    for campaign, day, name, runs in prepared.rows(_COMING, asked):
        found[campaign].append((day, name, runs))
    return found


def _next(
    campaign: Campaign, coming: Sequence[_Coming], today: date
) -> tuple[str, str]:
    """The next milestone or the next phase, whichever comes first."""
    if not coming:
        return _("kết thúc"), dates.show(campaign.ends_on)
    day, name, runs = min(coming)
    if runs:
        said = _("đang diễn ra, đến %(day)s")
        return name, said % {"day": dates.show(day)}
    return name, f"{dates.show(day)}, {dates.due(day, today)}"
