"""Where a report stands: a form, a period, a unit; begun or only asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.indicators.answering import answers_on
from thidua.indicators.joined import Elsewhere, elsewhere
from thidua.indicators.models import (
    Form,
    FormLine,
    FormPeriod,
    Period,
    Report,
    ReportDuty,
)
from thidua.indicators.periods import PeriodSpan
from thidua.indicators.policies import can_receive, can_reopen, can_report
from thidua.indicators.states import OPEN, RETURN, SUBMIT, State, reopening
from thidua.kernel.policy import Verdict
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """One report that is asked for; `report` is None until its first figure.

    `reporter_id` is the unit, or on `today` who reports for it since it was abolished.
    """

    form: Form
    period: Period
    unit: Unit
    due_on: date
    reporter_id: int
    receiver_id: int
    report: Report | None
    today: date

    @property
    def state(self) -> State:
        return State(self.report.state) if self.report else State.DRAFT

    @property
    def key(self) -> tuple[int, int, int]:
        """Form, period and unit: the arguments of its address."""
        return (self.form.pk, self.period.pk, self.unit.pk)

    @property
    def span(self) -> PeriodSpan:
        return self.period.span

    def lines(self) -> list[FormLine]:
        """The lines of the form that this unit fills in, in their order."""
        return self.divided()[0]

    def divided(self) -> tuple[list[FormLine], dict[FormLine, Elsewhere]]:
        """The lines that this unit fills in here, and those it fills in elsewhere."""
        asked = FormLine.objects.filter(form=self.form).reported_by(self.unit)
        lines = list(asked.select_related("version"))
        others = elsewhere(self.form, self.unit, self.period, lines)
        return (
            [line for line in lines if line.version.indicator_id not in others],
            {
                line: others[line.version.indicator_id]
                for line in lines
                if line.version.indicator_id in others
            },
        )

    def may_enter(self, actor: Actor) -> Verdict:
        """May this person type, now?"""
        return can_report(actor, self.reporter_id) & SUBMIT.open_from(self.state)

    def may_submit(self, actor: Actor) -> Verdict:
        """May this person send it, now?"""
        return can_report(actor, self.reporter_id) & SUBMIT.open_from(self.state)

    def may_accept(self, actor: Actor) -> Verdict:
        """May this person accept or return, now?"""
        return can_receive(actor, self.receiver_id) & RETURN.open_from(self.state)

    def may_reopen(self, actor: Actor) -> Verdict:
        """May this person open it again, now?"""
        now = reopening(self.state).open_from(self.state)
        if not (self.report and now):
            return now
        return now & can_reopen(actor, self.report, self.today)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_instead(self) -> bool:
        """Is it reported for a unit that is no more?"""
        return self.reporter_id != self.unit.pk


def the_place(
    actor: Actor, form: int, period: int, unit: int, *, today: date
) -> Place | None:
    """The report this person may know about; None is a 404 to them."""
    asked = (
        FormPeriod.objects.filter(form=form, period=period)
        .select_related("form__tree", "period")
        .first()
    )
    if asked is None:
        return None
    report = (
        Report.objects.visible_to(actor)
        .filter(form=form, period=period, unit=unit)
        .annotate(**answers_on(today))
        .select_related("unit")
        .first()
    )
    if report is not None:
        report.form, report.period = asked.form, asked.period
        return _placed(asked, report, report, today)
    duty = (
        ReportDuty.objects.visible_to(actor)
        .standing_on(asked.period.ends_on)
        .filter(form=form, unit=unit)
        .annotate(**answers_on(today))
        .select_related("unit")
        .first()
    )
    return _placed(asked, duty, None, today) if duty is not None else None


def _placed(
    asked: FormPeriod, found: Report | ReportDuty, report: Report | None, today: date
) -> Place:
    return Place(
        form=asked.form,
        period=asked.period,
        unit=found.unit,
        due_on=asked.due_on,
        reporter_id=found.reported_by,  # type: ignore[union-attr]  # `answers_on`
        receiver_id=found.received_by,  # type: ignore[union-attr]
        report=report,
        today=today,
    )
