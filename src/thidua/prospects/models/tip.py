"""Somebody tells of a person, a unit or a practice worth looking at."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person, Power, Unit
from thidua.prospects.models.prospect import Prospect
from thidua.prospects.models.subject import Subject, at_or_below
from thidua.prospects.states import TO_ANSWER, TipState


class TipQuerySet(models.QuerySet["Tip"]):
    """Words for tips."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Known to whoever told it, and to who writes for the unit in charge or for a
        unit above it; the rest are a 404."""
        if actor.is_system:
            return self
        mine = Q(teller=actor.person_id) if actor.person_id else Q(pk__in=[])
        if not actor.holds(Power.RUN):
            return self.filter(mine)
        return self.filter(mine | Q(home__in=at_or_below(actor.unit_id, day)))

    def to_answer(self) -> Self:
        """Those whose teller still waits for a word."""
        return self.filter(state__in=TO_ANSWER)

    def awaiting(self, actor: Actor) -> Self:
        """Those that the actor's own unit is to answer, and this person may."""
        left = self.to_answer().filter(home=actor.unit_id or 0)
        return left.exclude(teller=actor.person_id) if actor.person_id else left

    def locked(self, tip: Tip) -> Tip:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=tip.pk)


class Tip(Subject):
    """A tip: whom it is about, where, what they did; and what became of it.

    `where` is the place that the teller named; `home` the unit that answers: that place
    or, where nobody serves there, the next above it.
    """

    where = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("ở đâu")
    )
    what = models.TextField(_("đã làm gì"))
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="+"
    )
    node_key = models.UUIDField(_("nội dung"), null=True, blank=True)
    picture = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    teller = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_by = models.CharField(max_length=200)
    told_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=TipState, default=TipState.SENT)
    answer = models.CharField(_("trả lời"), max_length=500, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    joined_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="doubles"
    )
    prospect = models.ForeignKey(
        Prospect, models.PROTECT, null=True, blank=True, related_name="tips"
    )
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = TipQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            *Subject.Meta.constraints,
            CheckConstraint(
                name="prospects_a_tip_says_what_was_done", condition=~Q(what="")
            ),
            CheckConstraint(
                name="prospects_what_is_answered_says_what_by_whom_and_when",
                condition=~Q(state__in=["answered", "taken_up"])
                | ~Q(answer="") & ~Q(answered_by="") & Q(answered_at__isnull=False),
            ),
            CheckConstraint(
                name="prospects_what_is_taken_up_names_its_prospect",
                condition=~Q(state="taken_up") | Q(prospect__isnull=False),
            ),
            CheckConstraint(
                name="prospects_what_is_joined_says_into_which",
                condition=Q(state="joined", joined_into__isnull=False)
                | ~Q(state="joined") & Q(joined_into__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["home", "state"], name="prospects_tips_of_a_unit"),
            models.Index(fields=["teller"], name="prospects_tips_of_a_teller"),
            models.Index(fields=["folded"], name="prospects_tips_called"),
        ]


class TipBefore(models.Model):
    """What a tip told before its teller corrected it; rows are only added.

    `number` is the version that the tip had then.
    """

    tip = models.ForeignKey(Tip, models.PROTECT, related_name="before")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("đối tượng"), max_length=9, choices=Subject.Kind)
    name = models.CharField(_("tên"), max_length=200)
    what = models.TextField(_("đã làm gì"))
    where = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("ở đâu")
    )
    place = models.CharField(_("ấp, tổ"), max_length=200, blank=True)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="+"
    )
    node_key = models.UUIDField(_("nội dung"), null=True, blank=True)
    picture = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            UniqueConstraint(
                fields=["tip", "number"], name="prospects_a_tip_changes_one_by_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tip_id}.{self.number}"

    @classmethod
    def of(cls, tip: Tip, at: datetime) -> Self:
        """What a tip tells until then; not saved."""
        return cls(
            tip=tip,
            number=tip.version,
            kind=tip.kind,
            name=tip.name,
            what=tip.what,
            where_id=tip.where_id,
            place=tip.place,
            campaign_id=tip.campaign_id,
            node_key=tip.node_key,
            picture_id=tip.picture_id,
            replaced_at=at,
        )
