"""What falls due for a unit in the next ninety days, whichever room asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from thidua.campaigns.models import AudienceMember, Campaign, Milestone, Phase, Target
from thidua.campaigns.states import State
from thidua.follow_up.models import Finding, Inspection, Review
from thidua.follow_up.review_words import call_about
from thidua.follow_up.states import SILENT, TO_MEND, InspectionState
from thidua.indicators.models import FormPeriod, ReportDuty
from thidua.indicators.queries.words import period_words
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence
from thidua.pacts.models import Commitment
from thidua.pacts.states import State as PactState

AHEAD = timedelta(days=90)
"""How far ahead the deadlines of a handover go."""

Deadline = tuple[date, str]
Span = tuple[date, date]


def deadlines_of(unit: int, today: date) -> list[Deadline]:
    """Reports, milestones, targets, commitments, inspections, what is to be mended, and
    the ends of phases and campaigns; the nearest first."""
    soon = (today, today + AHEAD)
    found = {
        *_reports(unit, soon),
        *_in_campaigns(unit, soon),
        *_targets(unit, soon),
        *_inspected(unit, soon),
        *_promised(unit, soon),
    }
    return sorted(found)


def _reports(unit: int, soon: Span) -> Iterator[Deadline]:
    """Of the forms, and of half-years and years that were asked for."""
    duties = ReportDuty.objects.filter(unit=unit).filter(
        Q(during__endswith=None) | Q(during__endswith__gt=soon[0])
    )
    spans = FormPeriod.objects.filter(form__in=duties.values("form"))
    for span in spans.filter(due_on__range=soon).select_related("form"):
        yield span.due_on, f"{span.form.name}, {period_words(span.period_id)}"
    asked = Review.objects.filter(unit=unit, state__in=SILENT, call__due_on__range=soon)
    for one in asked.select_related("call__campaign", "call__period"):
        about = call_about(one.call)
        yield one.call.due_on, _("Báo cáo %(about)s") % {"about": about}


def _in_campaigns(unit: int, soon: Span) -> Iterator[Deadline]:
    mine = AudienceMember.objects.taking_part_on(soon[0]).filter(unit=unit)
    campaigns = Campaign.objects.filter(
        Q(pk__in=mine.values("audience__campaign")) | Q(office=unit) | Q(launcher=unit),
        state=State.LAUNCHED,
    )
    milestones = Milestone.objects.filter(
        audience__in=mine.values("audience"), audience__campaign__in=campaigns
    )
    for milestone in milestones.filter(due_on__range=soon):
        yield milestone.due_on, _("Mốc “%s”") % milestone.name
    phases = Phase.objects.filter(campaign__in=campaigns, ends_on__range=soon)
    for phase in phases.select_related("campaign"):
        said = {"phase": phase.name, "campaign": phase.campaign.name}
        yield phase.ends_on, _("Hết “%(phase)s” của %(campaign)s") % said
    for one in campaigns.filter(ends_on__range=soon):
        yield one.ends_on, _("Hết phong trào %s") % one.name


def _targets(unit: int, soon: Span) -> Iterator[Deadline]:
    targets = Target.objects.filter(
        unit=unit, campaign__state=State.LAUNCHED, due_on__range=soon
    )
    for one in targets.open().select_related("version"):
        yield one.due_on, _("Chỉ tiêu “%s”") % one.version.name


def _inspected(unit: int, soon: Span) -> Iterator[Deadline]:
    coming = Inspection.objects.filter(
        inspected=unit, state=InspectionState.ANNOUNCED, starts_on__range=soon
    )
    visits = list(coming)
    names = listed_names([one.inspector_id for one in visits], soon[0])
    for visit in visits:
        who = in_sentence(names.get(visit.inspector_id, ""))
        yield visit.starts_on, _("Buổi kiểm tra của %(who)s") % {"who": who}
    findings = Finding.objects.filter(
        inspection__inspected=unit, state__in=TO_MEND, mend_by__range=soon
    )
    for finding in findings:
        what = Truncator(finding.what).chars(160)
        yield finding.mend_by, _("Khắc phục: %s") % what


def _promised(unit: int, soon: Span) -> Iterator[Deadline]:
    """What the unit promised in pacts that hold."""
    promised = Commitment.objects.filter(
        party__unit=unit,
        edition__pact__state=PactState.IN_FORCE,
        edition__number=F("edition__pact__edition"),
        due_on__range=soon,
    )
    for one in promised.select_related("version"):
        words = one.words or (one.version.name if one.version else "")
        what = Truncator(words).chars(160)
        yield one.due_on, _("Cam kết trong giao ước: %s") % what
