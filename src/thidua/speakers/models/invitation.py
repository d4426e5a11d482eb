"""An invitation to speak: on which day, where, to whom, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.documents.models import Document
from thidua.exemplars.models import Learning, at_or_below
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit
from thidua.speakers.models.speaker import Form, Language, Speaker, Topic
from thidua.speakers.states import LIVE, PENDING, Asked


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words for invitations."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """To the speaker, to who writes for the unit that invites or that keeps the
        speaker, and to those above them."""
        if actor.is_system:
            return self
        mine = Q(pk__in=[])
        if actor.person_id is not None:
            mine = Q(speaker__person=actor.person_id)
        if not actor.holds(Power.RUN):
            return self.filter(mine)
        ours = at_or_below(actor.unit_id, day)
        return self.filter(mine | Q(unit__in=ours) | Q(speaker__home__in=ours))

    def live(self) -> Self:
        """Those that take the day of their speaker."""
        return self.filter(state__in=LIVE)

    def pending(self) -> Self:
        """Those of which something is still to come."""
        return self.filter(state__in=PENDING)

    def locked(self, invitation: Invitation) -> Invitation:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=invitation.pk)


class Invitation(models.Model):
    """A unit asks a speaker to come on a day.

    `day` is the one that is spoken of now: while the speaker's side has proposed
    another, that one. Every turn is kept in `InvitationTurn`.
    """

    class Part(models.TextChoices):
        MORNING = "morning", _("buổi sáng")
        AFTERNOON = "afternoon", _("buổi chiều")
        EVENING = "evening", _("buổi tối")

    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="invitations")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("nơi mời")
    )
    day = models.DateField(_("ngày"))
    part = models.CharField(_("buổi"), max_length=9, choices=Part, default=Part.MORNING)
    place = models.CharField(_("nơi nói"), max_length=200)
    form = models.CharField(_("hình thức"), max_length=13, choices=Form)
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, choices=Language, default=Language.VIETNAMESE
    )
    audience = models.CharField(_("ai nghe"), max_length=200)
    expected = models.PositiveIntegerField(_("dự kiến bao nhiêu người"))
    words = models.TextField(_("lời mời"), blank=True)
    state = models.CharField(max_length=10, choices=Asked, default=Asked.SENT)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The letter of invitation, once it is drawn up."""
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["speaker", "day"],
                condition=Q(state__in=["sent", "countered", "accepted", "held"]),
                name="speakers_one_speaks_at_one_place_a_day",
            ),
            CheckConstraint(
                name="speakers_somebody_is_to_listen", condition=Q(expected__gte=1)
            ),
            CheckConstraint(
                name="speakers_what_does_not_take_place_says_why",
                condition=~Q(state__in=["declined", "called_off", "not_held"])
                | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="speakers_invited_by_a_unit"),
            models.Index(fields=["speaker", "day"], name="speakers_invited_for_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_id} {self.day}: {self.state}"


class InvitationTurn(models.Model):
    """One turn of an invitation: who asked, answered, proposed another day, and why."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="turns")
    state = models.CharField(max_length=10, choices=Asked)
    day = models.DateField()
    """The day that was spoken of."""
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.state} {self.day}"


class WhatCame(models.Model):
    """What came of a talk, as the unit that invited tells it.

    `use` and `words` are of the unit whose people listened: for the speaker and the two
    units alone, never counted together, never ranked.
    """

    class Use(models.TextChoices):
        AT_ONCE = "at_once", _("làm theo được ngay")
        PARTLY = "partly", _("dùng được một phần")
        ADAPT = "adapt", _("cần nói sát hơn với nơi này")

    came = models.PositiveIntegerField(_("bao nhiêu người đến"))
    who = models.CharField(_("ai đã dự"), max_length=200)
    taken_home = models.TextField(_("người nghe mang về điều gì"))
    use = models.CharField(_("với nơi này"), max_length=7, choices=Use)
    words = models.CharField(_("lời nhắn người nói"), max_length=300, blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=200)

    class Meta:
        abstract = True


class TalkReport(WhatCame):
    """The first report of a talk; mended it stays, and a later one is read."""

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="report")

    class Meta:
        constraints = [
            CheckConstraint(
                name="speakers_a_report_says_what_was_taken_home",
                condition=~Q(taken_home=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.came}"


class MendedReport(WhatCame):
    """A report told anew, whole, and why; the last one is what holds."""

    report = models.ForeignKey(TalkReport, models.PROTECT, related_name="mended")
    number = models.PositiveIntegerField()
    """The second telling is number 2."""
    reason = models.CharField(_("vì sao sửa"), max_length=300)

    class Meta:
        ordering = ["number"]
        constraints = [
            UniqueConstraint(
                fields=["report", "number"], name="speakers_reports_are_mended_in_turn"
            ),
            CheckConstraint(
                name="speakers_a_mended_report_says_why",
                condition=~Q(taken_home="") & ~Q(reason="") & Q(number__gte=2),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.number}: {self.came}"


class BegunLearning(models.Model):
    """Somebody began to learn from the exemplar after the talk."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="begun")
    learning = models.ForeignKey(Learning, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(
                fields=["learning"], name="speakers_a_learning_begins_after_one_talk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.learning_id}"
