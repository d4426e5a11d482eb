"""What is changed after the launch, from a day on and for a reason; append-only."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.participation import Audience
from thidua.campaigns.models.target import Target
from thidua.organisations.models import Tree, Unit


class TargetChange(models.Model):
    """Another figure or another deadline for a target, and from which day it holds.

    Pace asks what held on a day: before `on` the figure and the deadline that were.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="changes")
    on = models.DateField(_("áp dụng từ ngày"))
    value_before = models.DecimalField(max_digits=24, decimal_places=6)
    value_after = models.DecimalField(max_digits=24, decimal_places=6)
    due_before = models.DateField()
    due_after = models.DateField()
    reason = models.TextField(_("lý do"))
    said_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            CheckConstraint(
                name="campaigns_a_changed_target_says_why",
                condition=~Q(reason=""),
            ),
            CheckConstraint(
                name="campaigns_a_change_changes_something",
                condition=~Q(value_before=F("value_after"), due_before=F("due_after")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.value_before} → {self.value_after}"


class AudienceChange(models.Model):
    """Another rule for an audience after the launch: who joined by it, and who left.

    The rule is told in whole, before and after; who joined and who left are numbers of
    units, so that the list can be read as it was decided.
    """

    audience = models.ForeignKey(Audience, models.PROTECT, related_name="changes")
    on = models.DateField(_("áp dụng từ ngày"))
    kinds_before = ArrayField(models.CharField(max_length=12, choices=Unit.Kind))
    kinds_after = ArrayField(models.CharField(max_length=12, choices=Unit.Kind))
    tree_before = models.ForeignKey(Tree, models.PROTECT, related_name="+")
    tree_after = models.ForeignKey(Tree, models.PROTECT, related_name="+")
    below_before = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    below_after = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reports_before = models.BooleanField()
    reports_after = models.BooleanField()
    added = ArrayField(models.BigIntegerField(), verbose_name=_("đơn vị thêm"))
    removed = ArrayField(models.BigIntegerField(), verbose_name=_("đơn vị ra"))
    reason = models.TextField(_("lý do"))
    said_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            CheckConstraint(
                name="campaigns_a_changed_audience_says_why",
                condition=~Q(reason=""),
            ),
            CheckConstraint(
                name="campaigns_a_changed_audience_is_another",
                condition=~Q(
                    kinds_before=F("kinds_after"),
                    tree_before=F("tree_after"),
                    below_before=F("below_after"),
                    reports_before=F("reports_after"),
                    added=[],
                    removed=[],
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience_id}: +{len(self.added)} −{len(self.removed)}"
