"""Standards: criteria that units meet or not, from a day on, with proof."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models.definitions import Indicator, IndicatorVersion
from thidua.indicators.states import State
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Tree, Unit
from thidua.organisations.models.constraints import no_two


class Standard(models.Model):
    """How a checklist becomes a figure: who is asked, and what is counted.

    Counted are units that meet the standard (all criteria, or at least `needed`), or
    the criteria met of all that are asked. In the measure % it is a share.
    """

    class Counts(models.TextChoices):
        UNITS = "units", _("đơn vị đạt chuẩn")
        CRITERIA = "criteria", _("tiêu chí đạt")

    version = models.OneToOneField(
        IndicatorVersion, models.CASCADE, related_name="standard"
    )
    counts = models.CharField(_("đếm"), max_length=8, choices=Counts)
    needed = models.PositiveSmallIntegerField(
        _("số tiêu chí phải đạt"), null=True, blank=True
    )
    kinds = ArrayField(
        models.CharField(max_length=12, choices=Unit.Kind),
        verbose_name=_("loại đơn vị"),
    )
    tree = models.ForeignKey(Tree, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            CheckConstraint(
                name="indicators_a_standard_asks_somebody",
                condition=Q(kinds__len__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.counts}"


class Criterion(models.Model):
    """One criterion of a standard, for a time; its number is its place in the list."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("tiêu chí"), max_length=300)
    during = DateRangeField(_("áp dụng"))

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            CheckConstraint(
                name="indicators_a_criterion_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
            ),
            no_two(
                "indicator",
                "number",
                name="indicators_a_criterion_has_its_own_number_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CriterionMarkQuerySet(models.QuerySet["CriterionMark"]):
    """Words for marks."""

    def visible_to(self, actor: Actor) -> Self:
        """Of one's own unit, of those below in any tree, and of one's own standards."""
        if actor.is_system:
            return self
        above = Lineage.objects.filter(
            ancestor=actor.unit_id, unit=models.OuterRef("unit")
        )
        return self.filter(
            Q(unit=actor.unit_id)
            | Q(criterion__indicator__owner=actor.unit_id)
            | Q(models.Exists(above))
        )


class CriterionMark(models.Model):
    """A unit says that from a day on it meets a criterion, or no longer; append-only.

    The unit above accepts it or sends it back; nothing else of it ever changes. What
    holds on a day is the last mark up to then that was not sent back.
    """

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_met = models.BooleanField(_("đạt"))
    on = models.DateField(_("từ ngày"))
    note = models.CharField(_("căn cứ"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=9, choices=State, default=State.SUBMITTED)
    marked_at = models.DateTimeField()
    marked_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    return_reason = models.CharField(max_length=500, blank=True)

    objects = CriterionMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="indicators_a_mark_is_sent_accepted_or_sent_back",
                condition=Q(state__in=["submitted", "accepted", "returned"]),
            ),
            CheckConstraint(
                name="indicators_a_decided_mark_says_who_and_when",
                condition=Q(state="submitted", decided_at__isnull=True)
                | ~Q(state="submitted") & Q(decided_at__isnull=False),
            ),
            CheckConstraint(
                name="indicators_a_mark_sent_back_says_why",
                condition=~Q(state="returned") | ~Q(return_reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["criterion", "unit", "on"], name="indicators_mark_of_unit"
            ),
            models.Index(
                fields=["unit"],
                condition=Q(state="submitted"),
                name="indicators_mark_to_decide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.criterion_id} {self.on}"
