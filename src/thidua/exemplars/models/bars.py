"""The bar of an exemplar whose own figures were corrected: kept, or frozen anew."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.documents.models import Document
from thidua.exemplars.models.exemplar import Exemplar
from thidua.exemplars.models.figures import ExemplarFigure
from thidua.indicators.models import Period


class BarRevisit(models.Model):
    """The head looked at figures that were corrected after the praise, and decided.

    `found` keeps what the reports said then: number of the figure → value, as text.
    Kept, the same figures are not asked about again; frozen anew, a decision says so.
    """

    class Said(models.TextChoices):
        KEEP = "keep", _("giữ mốc đã chốt")
        ANEW = "anew", _("chốt lại mốc")

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="bar_revisits")
    found = models.JSONField(default=dict)
    said = models.CharField(max_length=4, choices=Said)
    reason = models.TextField(_("lý do"))
    decided_on = models.DateField(_("ngày quyết định"))
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="exemplars_who_looks_at_a_bar_says_why", condition=~Q(reason="")
            ),
            CheckConstraint(
                name="exemplars_a_bar_is_frozen_anew_by_a_decision",
                condition=Q(said="keep") | Q(document__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exemplar_id}: {self.said}"


class FrozenBefore(models.Model):
    """What a figure was frozen at before a decision froze it anew; only added to."""

    figure = models.ForeignKey(
        ExemplarFigure, models.PROTECT, related_name="bars_before"
    )
    number = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    since = models.DateField()
    reported = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    revisit = models.ForeignKey(BarRevisit, models.PROTECT, related_name="before")

    class Meta:
        ordering = ["figure", "-number"]
        constraints = [
            UniqueConstraint(
                fields=["figure", "number"], name="exemplars_a_bar_moves_one_by_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure_id}.{self.number} = {self.value}"
