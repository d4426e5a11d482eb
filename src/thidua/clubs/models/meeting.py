"""A meeting of a club: what is on, who is asked, who came, what they took home."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.clubs.models.club import Club
from thidua.clubs.models.member import ClubMember
from thidua.clubs.states import AHEAD, MeetingState
from thidua.documents.models import Document
from thidua.exemplars.models import Learning, Visit
from thidua.organisations.models import Person, Unit


class ClubMeetingQuerySet(models.QuerySet["ClubMeeting"]):
    """Words for meetings."""

    def ahead(self) -> Self:
        """Those of which no minutes are written yet."""
        return self.filter(state__in=AHEAD)

    def held(self) -> Self:
        """Those that took place, with minutes."""
        return self.exclude(state__in=[*AHEAD, MeetingState.CANCELLED])

    def locked(self, meeting: ClubMeeting) -> ClubMeeting:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=meeting.pk)


class ClubMeeting(models.Model):
    """Where and when a club meets, and the minutes of it.

    The chair approves the minutes; from then on nothing in them changes.
    """

    club = models.ForeignKey(Club, models.PROTECT, related_name="meetings")
    title = models.CharField(_("chủ đề"), max_length=200)
    held_on = models.DateField(_("ngày"))
    starts_at = models.TimeField(_("giờ"))
    place = models.CharField(_("nơi họp"), max_length=200)
    words = models.TextField(_("lời mời, điều cần chuẩn bị"), blank=True)
    state = models.CharField(
        max_length=9, choices=MeetingState, default=MeetingState.PLANNED
    )
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    led_by = models.CharField(_("chủ trì"), max_length=200, blank=True)
    minutes = models.TextField(_("diễn biến"), blank=True)
    conclusions = models.TextField(_("kết luận"), blank=True)
    """One a line."""
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=200)
    invited_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.CharField(max_length=200, blank=True)
    written_by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="club_meeting"
    )
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ClubMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-starts_at", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["club", "held_on", "starts_at"],
                condition=~Q(state="cancelled"),
                name="clubs_a_club_meets_once_at_a_time",
            ),
            CheckConstraint(
                name="clubs_a_meeting_has_a_subject_and_a_place",
                condition=~Q(title="") & ~Q(place=""),
            ),
            CheckConstraint(
                name="clubs_what_is_cancelled_or_returned_says_why",
                condition=~Q(state__in=["cancelled", "returned"]) | ~Q(reason=""),
            ),
            CheckConstraint(
                name="clubs_minutes_say_what_was_said_and_who_wrote_them",
                condition=~Q(state__in=["written", "returned", "approved"])
                | ~Q(minutes="") & ~Q(written_by="") & Q(written_at__isnull=False),
            ),
            CheckConstraint(
                name="clubs_who_approves_says_so_with_the_hour",
                condition=Q(state="approved", approved_at__isnull=False)
                & ~Q(approved_by="")
                | ~Q(state="approved") & Q(approved_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["club", "state"], name="clubs_meetings_of_a_club"),
            models.Index(fields=["state", "held_on"], name="clubs_meetings_by_day"),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """One item of the agenda: what, who leads it, for how many minutes; what came."""

    meeting = models.ForeignKey(ClubMeeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(_("nội dung"), max_length=300)
    led_by = models.CharField(_("ai dẫn"), max_length=200, blank=True)
    member = models.ForeignKey(
        ClubMember, models.PROTECT, null=True, blank=True, related_name="items"
    )
    lasts = models.PositiveSmallIntegerField(_("phút"))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["meeting", "position"], name="clubs_items_stand_in_order"
            ),
            CheckConstraint(
                name="clubs_an_item_says_what_and_lasts",
                condition=~Q(words="") & Q(lasts__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Invitee(models.Model):
    """A member or a guest who is asked to a meeting; whether they come, whether they
    came and with how many (nobody counted yet: null; nobody came: 0)."""

    class Answer(models.TextChoices):
        NONE = "", _("chưa trả lời")
        COMES = "comes", _("sẽ dự")
        AWAY = "away", _("không dự được")

    meeting = models.ForeignKey(ClubMeeting, models.CASCADE, related_name="invitees")
    member = models.ForeignKey(
        ClubMember, models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("khách mời"), max_length=200, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The guest who is called so and signs in: they are told in the program."""
    told_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=5, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    people = models.PositiveIntegerField(_("số người dự"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="clubs_somebody_is_asked_to_a_meeting",
                condition=Q(member__isnull=False, unit__isnull=True, name="")
                | Q(member__isnull=True, unit__isnull=False, name="")
                | Q(member__isnull=True, unit__isnull=True) & ~Q(name=""),
            ),
            UniqueConstraint(
                fields=["meeting", "member"], name="clubs_a_member_is_asked_once"
            ),
            UniqueConstraint(
                fields=["meeting", "unit"], name="clubs_a_guest_is_asked_once"
            ),
            UniqueConstraint(
                fields=["meeting", "person"], name="clubs_a_guest_in_person_once"
            ),
            CheckConstraint(
                name="clubs_a_guest_in_person_has_a_name",
                condition=Q(person__isnull=True) | ~Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.member_id or self.unit_id)


class TakenHome(models.Model):
    """What a learner of one of the club's exemplars took home from a meeting.

    `visit` is the session in the learner's plan that came of it, once the chair
    approved the minutes.
    """

    meeting = models.ForeignKey(ClubMeeting, models.CASCADE, related_name="taken_home")
    learning = models.ForeignKey(Learning, models.PROTECT, related_name="club_meetings")
    people = models.PositiveIntegerField(_("số người"))
    words = models.TextField(_("mang về điều gì"), blank=True)
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="taken_home"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(
                fields=["meeting", "learning"],
                name="clubs_a_learner_takes_home_once_a_meeting",
            ),
            CheckConstraint(
                name="clubs_somebody_of_a_learner_was_there", condition=Q(people__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_id} at {self.meeting_id}"
