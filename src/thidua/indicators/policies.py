"""Who may define, enter, submit, accept. (When is the business of `states.py`.)"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.indicators.answering import who_receives, who_reports
from thidua.indicators.models import CriterionMark, Form, Period, Report, ReportDuty
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Power, Unit
from thidua.organisations.naming import parents_on


def can_define(actor: Actor, owner: Unit | int) -> Verdict:
    """Indicators belong to a unit; its officers say what they mean."""
    return actor.writes_for(owner)


def can_lay_out(actor: Actor, form: Form) -> Verdict:
    """The unit that issues a form writes its lines, opens it, says who reports."""
    return actor.writes_for(form.owner_id)


def can_report(actor: Actor, reporter_id: int) -> Verdict:
    """Only the officer or head of whoever reports types figures and sends them."""
    return actor.writes_for(reporter_id, Power.REPORT)


def can_enter(actor: Actor, of: Report | ReportDuty, on: date) -> Verdict:
    """The reporting unit's officer or head; for a unit abolished by a day, those of
    whoever reports for it (`answering`)."""
    if actor.is_system or actor.unit_id == of.unit_id:
        return can_report(actor, of.unit_id)
    return can_report(actor, who_reports(of.form_id, of.unit_id, on))


def can_use_files(actor: Actor) -> Verdict:
    """Bring figures in from a file at all: officers and heads, for their own office."""
    return actor.writes_for(actor.unit_id or 0, Power.REPORT)


def can_bring_in(
    actor: Actor, form: Form, reporter_id: int, receiver_id: int
) -> Verdict:
    """Enter a file's figures: whoever reports for the unit (`answering`); for it, who
    receives its report or issued the form. They stay drafts: who reports looks at them
    and sends them."""
    return (
        actor.writes_for(receiver_id)
        | actor.writes_for(form.owner_id)
        | actor.writes_for(reporter_id, Power.REPORT)
    )


def can_submit(actor: Actor, report: Report, on: date) -> Verdict:
    """Who enters may send; the head signs in the unit's own way."""
    return can_enter(actor, report, on)


def can_receive(actor: Actor, receiver_id: int) -> Verdict:
    """Only the receiving unit accepts or returns."""
    return only_if(
        actor.is_system or actor.unit_id == receiver_id,
        otherwise=_("Chỉ nơi nhận báo cáo được nhận hoặc trả lại."),
        remedy=_("Nơi nhận ghi ở đầu báo cáo."),
    ) & actor.writes_for(receiver_id, Power.ACCEPT)


def can_accept(actor: Actor, report: Report, on: date) -> Verdict:
    """The receiver named in the report; who stands in its place once it is gone."""
    if actor.is_system or actor.unit_id == report.receiver_id:
        return can_receive(actor, report.receiver_id)
    return can_receive(actor, _receiver(report, on))


def _receiver(report: Report, on: date) -> int:
    return who_receives(report.form_id, report.unit_id, report.receiver_id, on)


def can_mark(actor: Actor, unit: Unit | int) -> Verdict:
    """Only the unit itself says whether it meets a criterion."""
    return actor.writes_for(unit, Power.REPORT)


def can_decide_marks(actor: Actor, mark: CriterionMark) -> Verdict:
    """The unit directly above, or the one that laid the standard down, decides."""
    above = parents_on([mark.unit_id], mark.on).get(mark.unit_id)
    deciders = {above, mark.criterion.indicator.owner_id}
    return only_if(
        actor.is_system or actor.unit_id in deciders,
        otherwise=_("Chỉ cấp trên trực tiếp hoặc cơ quan ban hành được nhận."),
        remedy=_("Đổi sang vai của cấp trên, nếu được phân công."),
    ) & actor.writes_for(actor.unit_id or 0, Power.ACCEPT)


def can_reopen(actor: Actor, report: Report, on: date) -> Verdict:
    """Whoever accepted a report, or a unit above that one in the form's tree; once it
    is gone, who receives in its place."""
    return only_if(
        actor.is_system
        or actor.unit_id == report.receiver_id
        or _stands_above(actor, report)
        or actor.unit_id == _receiver(report, on),
        otherwise=_("Chỉ nơi đã nhận báo cáo và cấp trên của nơi ấy được mở lại."),
        remedy=_("Đề nghị nơi nhận ghi ở đầu báo cáo."),
    ) & actor.may(Power.ACCEPT)


def _stands_above(actor: Actor, report: Report) -> bool:
    return Lineage.objects.filter(
        tree=report.form.tree_id,
        unit=report.receiver_id,
        ancestor=actor.unit_id,
        depth__gt=0,
        during__contains=report.period.ends_on,
    ).exists()


def can_close(actor: Actor, period: Period) -> Verdict:  # noqa: ARG001 - every period alike
    """Closing a period concerns everybody; an administrator does it."""
    return only_if(
        actor.is_system or actor.is_administrator,
        otherwise=_("Khóa sổ một kỳ là việc của quản trị hệ thống."),
        remedy=_("Đề nghị quản trị hệ thống khóa kỳ này."),
    )
