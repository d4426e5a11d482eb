"""The report of six months or a year: asked of every unit, sent up, received."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.documents.models import Document
from thidua.follow_up.states import ReviewState
from thidua.indicators.models import Period
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


class ReviewCall(models.Model):
    """The office of a campaign asks all who take part to report on a half-year or year.

    Whom it asks, and to whom each answers, is kept as its reviews.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="review_calls")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    due_on = models.DateField(_("hạn gửi"))
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-due_on", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "period"],
                name="follow_up_a_period_is_reported_on_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.period_id}"


def with_those_before(actor: Actor) -> RawSQL:
    """The unit of a role, and all whose place it took."""
    return RawSQL("select unit_id from organisations_before(%s)", [actor.unit_id])


class ReviewQuerySet(models.QuerySet["Review"]):
    """Words for reviews."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, those sent to one's unit, all of a campaign that one runs; and
        those of the units whose place one's own took."""
        if actor.is_system:
            return self
        unit, ours = actor.unit_id, with_those_before(actor)
        runs = Q(call__campaign__office=unit) | Q(call__campaign__launcher=unit)
        return self.filter(Q(unit__in=ours) | Q(receiver__in=ours) | runs)

    def locked(self, review: Review) -> Review:
        """The same review, fresh from the database and held until commit."""
        fresh = self.select_related("call__campaign", "call__period", "document")
        return fresh.select_for_update(of=("self",)).get(pk=review.pk)


class Review(models.Model):
    """What one unit reports of the period: figures, and four parts in words.

    `figures` are rows of the table as sent: name, measure, in the period, to date,
    target, percent; before it is sent they are read anew.
    """

    call = models.ForeignKey(ReviewCall, models.PROTECT, related_name="reviews")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reviews")
    receiver = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8, choices=ReviewState, default=ReviewState.WRITING
    )
    results = models.TextField(_("kết quả nổi bật"), blank=True)
    exemplars = models.TextField(_("điển hình, cách làm hay"), blank=True)
    difficulties = models.TextField(_("khó khăn, hạn chế, nguyên nhân"), blank=True)
    proposals = models.TextField(_("đề xuất, kiến nghị"), blank=True)
    figures = models.JSONField(default=list)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="review"
    )
    first_sent_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["call", "unit"], name="follow_up_a_unit_reports_once_a_period"
            ),
            CheckConstraint(
                name="follow_up_nobody_reports_to_itself",
                condition=~Q(unit=F("receiver")),
            ),
            CheckConstraint(
                name="follow_up_a_returned_review_says_why",
                condition=~Q(state="returned") | ~Q(return_reason=""),
            ),
            CheckConstraint(
                name="follow_up_a_sent_review_says_when",
                condition=Q(state__in=["writing", "returned"])
                | Q(sent_at__isnull=False, first_sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.call_id}"
