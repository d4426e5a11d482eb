"""Which campaigns and forms a reader may look through, and which one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thidua.campaigns.models import Campaign, CampaignForm, Stewardship
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
    campaigns = as_on(campaigns_of(roots, unit), today)
    campaign = next((c for c in campaigns if c.pk == lens.campaign), None)
    if campaign is None:
        campaign = _current(campaigns, today)
    offered = _forms(campaign, unit)
    forms = [form for form in offered if form.pk == lens.form] or offered
    return Choices(campaigns, campaign, offered, forms)


def campaigns_of(roots: Sequence[int], unit: int) -> QuerySet[Campaign]:
    """Launched campaigns that a unit runs, ran or takes part in, the newest first."""
    mine = Q(root__in=roots) | Q(office=unit) | Q(launcher=unit)
    mine |= Q(pk__in=Stewardship.objects.of(unit).values("campaign"))
    return (
        Campaign.objects.exclude(state=State.DRAFT)
        .filter(mine | Q(audiences__members__unit=unit))
        .select_related("tree")
        .order_by("-starts_on", "pk")
        .distinct()
    )


def _current(campaigns: Sequence[Campaign], today: date) -> Campaign | None:
    """The first that runs today and asks for reports, else the first that runs."""
    asking = set(
        CampaignForm.objects.filter(campaign__in=campaigns).values_list(
            "campaign_id", flat=True
        )
    )
    running = [c for c in campaigns if c.starts_on <= today <= c.ends_on]
    ranked = sorted(running or campaigns, key=lambda c: c.pk not in asking)
    return ranked[0] if ranked else None


def _forms(campaign: Campaign | None, unit: int) -> list[Form]:
    """The campaign's forms; without a campaign, those that anybody below reports."""
    if campaign is not None:
        linked = CampaignForm.objects.filter(campaign=campaign).values("form")
        return list(Form.objects.filter(pk__in=linked).order_by("pk"))
    below = Lineage.objects.filter(ancestor=unit).values("unit")
    duties = ReportDuty.objects.filter(unit__in=below).values("form")
    return list(Form.objects.filter(pk__in=duties).order_by("pk"))
