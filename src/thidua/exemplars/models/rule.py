"""When a learner has caught up, and when it has surpassed: the rule of a campaign."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.indicators.models import Indicator


class ComparisonRule(models.Model):
    """One edition of a campaign's rule of comparison; never changed, only followed.

    `tolerance` is in percent of the frozen value; `better_wanted` on how many figures
    one must be strictly better to have surpassed; `window` how many months of what
    flows are added up, for the exemplar and for its learners alike.
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="comparison_rules"
    )
    number = models.PositiveSmallIntegerField(default=1)
    tolerance = models.DecimalField(
        _("dung sai, %"), max_digits=5, decimal_places=2, default=Decimal(0)
    )
    better_wanted = models.PositiveSmallIntegerField(
        _("số chỉ tiêu phải hơn hẳn"), default=1
    )
    window = models.PositiveSmallIntegerField(_("số tháng cộng dồn"), default=12)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["campaign", "number"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "number"], name="exemplars_rules_are_numbered_apart"
            ),
            CheckConstraint(
                name="exemplars_a_later_rule_says_why",
                condition=Q(number=1) | ~Q(reason=""),
            ),
            CheckConstraint(
                name="exemplars_a_tolerance_is_a_share",
                condition=Q(tolerance__gte=0, tolerance__lte=50),
            ),
            CheckConstraint(
                name="exemplars_a_rule_wants_something_better",
                condition=Q(better_wanted__gte=1, window__gte=1, window__lte=60),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} v{self.number}"


class RuleLine(models.Model):
    """What a rule says of one indicator: obligatory, and a tolerance of its own."""

    rule = models.ForeignKey(ComparisonRule, models.PROTECT, related_name="lines")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    is_obligatory = models.BooleanField(_("bắt buộc"), default=True)
    tolerance = models.DecimalField(
        _("dung sai riêng"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    """In the measure of the indicator; None: the rule's percent."""

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["rule", "indicator"], name="exemplars_a_rule_says_a_thing_once"
            ),
            CheckConstraint(
                name="exemplars_a_tolerance_is_not_negative",
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}: {self.indicator_id}"
