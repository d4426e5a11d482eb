"""In which figures an exemplar is measured; its values frozen when it was praised."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.exemplars.models.exemplar import Exemplar
from thidua.indicators.models import IndicatorVersion, Period
from thidua.kernel.models import StoredFile


class ExemplarFigure(models.Model):
    """One figure of an exemplar: an indicator of the campaign, or one of its own.

    `REPORTED` is read from the monthly reports of the unit and never typed; `TYPED` is
    told month by month with proof, for who reports nothing: a person, a household, a
    group, a practice. A figure of its own has words and a measure instead of a version.
    `scale` is how many of the measure one shown unit is.
    """

    class Source(models.TextChoices):
        REPORTED = "reported", _("từ báo cáo tháng")
        TYPED = "typed", _("ghi hằng tháng, có minh chứng")

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="figures")
    version = models.ForeignKey(
        IndicatorVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("chỉ tiêu"), max_length=200)
    measure = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    is_lower_better = models.BooleanField(_("càng thấp càng tốt"), default=False)
    scale = models.BigIntegerField(default=1)
    decimals = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=8, choices=Source)
    goal = models.DecimalField(
        _("đăng ký đạt"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    baseline = models.DecimalField(
        _("lúc đăng ký"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["exemplar", "version"], name="exemplars_an_indicator_once"
            ),
            CheckConstraint(
                name="exemplars_what_is_reported_is_an_indicator",
                condition=Q(source="typed") | Q(version__isnull=False),
            ),
            CheckConstraint(
                name="exemplars_a_figure_has_a_name", condition=~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FrozenValue(models.Model):
    """What a figure stood at on the day of the praise: the bar.

    It moves by a decision to freeze it anew alone, once the exemplar's own reports were
    corrected (`BarRevisit`); `number` counts, what it was before is kept.
    """

    figure = models.OneToOneField(ExemplarFigure, models.PROTECT, related_name="frozen")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    """The last month that counted."""
    since = models.DateField()
    """From which day on what flows was added up."""
    reported = models.PositiveIntegerField(default=1)
    accepted = models.PositiveIntegerField(default=0)
    frozen_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=1)
    is_of_one_month = models.BooleanField(default=False, db_default=False)
    """Of what flows and is typed, frozen before such months were added up: the last
    month alone. What learners type is held against it month against month."""

    def __str__(self) -> str:
        return f"{self.figure_id} = {self.value}"


class TypedValue(models.Model):
    """What an exemplar that reports nothing tells of a month: what flowed in it, or
    the level by its end, as the indicator says; a figure of its own is a level.

    The last row of a month counts; rows are only added.
    """

    figure = models.ForeignKey(
        ExemplarFigure, models.PROTECT, related_name="typed_values"
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    proof = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["period", "pk"]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.period_id}: {self.value}"
