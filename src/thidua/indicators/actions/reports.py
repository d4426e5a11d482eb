"""Send a report; accept it; return single figures with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.done import take_once
from thidua.audit.trail import record
from thidua.indicators.acting import acting
from thidua.indicators.answering import who_receives
from thidua.indicators.events import FiguresReturned, ReportAccepted, ReportSubmitted
from thidua.indicators.joined import elsewhere
from thidua.indicators.models import FormLine, Observation, Report
from thidua.indicators.policies import can_accept, can_submit
from thidua.indicators.standing_out import standing_out
from thidua.indicators.states import ACCEPT, OPEN, RETURN, SUBMIT, State
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor

SUBMITTED, ACCEPTED = "indicators.report.submitted", "indicators.report.accepted"
RETURNED = "indicators.report.returned"


class SilentCells(RuleBroken):
    """A report may not be sent: cells have neither a figure nor a reason."""


@transaction.atomic
def submit_report(report: Report, *, actor: Actor, at: datetime) -> Report:
    """The unit sends its report; every empty cell must say why it is empty."""
    report = Report.objects.locked(report)
    can_submit(actor, report, day_of(at)).enforce()

    report.state = take_once(SUBMIT, report, report.state, SUBMITTED)
    _refuse_silent_cells(report)
    report.receiver_id = who_receives(
        report.form_id, report.unit_id, report.receiver_id, day_of(at)
    )
    report.submitted_at = at
    report.submitted_by = actor.name
    report.first_submitted_at = report.first_submitted_at or at
    report.odd, report.remarks = standing_out({report.pk: report.form_id})[report.pk]
    report.version += 1
    report.save()
    with acting(actor, at=at):
        Observation.objects.filter(report=report, state__in=OPEN).update(
            state=State.SUBMITTED, return_reason="", version=F("version") + 1
        )

    record(SUBMITTED, report, actor=actor, at=at)
    announce(ReportSubmitted(report.pk))
    return report


@transaction.atomic
def accept_report(report: Report, *, actor: Actor, at: datetime) -> Report:
    """The unit above accepts a report; its figures become official and are locked."""
    report = Report.objects.locked(report)
    can_accept(actor, report, day_of(at)).enforce()

    _accept([report], actor=actor, at=at)

    record(ACCEPTED, report, actor=actor, at=at)
    announce(ReportAccepted(report.pk))
    return report


@transaction.atomic
def accept_reports(
    reports: Sequence[Report], *, actor: Actor, at: datetime
) -> list[Report]:
    """Accept many at once: all of them, or none and the reason."""
    wanted = [report.pk for report in reports]
    held = list(
        Report.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .order_by("pk")
    )
    for report in held:
        can_accept(actor, report, day_of(at)).enforce()

    _accept(held, actor=actor, at=at)

    for report in held:
        record(ACCEPTED, report, actor=actor, at=at, at_once=True)
        announce(ReportAccepted(report.pk))
    return held


@transaction.atomic
def return_figures(
    report: Report, reasons: Mapping[int, str], *, actor: Actor, at: datetime
) -> Report:
    """Send single figures back, each with its reason; the others are accepted.

    `reasons` maps the line's id to the reason; the unit mends only those.
    """
    report = Report.objects.locked(report)
    can_accept(actor, report, day_of(at)).enforce()

    report.state = take_once(RETURN, report, report.state, RETURNED)
    lines = _lines_to_return(report, reasons)
    report.odd = report.remarks = None
    report.version += 1
    report.save(update_fields=["state", "odd", "remarks", "version"])
    waiting = Observation.objects.filter(report=report, state=State.SUBMITTED)
    for line in lines:
        reason = reasons[line.pk].strip()
        with acting(actor, at=at, reason=reason):
            waiting.filter(indicator=line.version.indicator_id).update(
                state=State.RETURNED, return_reason=reason, version=F("version") + 1
            )
    with acting(actor, at=at):
        waiting.update(state=State.ACCEPTED, version=F("version") + 1)

    names = {line.version.name: reasons[line.pk].strip() for line in lines}
    record(RETURNED, report, actor=actor, at=at, reasons=names)
    announce(FiguresReturned(report.pk))
    return report


def _accept(reports: Sequence[Report], *, actor: Actor, at: datetime) -> None:
    for report in reports:
        report.state = take_once(ACCEPT, report, report.state, ACCEPTED)
        report.accepted_at = at
        report.accepted_by = actor.name
        report.odd = report.remarks = None
        report.version += 1
    Report.objects.bulk_update(
        reports, ["state", "accepted_at", "accepted_by", "odd", "remarks", "version"]
    )
    with acting(actor, at=at):
        Observation.objects.filter(report__in=reports, state=State.SUBMITTED).update(
            state=State.ACCEPTED, version=F("version") + 1
        )


def _refuse_silent_cells(report: Report) -> None:
    """Every line of the unit has a figure or says why it has none."""
    spoken = set(
        Observation.objects.filter(report=report)
        .exclude(value=None, denominator=None, missing_reason="")
        .values_list("indicator", flat=True)
    )
    lines = list(
        FormLine.objects.filter(form=report.form_id)
        .reported_by(report.unit)
        .select_related("version")
    )
    spoken |= elsewhere(report.form_id, report.unit, report.period, lines).keys()
    silent = [line for line in lines if line.version.indicator_id not in spoken]
    if silent:
        names = [line.version.name for line in silent]
        raise SilentCells(
            ngettext(
                "Còn %(count)s ô trống: %(names)s.",
                "Còn %(count)s ô trống: %(names)s.",
                len(silent),
            )
            % {"count": len(silent), "names": _some(names)},
            _("Ghi số, hoặc ghi lý do không có số liệu vào từng ô trống."),
        )


def _lines_to_return(report: Report, reasons: Mapping[int, str]) -> list[FormLine]:
    if not reasons or not all(reason.strip() for reason in reasons.values()):
        raise RuleBroken(
            _("Trả lại số liệu nào thì phải ghi lý do cho số liệu ấy."),
            _("Ghi lý do vào từng dòng trả lại."),
        )
    lines = list(
        FormLine.objects.filter(form=report.form_id, pk__in=reasons).select_related(
            "version"
        )
    )
    waiting = set(
        Observation.objects.filter(report=report, state=State.SUBMITTED).values_list(
            "indicator", flat=True
        )
    )
    late = [line for line in lines if line.version.indicator_id not in waiting]
    if len(lines) < len(reasons) or late:
        raise RuleBroken(
            _("Có dòng không còn chờ nhận."),
            _("Tải lại trang để xem những số liệu đang chờ."),
        )
    return lines


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:5])
    return shown if len(names) <= 5 else f"{shown}…"
