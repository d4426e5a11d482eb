"""Somebody or something promising, its plan of support, the invitation to register."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person, Power
from thidua.prospects.models.discovery import DiscoveryHit
from thidua.prospects.models.subject import Subject, at_or_below
from thidua.prospects.states import OPEN, MeasureState, State


class ProspectQuerySet(models.QuerySet["Prospect"]):
    """Words for prospects."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Known to who writes for the unit in charge, for a unit above it or for the
        bodies that run its campaign, and to who looks after it; the rest are a 404."""
        if actor.is_system:
            return self
        mine = Q(owner=actor.person_id) if actor.person_id else Q(pk__in=[])
        if not actor.holds(Power.RUN):
            return self.filter(mine)
        bodies = Q(campaign__office=actor.unit_id) | Q(campaign__launcher=actor.unit_id)
        ours = Q(home__in=at_or_below(actor.unit_id, day))
        return self.filter(mine | bodies | ours)

    def open(self) -> Self:
        """Those whom somebody still helps to grow."""
        return self.filter(state__in=OPEN)

    def locked(self, prospect: Prospect) -> Prospect:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=prospect.pk)


class Prospect(Subject):
    """A promising factor (nhân tố): who, why, who looks after it, where it stands.

    `owner` is the person of the unit in charge who looks after it.
    """

    class Source(models.TextChoices):
        TIP = "tip", _("tin báo")
        FIGURES = "figures", _("thấy từ số liệu")
        OFFICE = "office", _("đơn vị tự tìm")

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="+"
    )
    node_key = models.UUIDField(_("nội dung"), null=True, blank=True)
    what = models.TextField(_("vì sao là nhân tố"))
    source = models.CharField(max_length=7, choices=Source)
    hit = models.ForeignKey(
        DiscoveryHit, models.PROTECT, null=True, blank=True, related_name="prospects"
    )
    owner = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người phụ trách"),
    )
    state = models.CharField(max_length=10, choices=State, default=State.NURTURED)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(_("lý do khép lại"), max_length=500, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ProspectQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            *Subject.Meta.constraints,
            CheckConstraint(
                name="prospects_a_prospect_says_why_it_is_one", condition=~Q(what="")
            ),
            CheckConstraint(
                name="prospects_what_is_closed_says_when_and_why",
                condition=Q(state="closed", closed_at__isnull=False)
                & ~Q(closed_because="")
                | ~Q(state="closed") & Q(closed_at__isnull=True),
            ),
            UniqueConstraint(
                fields=["hit"],
                name="prospects_a_hit_is_taken_up_once",
            ),
        ]
        indexes = [
            models.Index(fields=["home", "state"], name="prospects_of_a_unit"),
            models.Index(fields=["campaign", "state"], name="prospects_of_a_campaign"),
            models.Index(fields=["owner"], name="prospects_looked_after_by"),
        ]


class SupportMeasure(models.Model):
    """One thing done to help a prospect grow: moral, technical or material.

    `cost` is in đồng; None where it costs nothing or is not known yet.
    """

    class Kind(models.TextChoices):
        MORAL = "moral", _("tinh thần")
        TECHNICAL = "technical", _("kỹ thuật")
        MATERIAL = "material", _("vật chất")

    prospect = models.ForeignKey(Prospect, models.PROTECT, related_name="measures")
    kind = models.CharField(_("hỗ trợ về"), max_length=9, choices=Kind)
    words = models.CharField(_("việc hỗ trợ"), max_length=300)
    by_whom = models.CharField(_("ai làm"), max_length=200, blank=True)
    cost = models.DecimalField(
        _("kinh phí, đồng"), max_digits=18, decimal_places=0, null=True, blank=True
    )
    due_on = models.DateField(_("hạn"))
    state = models.CharField(
        max_length=7, choices=MeasureState, default=MeasureState.PLANNED
    )
    told = models.CharField(_("kết quả, lý do"), max_length=500, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            CheckConstraint(
                name="prospects_a_measure_says_what_is_done", condition=~Q(words="")
            ),
            CheckConstraint(
                name="prospects_a_measure_costs_no_less_than_nothing",
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
            ),
            CheckConstraint(
                name="prospects_a_measure_that_is_over_says_how_and_when",
                condition=~Q(state__in=["done", "dropped"])
                | ~Q(told="") & Q(told_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(state__in=["planned", "ongoing"]),
                name="prospects_measures_due",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class ProspectInvitation(models.Model):
    """Somebody promising is asked to register as an exemplar, and answers."""

    class Answer(models.TextChoices):
        NONE = "", _("chưa trả lời")
        ACCEPTED = "accepted", _("nhận lời")
        DECLINED = "declined", _("chưa nhận lời")

    prospect = models.ForeignKey(Prospect, models.PROTECT, related_name="invitations")
    words = models.TextField(_("lời mời"), blank=True)
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True, default="")
    answer_words = models.CharField(_("nói gì"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    is_noted = models.BooleanField(_("đơn vị ghi lại"), default=False)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["prospect"],
                condition=Q(answer=""),
                name="prospects_one_invitation_waits_at_a_time",
            ),
            CheckConstraint(
                name="prospects_an_answer_says_by_whom_and_when",
                condition=Q(answer="")
                | Q(answered_at__isnull=False) & ~Q(answered_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prospect_id}: {self.answer}"
