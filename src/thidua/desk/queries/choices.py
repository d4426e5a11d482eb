"""Which campaigns and forms a reader may look through, and which one is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    CampaignForm,
    Stewardship,
)
from thidua.campaigns.models.campaign import CampaignQuerySet
from thidua.campaigns.states import State
from thidua.campaigns.stewardship import as_on
from thidua.desk.queries.lens import Lens
from thidua.indicators.models import Form, ReportDuty
from thidua.organisations.models import Lineage


@dataclass(frozen=True, slots=True)
class Choices:
    """The campaigns and forms on offer, the campaign meant, the forms counted."""

    campaigns: Sequence[Campaign]
    campaign: Campaign | None
    offered: Sequence[Form]
    forms: Sequence[Form]

    @property
    def form_ids(self) -> list[int]:
        return [form.pk for form in self.forms]


def choices(lens: Lens, roots: Sequence[int], unit: int, today: date) -> Choices:
    """What may be chosen for a unit; an unknown choice counts as none."""
    campaigns = as_on(campaigns_of(roots, unit).known_by(today), today)
    asked = _forms_of(campaigns)
    campaign = next((c for c in campaigns if c.pk == lens.campaign), None)
    if campaign is None:
        campaign = _current(campaigns, asked, today)
    offered = asked.get(campaign.pk, []) if campaign else _forms_below(unit)
    forms = [form for form in offered if form.pk == lens.form] or offered
    return Choices(campaigns, campaign, offered, forms)


def campaigns_of(roots: Sequence[int], unit: int) -> CampaignQuerySet:
    """Launched campaigns that a unit runs, ran or takes part in, the newest first."""
    members = AudienceMember.objects.filter(
        audience__campaign=OuterRef("pk"), unit=unit
    )
    mine = Q(root__in=roots) | Q(office=unit) | Q(launcher=unit)
    mine |= Q(pk__in=Stewardship.objects.of(unit).values("campaign"))
    return (
        Campaign.objects.exclude(state=State.DRAFT)
        .filter(mine | Exists(members))
        .order_by("-starts_on", "pk")
    )


def _forms_of(campaigns: Sequence[Campaign]) -> dict[int, list[Form]]:
    """The forms that each campaign asks for, in order."""
    links = CampaignForm.objects.filter(campaign__in=campaigns).order_by("form_id")
    found: dict[int, list[Form]] = {}
    for link in links.select_related("form"):
        found.setdefault(link.campaign_id, []).append(link.form)
    return found


def _current(
    campaigns: Sequence[Campaign], asking: Container[int], today: date
) -> Campaign | None:
    """With the most at stake today: that asks for reports, then with most units."""
    running = [c for c in campaigns if c.starts_on <= today <= c.ends_on] or campaigns
    if len(running) < 2:
        return next(iter(running), None)
    members = AudienceMember.objects.filter(audience__campaign__in=running)
    units = Counter(members.values_list("audience__campaign_id", flat=True))
    return min(running, key=lambda c: (c.pk not in asking, -units[c.pk]))


def _forms_below(unit: int) -> list[Form]:
    """Without a campaign: the forms that anybody below reports."""
    below = Lineage.objects.filter(ancestor=unit).values("unit")
    duties = ReportDuty.objects.filter(unit__in=below).values("form")
    return list(Form.objects.filter(pk__in=duties).order_by("pk"))
