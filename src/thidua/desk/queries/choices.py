"""Which campaigns and forms a reader may look through, and which one is meant."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    IntegerField,
    Q,
    QuerySet,
)
from django.db.models.expressions import RawSQL

from thidua.campaigns.models import Campaign, CampaignForm
from thidua.campaigns.models.campaign import CampaignQuerySet
from thidua.campaigns.states import State
from thidua.campaigns.stewardship import as_on
from thidua.campaigns.told import told_in
from thidua.desk.queries.lens import Lens
from thidua.indicators.models import Form, ReportDuty
from thidua.indicators.periods import PeriodSpan
from thidua.indicators.told import month_told
from thidua.organisations.models import Lineage

_UNIT_COUNT = """
(select count(*) from campaigns_audiencemember member
 join campaigns_audience audience on audience.id = member.audience_id
 where audience.campaign_id = campaigns_campaign.id)
"""
_FORM_IDS = """
array(select form_id from campaigns_campaignform
      where campaign_id = campaigns_campaign.id order by form_id)
"""
_CONCERNS = """
(campaigns_campaign.root_id = any(%s::bigint[])
 or campaigns_campaign.office_id = %s or campaigns_campaign.launcher_id = %s
 or campaigns_campaign.id in (
    select campaign_id from campaigns_stewardship
    where launcher_id = %s or office_id = %s or root_id = %s)
 or exists (
    select from campaigns_audiencemember member
    join campaigns_audience audience on audience.id = member.audience_id
    where audience.campaign_id = campaigns_campaign.id and member.unit_id = %s))
"""
# Written out: these are asked on every opening of the desk, and Django takes longer to
# put them together than PostgreSQL to answer them.


@dataclass(frozen=True, slots=True)
class Choices:
    """The campaigns and forms on offer, the campaign meant, the forms counted.

    `lens` is the one asked through, now with the month told of those.
    """

    lens: Lens
    campaigns: Sequence[Campaign]
    campaign: Campaign | None
    offered: Sequence[Form]
    forms: Sequence[Form]

    @property
    def form_ids(self) -> list[int]:
        return [form.pk for form in self.forms]


def choices(lens: Lens, roots: Sequence[int], unit: int, today: date) -> Choices:
    """What may be chosen for a unit; an unknown choice counts as none."""
    known = campaigns_of(roots, unit).known_by(today).telling(today)
    campaigns = as_on(known, today)
    asked = _forms_of(campaigns)
    campaign = next((c for c in campaigns if c.pk == lens.campaign), None)
    if campaign is None:
        campaign = _current(campaigns, asked, today)
    offered = asked.get(campaign.pk, []) if campaign else list(_forms_below(unit))
    forms = [form for form in offered if form.pk == lens.form] or offered
    told = _told(campaign if forms is offered else None, [f.pk for f in forms], today)
    return Choices(replace(lens, told=told), campaigns, campaign, offered, forms)


def forms_counted(
    watched: Sequence[Campaign], unit: int, today: date
) -> tuple[list[int], PeriodSpan]:
    """The forms that count where nobody has chosen, with the month told of them: those
    of the campaign of today."""
    asked = {one.pk: forms for one in watched if (forms := _asked_by(one))}
    campaign = _current(watched, asked, today)
    if campaign is None:
        forms = [form.pk for form in _forms_below(unit)]
    else:
        forms = asked.get(campaign.pk, [])
    return forms, _told(campaign, forms, today)


def _told(campaign: Campaign | None, forms: Sequence[int], today: date) -> PeriodSpan:
    """The month told of a campaign; without one, that of some forms."""
    if campaign is None:
        return month_told(forms, today)
    return told_in([campaign], today)[campaign.pk]


def campaigns_of(roots: Sequence[int], unit: int) -> CampaignQuerySet:
    """Launched campaigns that a unit runs, ran or takes part in, the newest first."""
    return _launched().filter(_concerns(roots, unit))


def own_and_watched(
    unit: int, roots: Sequence[int], today: date
) -> tuple[list[Campaign], list[Campaign]]:
    """`campaigns_of` a unit, and those of the widest of its roots; read together.

    With the numbers of their forms, for `forms_counted`.
    """
    known = _launched().known_by(today).telling(today)
    both = known.annotate(
        is_own=_concerns([unit], unit),
        is_watched=_concerns(roots, roots[0]),
        form_ids=RawSQL(_FORM_IDS, [], ArrayField(BigIntegerField())),  # noqa: S611 - our own text
    )
    found = as_on(both.filter(Q(is_own=True) | Q(is_watched=True)), today)
    return (
        [one for one in found if getattr(one, "is_own", False)],
        [one for one in found if getattr(one, "is_watched", False)],
    )


def _launched() -> CampaignQuerySet:
    """With how many places they have in their audiences (`unit_count`)."""
    return (
        Campaign.objects.exclude(state=State.DRAFT)
        .annotate(unit_count=RawSQL(_UNIT_COUNT, [], IntegerField()))  # noqa: S611 - our own text
        .order_by("-starts_on", "pk")
    )


def _concerns(roots: Sequence[int], unit: int) -> RawSQL:
    """Does a unit run, head or take part in a campaign, or did it?"""
    return RawSQL(_CONCERNS, [list(roots), *[unit] * 6], BooleanField())  # noqa: S611 - our own text


def _asked_by(campaign: Campaign) -> list[int]:
    return getattr(campaign, "form_ids", None) or []


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
    return min(
        running,
        key=lambda c: (c.pk not in asking, -getattr(c, "unit_count", 0)),
        default=None,
    )


def _forms_below(unit: int) -> QuerySet[Form]:
    """Without a campaign: the forms that anybody below reports."""
    below = Lineage.objects.filter(ancestor=unit).values("unit")
    duties = ReportDuty.objects.filter(unit__in=below).values("form")
    return Form.objects.filter(pk__in=duties).order_by("pk")
