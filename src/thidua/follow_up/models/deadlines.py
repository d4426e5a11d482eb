"""Other due days, of calls and of findings: each with its reason, kept for ever."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.follow_up.models.inspections import Finding
from thidua.follow_up.models.reviews import ReviewCall


class DueChange(models.Model):
    """The due day of a call, or the deadline of a finding, became another; append-only.

    Whoever is late is judged by the day that holds now; what it was before stands here.
    """

    call = models.ForeignKey(
        ReviewCall, models.PROTECT, null=True, related_name="due_changes"
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="due_changes"
    )
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField(_("lý do"))
    said_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="follow_up_another_day_is_of_a_call_or_a_finding",
                condition=Q(call__isnull=False) ^ Q(finding__isnull=False),
            ),
            CheckConstraint(
                name="follow_up_another_day_is_another_one",
                condition=~Q(before=F("after")),
            ),
            CheckConstraint(
                name="follow_up_another_day_has_its_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id or self.finding_id}: {self.before} → {self.after}"
