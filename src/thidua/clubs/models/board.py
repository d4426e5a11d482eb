"""Who leads a club, from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.clubs.models.club import Club
from thidua.clubs.models.member import ClubMember
from thidua.organisations.models.constraints import days, no_two


class Role(models.TextChoices):
    """What one is on the board."""

    CHAIR = "chair", _("chủ nhiệm")
    VICE = "vice", _("phó chủ nhiệm")
    SECRETARY = "secretary", _("thư ký")


class BoardTerm(models.Model):
    """A member on the board for a time.

    `due_on` is the day until which they were chosen, `ends_on` the one on which they
    ended. Whose time is over leads on until somebody is chosen, so that a club is never
    without a chair while it is active; the desk asks for the choice.
    """

    club = models.ForeignKey(Club, models.PROTECT, related_name="terms")
    member = models.ForeignKey(ClubMember, models.PROTECT, related_name="terms")
    role = models.CharField(_("chức danh"), max_length=9, choices=Role)
    starts_on = models.DateField(_("từ ngày"))
    due_on = models.DateField(_("đến hết nhiệm kỳ"))
    ends_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["role", "starts_on", "pk"]
        constraints = [
            no_two(
                "club",
                over=days("starts_on", "ends_on"),
                condition=Q(role="chair"),
                name="clubs_a_club_has_one_chair_a_day",
            ),
            no_two(
                "club",
                over=days("starts_on", "ends_on"),
                condition=Q(role="secretary"),
                name="clubs_a_club_has_one_secretary_a_day",
            ),
            no_two(
                "member",
                over=days("starts_on", "ends_on"),
                name="clubs_a_member_has_one_seat_on_the_board_a_day",
            ),
            CheckConstraint(
                name="clubs_a_term_is_meant_to_last",
                condition=Q(due_on__gt=F("starts_on")),
            ),
            CheckConstraint(
                name="clubs_a_term_that_ended_says_when_and_why",
                condition=Q(ends_on__isnull=True, ended_because="")
                | Q(ends_on__gte=F("starts_on")) & ~Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.member_id}"
