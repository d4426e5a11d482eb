"""Targets of persons: inside a unit, beside its report, never added up."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.target import Target
from thidua.indicators.models import Period
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person


class PersonTargetQuerySet(models.QuerySet["PersonTarget"]):
    """Words for targets of persons."""

    def visible_to(self, actor: Actor) -> Self:
        """Inside the unit and nowhere else, not even above it (ADR 0030)."""
        return self.filter(target__unit=actor.unit_id)

    def open_on(self, day: date) -> Self:
        """Those that somebody pursues on a day."""
        return self.filter(ended_on__isnull=True, starts_on__lte=day)


class PersonTarget(models.Model):
    """What a person of a unit is to reach, out of the unit's own target."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="persons")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    value = models.DecimalField(_("chỉ tiêu"), max_digits=24, decimal_places=6)
    starts_on = models.DateField(_("tính từ ngày"))
    due_on = models.DateField(_("thời hạn"))
    given_by = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    ended_on = models.DateField(_("thôi giao từ ngày"), null=True, blank=True)
    ended_because = models.CharField(_("lý do thôi giao"), max_length=300, blank=True)

    objects = PersonTargetQuerySet.as_manager()

    class Meta:
        ordering = ["person__sort_key", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["target", "person"],
                condition=Q(ended_on__isnull=True),
                name="campaigns_a_person_has_a_target_once",
            ),
            CheckConstraint(
                name="campaigns_a_persons_target_is_not_negative",
                condition=Q(value__gte=0),
            ),
            CheckConstraint(
                name="campaigns_a_persons_target_ended_says_why",
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} of {self.target_id}: {self.value}"


class PersonResult(models.Model):
    """What a person reached in a month (of a level: at its end), as the unit tells."""

    aim = models.ForeignKey(PersonTarget, models.PROTECT, related_name="results")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    told_by = models.CharField(max_length=200)
    told_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["period_id"]
        constraints = [
            UniqueConstraint(
                fields=["aim", "period"], name="campaigns_a_person_tells_once_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aim_id}, {self.period_id}: {self.value}"
