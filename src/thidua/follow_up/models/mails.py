"""The outbox: every mail is written down before it is sent, and once only."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from thidua.follow_up.kinds import Kind
from thidua.follow_up.states import MailState
from thidua.indicators.models import Form, Period
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person, Unit


class MailQuerySet(models.QuerySet["Mail"]):
    """Words for mails."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that one's own unit caused; an administrator sees all."""
        if actor.is_system or actor.is_administrator:
            return self
        return self.filter(origin=actor.unit_id)

    def ready(self, at: datetime) -> Self:
        """Waiting, out of the quiet hours, and not put back for a while."""
        return self.filter(
            Q(again_at__isnull=True) | Q(again_at__lte=Now()),
            state=MailState.WAITING,
            held_until__lte=at,
        )

    def troubled(self) -> Self:
        """Those that a person has to decide about."""
        return self.filter(state__in=[MailState.UNCLEAR, MailState.FAILED])


class Mail(models.Model):
    """One mail to one person.

    `key` is that of its notice, so that it is written once; the Message-ID follows from
    it. `held_until` is a moment of the office (quiet hours); `taken_at` and `again_at`
    are moments of the wall by the database's own clock, because a worker's life and a
    server's patience do not follow the day on which a demonstration stands.
    """

    class Fault(models.TextChoices):
        """What stood in the way."""

        ADDRESS = "address", _("máy chủ thư không nhận địa chỉ này")
        SENDER = "sender", _("máy chủ thư không nhận thư của chương trình")
        SIGN_IN = "sign-in", _("máy chủ thư không cho chương trình đăng nhập")
        SERVER = "server", _("không nối được máy chủ thư")
        BUSY = "busy", _("máy chủ thư bảo gửi lại sau")
        CUT_OFF = "cut-off", _("đường truyền đứt giữa lúc gửi")
        DIED = "died", _("tiến trình nền dừng giữa lúc gửi")
        UNSET = "unset", _("chưa khai máy chủ thư")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="mails")
    address = models.EmailField(_("gửi đến"))
    origin = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("nơi gửi")
    )
    subject = models.CharField(_("tiêu đề"), max_length=300)
    text = models.TextField()
    path = models.CharField(max_length=300)
    form = models.ForeignKey(Form, models.PROTECT, null=True, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    made_at = models.DateTimeField()
    held_until = models.DateTimeField()
    again_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=8, choices=Fault, blank=True)
    said = models.CharField(_("máy chủ nói"), max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            CheckConstraint(
                name="follow_up_a_mail_on_its_way_says_since_when",
                condition=~Q(state="sending") | Q(taken_at__isnull=False),
            ),
            CheckConstraint(
                name="follow_up_a_sent_mail_says_when",
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
            ),
            CheckConstraint(
                name="follow_up_a_troubled_mail_says_why",
                condition=~Q(state__in=["failed", "unclear"]) | ~Q(fault=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_until"],
                condition=Q(state="waiting"),
                name="follow_up_mails_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def message_id(self) -> str:
        """The same for the same mail, however often it is handed over."""
        return f"<{hashlib.sha256(self.key.encode()).hexdigest()[:40]}@thidua>"
