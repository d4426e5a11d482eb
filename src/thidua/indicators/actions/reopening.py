"""Open an accepted report again, for a reason; what was wrong is mended and resent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.audit.done import take_once
from thidua.audit.trail import record
from thidua.indicators.acting import acting
from thidua.indicators.events import ReportReopened
from thidua.indicators.models import FormLine, Observation, Report
from thidua.indicators.policies import can_reopen
from thidua.indicators.states import REOPEN, State, reopening
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor

REOPENED = "indicators.report.reopened"


@transaction.atomic
def reopen_report(
    report: Report,
    line_ids: Collection[int],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> Report:
    """Let the unit mend the named accepted figures of a report, also of one that it is
    mending already.

    They count on, provisionally, until they are sent and accepted anew; the others stay
    official. A closed period keeps what it was closed with.
    """
    report = Report.objects.locked(report)
    can_reopen(actor, report, day_of(at)).enforce()

    _refuse_again(report, line_ids)
    report.state = reopening(report.state).take_from(report.state)
    _refuse_closed(report)
    lines = _lines(report, line_ids, reason)
    report.reopened_because = reason.strip()
    report.accepted_at, report.accepted_by = None, ""
    report.version += 1
    report.save()
    with acting(actor, at=at, reason=report.reopened_because):
        _open(report, lines)

    names = [line.version.name for line in lines]
    record(
        REOPENED,
        report,
        actor=actor,
        at=at,
        reason=report.reopened_because,
        figures=names,
    )
    announce(ReportReopened(report.pk))
    return report


def _open(report: Report, lines: Sequence[FormLine]) -> None:
    """The accepted figures of these lines may be mended again, and say why."""
    _unlock("on")
    Observation.objects.filter(
        report=report,
        state=State.ACCEPTED,
        indicator__in=[line.version.indicator_id for line in lines],
    ).update(
        state=report.state,
        return_reason=report.reopened_because,
        version=F("version") + 1,
    )
    _unlock("")


def _unlock(word: str) -> None:
    """Tell the guard of accepted figures that they are opened by an act."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('thidua.reopening', %s, true)", [word])


def _refuse_again(report: Report, line_ids: Collection[int]) -> None:
    """`DoneAlready` where these figures were all opened by now."""
    if report.state == State.REOPENED and line_ids and not _accepted(report, line_ids):
        take_once(REOPEN, report, report.state, REOPENED)


def _refuse_closed(report: Report) -> None:
    if report.period.closed_at is not None:
        raise WrongMoment(
            _("Kỳ này đã khóa sổ: số chính thức của kỳ giữ nguyên."),
            _("Ghi phần chênh vào kỳ đang mở, kèm giải trình."),
        )


def _lines(report: Report, line_ids: Collection[int], reason: str) -> list[FormLine]:
    """The lines to open; what is wrong with them and with the reason, said at once."""
    faults = Faults()
    found = _accepted(report, line_ids)
    with faults:
        _refuse_without_reason(reason)
    with faults:
        _refuse_without_figures(found, line_ids)
    faults.say()
    return found


def _accepted(report: Report, line_ids: Collection[int]) -> list[FormLine]:
    lines = FormLine.objects.filter(form=report.form_id, pk__in=line_ids)
    accepted = Observation.objects.filter(report=report, state=State.ACCEPTED)
    return list(
        lines.filter(version__indicator__in=accepted.values("indicator"))
        .select_related("version")
        .order_by("position", "pk")
    )


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do mở lại."),
            _("Ghi lý do; đơn vị báo cáo sẽ đọc được."),
            field="reason",
        )


def _refuse_without_figures(
    found: Sequence[FormLine], line_ids: Collection[int]
) -> None:
    if not found or len(found) < len(set(line_ids)):
        raise RuleBroken(
            _("Chưa chọn số liệu nào để mở lại, hoặc có số chưa được nhận."),
            _("Đánh dấu ít nhất một số liệu đã nhận."),
        )
