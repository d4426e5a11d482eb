"""A code that a unit hands out, by which people without a sign-in register."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words for codes."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own unit."""
        return self.filter(unit=actor.unit_id)

    def open_on(self, day: date) -> Self:
        """Neither revoked nor past their last day."""
        return self.filter(revoked_at__isnull=True, ends_on__gte=day)


class Invitation(models.Model):
    """A unit lets people register in a campaign by a code, until a day."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField(_("mã"), max_length=12, unique=True)
    label = models.CharField(_("phát cho ai"), max_length=120)
    ends_on = models.DateField(_("dùng đến hết ngày"))
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=200, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            CheckConstraint(
                name="pledges_a_revoked_code_says_by_whom",
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label
