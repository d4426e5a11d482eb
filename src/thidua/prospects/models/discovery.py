"""What a search of the figures found, and what an office said of it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.indicators.models import IndicatorVersion, Period
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit
from thidua.prospects.models.subject import at_or_below


class DiscoveryRun(models.Model):
    """One search of a campaign's figures: dated, and worked out again alike.

    `parameters` are those of the method; `read` says what was read (units, indicators,
    figures, and a hash of them); `set_aside` who could not be compared, and why.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    last_month = models.ForeignKey(Period, models.PROTECT, related_name="+")
    parameters = models.JSONField(encoder=DjangoJSONEncoder)
    read = models.JSONField(encoder=DjangoJSONEncoder)
    set_aside = models.JSONField(encoder=DjangoJSONEncoder)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["campaign", "-made_at"], name="prospects_runs_of_campaign"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} at {self.made_at}"


class HitQuerySet(models.QuerySet["DiscoveryHit"]):
    """Words for hits."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Known to who writes for the unit found, for a unit above it, or for the
        bodies that run the campaign."""
        if actor.is_system:
            return self
        if not actor.holds(Power.RUN):
            return self.none()
        bodies = Q(campaign__office=actor.unit_id) | Q(campaign__launcher=actor.unit_id)
        return self.filter(bodies | Q(unit__in=at_or_below(actor.unit_id, day)))

    def of_last_run(self) -> Self:
        """Those of the newest search of each campaign."""
        newest = DiscoveryRun.objects.filter(campaign=OuterRef("campaign"))
        return self.filter(run=Subquery(newest.values("pk")[:1]))

    def to_decide(self) -> Self:
        """Neither taken up nor dismissed for figures like these."""
        return self.of_last_run().filter(prospects__isnull=True, stands=False)


class DiscoveryHit(models.Model):
    """A unit that does markedly better than its peers on an indicator.

    `score` is how many usual deviations it stands ahead of what its peers reach from
    such a start; `months_ahead` of `months_told` is how lasting that is. `picture`
    holds its peers' points, as they were then. `stands` is true where it was dismissed,
    or is looked after already, and the figures are much the same.
    """

    run = models.ForeignKey(DiscoveryRun, models.PROTECT, related_name="hits")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    version = models.ForeignKey(IndicatorVersion, models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=9, decimal_places=3)
    start = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    expected = models.DecimalField(max_digits=24, decimal_places=6)
    months_ahead = models.PositiveSmallIntegerField()
    months_told = models.PositiveSmallIntegerField()
    picture = models.JSONField(encoder=DjangoJSONEncoder)
    stands = models.BooleanField(_("đã trả lời"), default=False)

    objects = HitQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["run", "unit", "version"],
                name="prospects_a_search_finds_a_unit_once_per_indicator",
            ),
            CheckConstraint(
                name="prospects_nobody_is_ahead_longer_than_told",
                condition=Q(months_ahead__lte=F("months_told")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.version_id}: {self.score}"


class HitDismissal(models.Model):
    """An officer looked and said why it is none; it is not shown again for that.

    It holds for the unit, the indicator and the campaign until the score has grown by a
    whole deviation since, or twelve months are over; then the figures are others.
    """

    hit = models.OneToOneField(DiscoveryHit, models.PROTECT, related_name="dismissal")
    reason = models.CharField(_("lý do"), max_length=300)
    by = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="prospects_a_dismissal_says_why", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hit_id}: {self.reason}"
