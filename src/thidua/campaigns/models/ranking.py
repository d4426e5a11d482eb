"""A goal on an index that others publish: “top 20 of PAR INDEX by 2025”."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.campaign import Campaign
from thidua.indices.models import CompositeIndex, MakeUp
from thidua.organisations.models import Unit


class IndexGoal(models.Model):
    """What a province is to reach in an index by a year; never split, never added up.

    A rank is reached from above (`value` or better means lower), a score from below.
    A score is bound to the make-up it was set under: under another it says nothing.
    """

    class Kind(models.TextChoices):
        RANK = "rank", _("vào nhóm hạng (từ hạng này trở lên)")
        SCORE = "score", _("đạt điểm (từ điểm này trở lên)")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="index_goals")
    node_key = models.UUIDField()
    index = models.ForeignKey(CompositeIndex, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("đặt theo"), max_length=5, choices=Kind)
    value = models.DecimalField(_("mức phải đạt"), max_digits=9, decimal_places=4)
    by_year = models.PositiveSmallIntegerField(_("theo công bố của năm"))
    make_up = models.ForeignKey(MakeUp, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["by_year", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "node_key", "index", "unit", "kind", "by_year"],
                name="campaigns_one_goal_per_index_unit_and_year",
            ),
            CheckConstraint(
                name="campaigns_a_rank_to_reach_is_a_place",
                condition=~Q(kind="rank") | Q(value__gte=1),
            ),
            CheckConstraint(
                name="campaigns_a_score_to_reach_names_its_make_up",
                condition=~Q(kind="score") | Q(make_up__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index_id} {self.kind} {self.value} by {self.by_year}"
