"""What people are told, how it reaches them, and when the program reminds."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.follow_up.kinds import Kind, Mailing
from thidua.indicators.models import Form, Period, Report
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person, Unit

USUAL_BEFORE = 3
"""Working days before the due day on which the first reminder goes out."""
USUAL_AFTER = 2
"""Working days after the due day on which the unit above is told."""
QUIET_FROM, QUIET_UNTIL = 21, 6
"""Hours of the office's day between which no mail is sent."""


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    """Words for mailboxes."""

    def waiting(self) -> Self:
        """With an address of which nobody said yet that it is theirs."""
        return self.filter(verified_at__isnull=True).exclude(address="")


class Mailbox(models.Model):
    """Where a person's mail goes, the hours in which none is sent, the language of it.

    Without an address, notices are shown in the program alone. An address is used from
    the moment on at which its owner followed the link that was sent to it, last at
    `asked_at`. `entered_by` names whoever of the office entered it for them.
    """

    class Language(models.TextChoices):
        VIETNAMESE = "vi", "Tiếng Việt"
        ENGLISH = "en", "English"

    person = models.OneToOneField(Person, models.CASCADE, related_name="mailbox")
    address = models.EmailField(_("địa chỉ thư điện tử"), blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.CharField(max_length=400, blank=True)
    language = models.CharField(
        max_length=2, choices=Language, default=Language.VIETNAMESE
    )
    quiet_from = models.PositiveSmallIntegerField(
        _("không gửi từ (giờ)"), default=QUIET_FROM
    )
    quiet_until = models.PositiveSmallIntegerField(_("đến (giờ)"), default=QUIET_UNTIL)
    has_digest = models.BooleanField(_("nhận thư tổng hợp hằng tuần"), default=True)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="follow_up_nothing_is_verified_without_an_address",
                condition=Q(verified_at__isnull=True) | ~Q(address=""),
            ),
            CheckConstraint(
                name="follow_up_quiet_hours_are_hours_of_a_day",
                condition=Q(quiet_from__lt=24, quiet_until__lt=24),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class NoticeChoice(models.Model):
    """How one kind of notice reaches a person; without a row as `kinds.USUAL` says."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=12, choices=Kind)
    in_program = models.BooleanField(default=True)
    mailing = models.CharField(max_length=7, choices=Mailing)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["person", "kind"], name="follow_up_one_choice_for_each_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Words for notices."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """One's own, for the units for which one has a mandate on that day."""
        held = Mandate.objects.held_on(day).filter(
            person=actor.person_id, unit=OuterRef("unit")
        )
        return self.filter(Exists(held), person=actor.person_id)

    def unread(self) -> Self:
        """Not opened and not put aside."""
        return self.filter(read_at__isnull=True)

    def with_what_became(self) -> Self:
        """`is_settled`: the report that it asks for has come since."""
        sent = Report.objects.filter(
            form=OuterRef("form"),
            period=OuterRef("period"),
            unit=OuterRef("about"),
            first_submitted_at__isnull=False,
        )
        return self.annotate(is_settled=Exists(sent))


class Notice(models.Model):
    """One thing that one person is told once; `key` says what, which step, to whom.

    `path` is where the work is done. What asks for a report names its form, its period
    and the unit that owes it.
    """

    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    form = models.ForeignKey(Form, models.PROTECT, null=True, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    is_settled: bool  # given by `with_what_became`
    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            CheckConstraint(
                name="follow_up_a_notice_leads_into_the_house",
                condition=Q(path__regex=r"^/([^/]|$)"),
            ),
            CheckConstraint(
                name="follow_up_a_notice_says_something", condition=~Q(title="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(read_at__isnull=True),
                name="follow_up_unread",
            )
        ]

    def __str__(self) -> str:
        return self.key


class ReminderPlan(models.Model):
    """When units are reminded: of a form's report, or of what a campaign asks for.

    A form without a plan follows the campaign that asks by it, else what is usual. Days
    are working days: `days_before` the due day (0: no reminder before it), on the day
    itself, and `escalate_after` it (0: the unit above is not told).
    """

    form = models.OneToOneField(
        Form, models.CASCADE, null=True, blank=True, related_name="reminder_plan"
    )
    campaign = models.OneToOneField(
        Campaign, models.CASCADE, null=True, blank=True, related_name="reminder_plan"
    )
    is_on = models.BooleanField(_("nhắc tự động"), default=True)
    days_before = models.PositiveSmallIntegerField(
        _("nhắc trước hạn (ngày làm việc)"), default=USUAL_BEFORE
    )
    on_day = models.BooleanField(_("nhắc trong ngày đến hạn"), default=True)
    escalate_after = models.PositiveSmallIntegerField(
        _("báo lên cấp trên sau hạn (ngày làm việc)"), default=USUAL_AFTER
    )

    class Meta:
        constraints = [
            CheckConstraint(
                name="follow_up_a_plan_is_of_a_form_or_a_campaign",
                condition=Q(form__isnull=False) ^ Q(campaign__isnull=False),
            ),
            CheckConstraint(
                name="follow_up_reminders_stay_near_the_due_day",
                condition=Q(days_before__lte=20, escalate_after__lte=20),
            ),
        ]

    def __str__(self) -> str:
        of = self.form_id or self.campaign_id
        return f"{of}: -{self.days_before} +{self.escalate_after}"


class ReminderRound(models.Model):
    """The reminders of one day, sent once; what was past and left out is counted."""

    day = models.DateField(unique=True)
    held_at = models.DateTimeField()
    made_count = models.PositiveIntegerField(default=0)
    skipped_count = models.PositiveIntegerField(default=0)
    away_days = models.PositiveIntegerField(
        default=0, help_text=_("số ngày không có lượt nhắc nào trước lượt này")
    )

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.made_count}"
