"""Letters that urge: a document of the office, and the units that it goes to."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.documents.models import Document
from thidua.documents.states import WITH_NUMBER
from thidua.indicators.models import Form, Period
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


class UrgingLetterQuerySet(models.QuerySet["UrgingLetter"]):
    """Words for letters."""

    def visible_to(self, actor: Actor) -> Self:
        """Who wrote it; once it has a number, those it goes to."""
        if actor.is_system:
            return self
        urged = UrgedUnit.objects.filter(unit=actor.unit_id).values("letter")
        return self.filter(
            Q(unit=actor.unit_id) | Q(pk__in=urged, document__state__in=WITH_NUMBER)
        )

    def issued_by(self, at: datetime) -> Self:
        """Those that had gone out by a moment."""
        return self.filter(told_at__isnull=False, told_at__lt=at)


class UrgingLetter(models.Model):
    """One official letter (công văn) that urges units to send a form's report."""

    document = models.OneToOneField(
        Document, models.PROTECT, related_name="urging_letter"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("cơ quan đôn đốc")
    )
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    due_on = models.DateField(_("hạn đã qua"))
    answer_by = models.DateField(_("đề nghị gửi trước ngày"))
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects = UrgingLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            CheckConstraint(
                name="follow_up_a_letter_urges_after_the_due_day",
                condition=Q(answer_by__gt=models.F("due_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.form_id}/{self.period_id}"


class UrgedUnit(models.Model):
    """A unit that a letter goes to."""

    letter = models.ForeignKey(UrgingLetter, models.CASCADE, related_name="urged")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters_met")

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["letter", "unit"], name="follow_up_a_letter_goes_to_a_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} → {self.unit_id}"
