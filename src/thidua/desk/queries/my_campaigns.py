"""The campaigns a unit takes part in: how far, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, Milestone, Phase
from thidua.campaigns.states import State
from thidua.campaigns.stewardship import as_on
from thidua.desk.queries.choices import campaigns_of
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.targets import standings
from thidua.desk.queries.tasks import in_words
from thidua.indicators.periods import PeriodKind, containing
from thidua.kernel import dates
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


def my_campaigns(unit: Unit, today: date, *, pages: Pages) -> MyCampaigns:
    """The campaigns that run today; who runs or heads one sees it by its root."""
    known = campaigns_of([unit.pk], unit.pk).known_by(today)
    running = [
        campaign
        for campaign in as_on(known, today)
        if campaign.state == State.LAUNCHED
        and campaign.starts_on <= today <= campaign.ends_on
    ][:MOST]
    coming = _coming(running, unit, today)
    rows = [
        _row(campaign, unit, today, coming.get(campaign.pk, []), pages)
        for campaign in running
    ]
    title = _("%(n)s phong trào đang thực hiện") % {"n": in_words(len(rows))}
    return MyCampaigns(title[:1].upper() + title[1:], rows)


def _row(
    campaign: Campaign,
    unit: Unit,
    today: date,
    coming: Sequence[tuple[date, str]],
    pages: Pages,
) -> CampaignRow:
    runs = unit.pk in (campaign.office_id, campaign.launcher_id)
    month = containing(today, PeriodKind.MONTH).before()
    found = standings(campaign, campaign.root_id if runs else unit.pk, month)
    shares = [row.pace for row in found.rows if row.pace.share is not None]
    drawn = None
    if shares:
        known = sum(min(float(s.share or 0), 100.0) for s in shares) / len(shares)
        paced = [float(s.planned_share) for s in shares if s.planned_share is not None]
        good = len(found.rows) - found.slow
        drawn = bar(
            known,
            sum(paced) / len(paced) if paced else None,
            strong=_("%(good)s/%(all)s đúng nhịp")
            % {"good": good, "all": len(found.rows)},
            note=_("%(n)s chậm nhịp") % {"n": found.slow} if found.slow else "",
            tone="slow" if found.slow * 2 > len(found.rows) else "",
        )
    name, when = _next(campaign, coming, today)
    return CampaignRow(
        name=campaign.name,
        href=pages.campaign_of(campaign.pk),
        about=_about(campaign, len(found.rows)),
        bar=drawn,
        no_bar=_("chưa có số liệu") if found.rows else _("chưa được giao chỉ tiêu"),
        next=name,
        next_when=when,
    )


def _about(campaign: Campaign, targets: int) -> str:
    if targets:
        return _("%(n)s chỉ tiêu, đến %(day)s") % {
            "n": targets,
            "day": dates.show(campaign.ends_on),
        }
    return _("đến %(day)s") % {"day": dates.show(campaign.ends_on)}


def _coming(
    campaigns: Sequence[Campaign], unit: Unit, today: date
) -> dict[int, list[tuple[date, str]]]:
    """The next milestone and the next phase of each campaign, with their days."""
    found: dict[int, list[tuple[date, str]]] = {one.pk: [] for one in campaigns}
    if not campaigns:
        return found
    milestones = Milestone.objects.filter(
        audience__campaign__in=campaigns,
        audience__members__unit=unit,
        due_on__gte=today,
    ).order_by("due_on")
    next_one: dict[int, tuple[date, str]] = {}
    for pk, due_on, name in milestones.values_list(
        "audience__campaign_id", "due_on", "name"
    ):
        next_one.setdefault(pk, (due_on, name))
    phases = Phase.objects.filter(campaign__in=campaigns, ends_on__gte=today)
    ordered = phases.exclude(kind=Phase.Kind.ORDINARY).order_by("starts_on")
    next_phase: dict[int, tuple[date, str]] = {}
    for pk, starts_on, name in ordered.values_list("campaign_id", "starts_on", "name"):
        next_phase.setdefault(pk, (max(starts_on, today), name))
    for nearest in (next_one, next_phase):
        for pk, day_and_name in nearest.items():
            found[pk].append(day_and_name)
    return found


def _next(
    campaign: Campaign, coming: Sequence[tuple[date, str]], today: date
) -> tuple[str, str]:
    """The next milestone or the next phase, whichever comes first."""
    if not coming:
        return _("kết thúc"), dates.show(campaign.ends_on)
    day, name = min(coming)
    return name, f"{dates.show(day)}, {dates.due(day, today)}"
