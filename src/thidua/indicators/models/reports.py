"""What the units say: reports, their figures, the proof and every change."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models.definitions import Indicator, Period
from thidua.indicators.models.forms import Form, seen_by
from thidua.indicators.states import State
from thidua.kernel import clock
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


class ReportQuerySet(models.QuerySet["Report"]):
    """Words for reports."""

    def locked(self, report: Report) -> Report:
        """The same report, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=report.pk)

    def visible_to(self, actor: Actor) -> Self:
        """The reports this person may know about; the rest are a 404."""
        return self.filter(seen_by(actor))

    def awaiting(self, unit_id: int | None, on: date) -> Self:
        """Sent, and waiting on that day for that unit to accept them.

        What is only sent after the day (the demonstration goes back) waits for nobody;
        what was sent to a receiver now abolished waits for who receives in its place.
        """
        instead = RawSQL(
            "select report_id from indicators_received_instead(%s, %s::date)",
            [unit_id, on],
        )
        return self.filter(
            Q(receiver=unit_id) | Q(pk__in=instead),
            state=State.SUBMITTED,
            period__starts_on__lte=on,
            submitted_at__lt=clock.end_of(on),
        )


class Report(models.Model):
    """What one unit says for one form and one period."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Unit, models.PROTECT, related_name="reports_received")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    reopened_because = models.TextField(
        _("lý do mở lại"), blank=True, default="", db_default=""
    )
    odd = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many figures of a report that waits are odd; None when to be reckoned anew
    (`sql/waiting_marks.sql`)."""
    remarks = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many of its figures carry a note, or a reason why there is none."""

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["form", "unit", "period"],
                name="indicators_one_report_per_form_unit_and_period",
            ),
            CheckConstraint(
                name="indicators_an_accepted_report_says_when",
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
            ),
            CheckConstraint(
                name="indicators_a_sent_report_says_when",
                condition=Q(state="draft") | Q(submitted_at__isnull=False),
            ),
            CheckConstraint(
                name="indicators_a_reopened_report_says_why",
                condition=~Q(state="reopened") | ~Q(reopened_because=""),
            ),
            CheckConstraint(
                name="indicators_odd_figures_and_remarks_are_counted_together",
                condition=Q(odd__isnull=True, remarks__isnull=True)
                | Q(odd__isnull=False, remarks__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["form", "period"],
                include=["unit", "first_submitted_at"],
                name="indicators_received",
            ),
            models.Index(
                fields=["receiver"],
                name="indicators_sent_to",
                condition=Q(state="submitted"),
            ),
            models.Index(
                fields=["unit", "period"],
                name="indicators_counted_at_sending",
                condition=Q(state="submitted", odd__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}/{self.unit_id}/{self.period_id}"


class Observation(models.Model):
    """One figure: a unit, an indicator, a period. Or the reason why there is none.

    One key (`sql/observation_keys.sql`) ties report, unit and period to the report's
    own; a guard (`sql/figure_guards.sql`) looks up all indicators of a statement.
    Therefore the four references carry no check of their own. A report's figures stand
    together in the key by unit and period, so that few pages change.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="+", db_constraint=False
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="observations", db_constraint=False
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    weight = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    missing_reason = models.CharField(
        _("lý do không có số"), max_length=300, blank=True
    )
    note = models.TextField(_("giải trình"), blank=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["unit", "period", "indicator"],
                name="indicators_one_figure_per_unit_indicator_and_period",
            ),
            CheckConstraint(
                name="indicators_a_missing_figure_has_no_value",
                condition=Q(missing_reason="")
                | Q(
                    value__isnull=True,
                    numerator__isnull=True,
                    denominator__isnull=True,
                ),
            ),
            CheckConstraint(
                name="indicators_a_returned_figure_says_why",
                condition=~Q(state__in=["returned", "reopened"]) | ~Q(return_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period_id}"


class Evidence(models.Model):
    """A file that proves a figure; who may see the figure may download it."""

    observation = models.ForeignKey(
        Observation, models.PROTECT, related_name="evidence"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.observation_id}: {self.file_id}"


class ObservationChange(models.Model):
    """Every change of a figure, written by the database; append-only."""

    unit_id = models.BigIntegerField()
    indicator_id = models.BigIntegerField()
    period_id = models.SmallIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["unit_id", "period_id", "indicator_id"],
                name="indicators_change_of_figure",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.indicator_id}/{self.period_id} {self.at}"
