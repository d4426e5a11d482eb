"""Who takes part: a rule while drafting, a frozen list from the launch on."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.campaign import Campaign
from thidua.organisations.models import Tree, Unit


class Audience(models.Model):
    """A kind of participant with content of its own, given by a rule."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="audiences")
    name = models.CharField(_("tên đối tượng"), max_length=200)
    kinds = ArrayField(
        models.CharField(max_length=12, choices=Unit.Kind),
        verbose_name=_("loại đơn vị"),
    )
    tree = models.ForeignKey(
        Tree, models.PROTECT, related_name="+", verbose_name=_("thuộc cây")
    )
    below = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("dưới đơn vị")
    )
    reports = models.BooleanField(_("có báo cáo số liệu"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "name"], name="campaigns_audiences_are_named_apart"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AudienceMemberQuerySet(models.QuerySet["AudienceMember"]):
    """Words for members of an audience."""

    def taking_part_on(self, day: date) -> Self:
        """Those that had joined by that day and had not left before it."""
        return self.filter(
            Q(left_on__isnull=True) | Q(left_on__gt=day), joined_on__lte=day
        )


class AudienceMember(models.Model):
    """A unit that takes part, since when, and whether it has said so."""

    audience = models.ForeignKey(Audience, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("lý do vào"), max_length=300, blank=True)
    left_because = models.CharField(
        _("lý do ra"), max_length=300, blank=True, default="", db_default=""
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)

    objects = AudienceMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["audience", "unit"],
                condition=Q(left_on__isnull=True),
                name="campaigns_a_unit_takes_part_once",
            ),
            CheckConstraint(
                name="campaigns_nobody_leaves_before_joining",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
            ),
            CheckConstraint(
                name="campaigns_who_leaves_says_why",
                condition=Q(left_on__isnull=True) | ~Q(left_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience_id}: {self.unit_id}"
