"""How a unit makes a campaign its own (cụ thể hóa)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.campaign import Campaign
from thidua.campaigns.states import PlanState
from thidua.organisations.models import Unit


class UnitPlan(models.Model):
    """A unit's plan in a campaign: focus, hard tasks, measures, start and end."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    focus = models.TextField(_("nội dung trọng tâm"), blank=True)
    hard_tasks = models.TextField(_("việc khó"), blank=True)
    measures = models.TextField(_("giải pháp, biện pháp"), blank=True)
    own_resolution = models.CharField(
        _("nghị quyết của đơn vị, địa phương"), max_length=300, blank=True
    )
    starts_on = models.DateField(_("bắt đầu"))
    ends_on = models.DateField(_("kết thúc"))
    state = models.CharField(max_length=7, choices=PlanState, default=PlanState.DRAFT)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["campaign", "unit"], name="campaigns_one_plan_per_unit"
            ),
            CheckConstraint(
                name="campaigns_a_plan_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            CheckConstraint(
                name="campaigns_an_adopted_plan_has_a_focus_and_measures",
                condition=Q(state="draft") | ~Q(focus="") & ~Q(measures=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.unit_id}"


class UnitPlanItem(models.Model):
    """The unit's own content, bound to an item of the campaign's tree."""

    plan = models.ForeignKey(UnitPlan, models.CASCADE, related_name="items")
    node_key = models.UUIDField()
    name = models.CharField(_("nội dung của đơn vị"), max_length=300)
    sector = models.CharField(
        _("gắn với phong trào của ngành"), max_length=200, blank=True
    )
    routine = models.CharField(
        _("gắn với nhiệm vụ thường xuyên"), max_length=200, blank=True
    )
    answers = models.CharField(_("người phụ trách"), max_length=120, blank=True)
    due_on = models.DateField(_("hoàn thành"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
