"""Where a report stands: a form, a period, a unit; begun or only asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
from thidua.indicators.policies import can_accept, can_enter, can_reopen, can_submit
from thidua.indicators.states import OPEN, REOPEN, RETURN, SUBMIT, State
from thidua.kernel.policy import Verdict
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """One report that is asked for; `report` is None until its first figure."""

    form: Form
    period: Period
    unit: Unit
    due_on: date
    receiver_id: int
    report: Report | None

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
        may = can_enter(actor, self.report or self._as_report())
        return may & SUBMIT.open_from(self.state)

    def may_submit(self, actor: Actor) -> Verdict:
        """May this person send it, now?"""
        may = can_submit(actor, self.report or self._as_report())
        return may & SUBMIT.open_from(self.state)

    def may_accept(self, actor: Actor) -> Verdict:
        """May this person accept or return, now?"""
        may = can_accept(actor, self.report or self._as_report())
        return may & RETURN.open_from(self.state)

    def may_reopen(self, actor: Actor) -> Verdict:
        """May this person open it again, now?"""
        now = REOPEN.open_from(self.state)
        return now & can_reopen(actor, self.report) if self.report and now else now

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def _as_report(self) -> Report:
        return Report(
            form=self.form,
            unit=self.unit,
            period=self.period,
            receiver_id=self.receiver_id,
        )


def the_place(actor: Actor, form: int, period: int, unit: int) -> Place | None:
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
        .select_related("unit")
        .first()
    )
    if report is not None:
        report.form, report.period = asked.form, asked.period
        return Place(
            asked.form,
            asked.period,
            report.unit,
            asked.due_on,
            report.receiver_id,
            report,
        )
    duty = (
        ReportDuty.objects.visible_to(actor)
        .standing_on(asked.period.ends_on)
        .filter(form=form, unit=unit)
        .select_related("unit")
        .first()
    )
    if duty is None:
        return None
    return Place(
        asked.form, asked.period, duty.unit, asked.due_on, duty.receiver_id, None
    )
