"""What the head of a unit did for a campaign: launched, urged, guided, checked."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.indicators.models import Period
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Unit


class DutyQuerySet(models.QuerySet["Duty"]):
    """Words for what heads did."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Of one's own unit and of those below it."""
        if actor.is_system:
            return self
        below = Lineage.objects.filter(ancestor=actor.unit_id, during__contains=day)
        return self.filter(Q(unit=actor.unit_id) | Q(unit__in=below.values("unit")))

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at__isnull=True)


class Duty(models.Model):
    """One thing that the head of a unit did on a day, and its proof.

    The launching is done once; the other three are asked for every quarter (`period`).
    """

    class Kind(models.TextChoices):
        LAUNCH = "launch", _("phát động")
        URGE = "urge", _("đôn đốc")
        GUIDE = "guide", _("hướng dẫn")
        CHECK = "check", _("kiểm tra")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("việc"), max_length=6, choices=Kind)
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    done_on = models.DateField(_("ngày làm"))
    what = models.TextField(_("đã làm gì"))
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=300, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-pk"]
        constraints = [
            CheckConstraint(
                name="pledges_a_duty_says_what_was_done", condition=~Q(what="")
            ),
            CheckConstraint(
                name="pledges_a_duty_taken_back_says_why",
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_because=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "unit", "period"], name="pledges_duties_of_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.kind} {self.done_on}"
