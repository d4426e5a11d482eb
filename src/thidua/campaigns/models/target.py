"""A target: a content item, an indicator, a unit, a plan, and a rule to split it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.campaign import (
    Campaign,
    Stewardship,
    itself_and_before,
)
from thidua.campaigns.states import TargetState
from thidua.indicators.models import IndicatorVersion, Period
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Unit


class TargetQuerySet(models.QuerySet["Target"]):
    """Words for targets."""

    def open(self) -> Self:
        """Those still pursued: not closed by a reform or a decision."""
        return self.exclude(state=TargetState.ENDED)

    def open_on(self, day: date) -> Self:
        """Those pursued on a day before a hand-over: not closed yet, not to come."""
        return self.filter(Q(opened_on__isnull=True) | Q(opened_on__lte=day)).filter(
            ~Q(state=TargetState.ENDED) | Q(ended_on__gt=day)
        )

    def open_in(self, campaigns: Iterable[Campaign]) -> Self:
        """Those pursued in each campaign now, or on the day as which it is seen."""
        together: dict[date | None, list[int]] = defaultdict(list)
        for campaign in campaigns:
            together[campaign.seen_on].append(campaign.pk)
        found = self.none()
        for day, numbers in together.items():
            pursued = self.open() if day is None else self.open_on(day)
            found |= pursued.filter(campaign__in=numbers)
        return found

    def visible_to(self, actor: Actor, *, split: bool = False) -> Self:
        """Of a campaign one knows: what is bargained with another place stays closed.

        The target of the whole is for everybody. A unit's target is known to the unit,
        to whoever gives it, to those above the unit in any tree, to the bodies of the
        campaign now and before a hand-over, and to the successors of any of these. How
        a target is `split` among those below shows all their figures: it is for these
        alone, the target of the whole included.
        """
        unit_id = actor.unit_id
        ours = itself_and_before(unit_id)
        above = Lineage.objects.filter(unit=OuterRef("unit"), ancestor__in=ours)
        stewards = Stewardship.objects.of(unit_id).values("campaign")
        known = Q(campaign__in=stewards) | Q(Exists(above))
        parties = ("campaign__launcher", "campaign__office", "campaign__root")
        for party in ("unit", "parent__unit", *parties):
            known |= Q(**{f"{party}__in": ours})
        return self.filter(known if split else known | Q(parent__isnull=True))

    def waiting_for(self, unit_id: int | None) -> Self:
        """Those on which the unit that takes must still say something."""
        return self.filter(
            unit=unit_id, state__in=[TargetState.PROPOSED, TargetState.INSISTED]
        )

    def countered_to(self, unit_id: int | None) -> Self:
        """Those on which the unit that gives must answer another figure."""
        return self.filter(parent__unit=unit_id, state=TargetState.COUNTERED)

    def locked(self, target: Target) -> Target:
        """The same target, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=target.pk)


class Target(models.Model):
    """What a unit is to reach by a day on an indicator, for an item of content."""

    class Split(models.TextChoices):
        SUM = "sum", _("tổng các đơn vị bằng số được giao")
        WEIGHTED = "weighted", _("bình quân theo mẫu số kế hoạch bằng số được giao")
        EACH = "each", _("mỗi đơn vị ít nhất bằng số được giao")
        COUNT = "count", _("đủ số đơn vị đạt mức")
        NONE = "none", _("không giao xuống dưới")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="targets")
    node_key = models.UUIDField()
    version = models.ForeignKey(IndicatorVersion, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    split = models.CharField(_("cách giao"), max_length=8, choices=Split, blank=True)
    value = models.DecimalField(_("chỉ tiêu"), max_digits=24, decimal_places=6)
    baseline = models.DecimalField(
        _("xuất phát điểm"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    weight = models.DecimalField(
        _("mẫu số kế hoạch"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    level_to_meet = models.DecimalField(
        _("mức phải đạt"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    starts_on = models.DateField(_("tính từ ngày"))
    due_on = models.DateField(_("thời hạn"))
    state = models.CharField(
        max_length=9, choices=TargetState, default=TargetState.PROPOSED
    )
    proposed_value = models.DecimalField(
        _("số đơn vị đề nghị"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    changed_on = models.DateField(_("đổi lần cuối, từ ngày"), null=True, blank=True)
    opened_on = models.DateField(_("kế thừa từ ngày"), null=True, blank=True)
    ended_on = models.DateField(_("khép lại từ ngày"), null=True, blank=True)
    ended_from = models.CharField(
        _("trước khi khép lại"), max_length=9, choices=TargetState, blank=True
    )
    ended_because = models.CharField(_("lý do khép lại"), max_length=300, blank=True)
    last_value = models.DecimalField(
        _("số đạt được khi khép lại"),
        max_digits=24,
        decimal_places=6,
        null=True,
        blank=True,
    )
    carried_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_from"
    )
    revision = models.PositiveIntegerField(default=1)

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="campaigns_an_ended_target_says_when_and_why",
                condition=~Q(state="ended")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
            ),
            UniqueConstraint(
                fields=["campaign", "node_key", "version", "unit"],
                condition=~Q(state="ended"),
                name="campaigns_one_target_per_item_indicator_and_unit",
            ),
            CheckConstraint(
                name="campaigns_a_target_is_due_after_it_starts",
                condition=Q(due_on__gt=F("starts_on")),
            ),
            CheckConstraint(
                name="campaigns_a_countered_target_names_the_other_figure",
                condition=~Q(state="countered") | Q(proposed_value__isnull=False),
            ),
            CheckConstraint(
                name="campaigns_a_count_says_which_level_counts",
                condition=~Q(split="count") | Q(level_to_meet__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} of {self.unit_id}: {self.value}"

    def state_on(self, day: date | None) -> TargetState:
        """Where it stood on a day before it was closed; None: where it stands now."""
        is_later = day is not None and self.ended_on is not None and self.ended_on > day
        return TargetState((is_later and self.ended_from) or self.state)


class SplitWeight(models.Model):
    """What a unit counts for when a target is split: its planned denominator."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="weights")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    weight = models.DecimalField(_("mẫu số"), max_digits=24, decimal_places=6)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["target", "unit"], name="campaigns_one_weight_per_unit"
            ),
            CheckConstraint(
                name="campaigns_a_weight_is_not_negative", condition=Q(weight__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}, {self.unit_id}: {self.weight}"


class TargetPlan(models.Model):
    """What is to be reached by the end of a period; without rows it runs straight."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="plan")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=6)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["target", "period"], name="campaigns_one_plan_per_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}, {self.period_id}: {self.value}"


class TargetRound(models.Model):
    """One word in the negotiation of a target; append-only."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="rounds")
    move = models.CharField(max_length=9, choices=TargetState)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    reason = models.TextField(_("lý do"), blank=True)
    said_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            CheckConstraint(
                name="campaigns_a_counter_proposal_says_why",
                condition=~Q(move__in=["countered", "insisted"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.move}"
