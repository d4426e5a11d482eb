"""Who belongs to a club, since when, and who left it when and why."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.clubs.models.club import Club
from thidua.clubs.states import OPEN, Standing
from thidua.exemplars.models import Exemplar
from thidua.organisations.models import Person
from thidua.organisations.models.constraints import days, no_two
from thidua.prospects.models import Subject


class ClubMemberQuerySet(models.QuerySet["ClubMember"]):
    """Words for members."""

    def today(self) -> Self:
        """Those who belong now."""
        return self.filter(state=Standing.MEMBER)

    def on(self, day: date) -> Self:
        """Those who belonged on a day."""
        return self.filter(
            Q(left_on__isnull=True) | Q(left_on__gt=day), joined_on__lte=day
        )

    def locked(self, member: ClubMember) -> ClubMember:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=member.pk)


class ClubMember(Subject):
    """An exemplar of the register, or somebody who learns, in a club.

    `home` is the unit in charge of the person, household, group, unit or practice.
    One row is one time: who comes back after leaving has a row of its own. The name of
    a person, a household or a group is shown outside only with consent (`shows_name`);
    that of an exemplar by what was consented to there. `contact` stays inside.
    """

    class Way(models.TextChoices):
        FOUNDER = "founder", _("hội viên sáng lập")
        REQUEST = "request", _("tự xin vào")
        INVITATION = "invitation", _("được mời")

    club = models.ForeignKey(Club, models.PROTECT, related_name="members")
    exemplar = models.ForeignKey(
        Exemplar, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    way = models.CharField(max_length=10, choices=Way)
    state = models.CharField(max_length=8, choices=Standing)
    words = models.CharField(_("vì sao muốn vào"), max_length=500, blank=True)
    contact = models.CharField(_("cách liên hệ"), max_length=200, blank=True)
    shows_name = models.BooleanField(_("cho hiện tên"), default=False)
    consented_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    asked_by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    joined_on = models.DateField(_("vào ngày"), null=True, blank=True)
    left_on = models.DateField(_("ra ngày"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ClubMemberQuerySet.as_manager()

    class Meta(Subject.Meta):
        ordering = ["sort_key", "pk"]
        constraints = [
            *Subject.Meta.constraints,
            UniqueConstraint(
                F("club"),
                F("home"),
                F("kind"),
                F("folded"),
                condition=Q(state__in=OPEN),
                name="clubs_nobody_stands_in_a_club_twice",
            ),
            UniqueConstraint(
                fields=["club", "exemplar"],
                condition=Q(state__in=OPEN),
                name="clubs_an_exemplar_stands_in_a_club_once",
            ),
            UniqueConstraint(
                fields=["club", "person"],
                condition=Q(state__in=OPEN, kind="person"),
                name="clubs_a_person_stands_in_a_club_once",
            ),
            no_two(
                "club",
                "home",
                text=("kind", "folded"),
                over=days("joined_on", "left_on"),
                condition=Q(joined_on__isnull=False),
                name="clubs_nobody_is_a_member_twice_at_one_time",
            ),
            CheckConstraint(
                name="clubs_a_member_says_since_when",
                condition=Q(state__in=["member", "left"], joined_on__isnull=False)
                | ~Q(state__in=["member", "left"]) & Q(joined_on__isnull=True),
            ),
            CheckConstraint(
                name="clubs_who_leaves_says_when_and_why",
                condition=Q(state="left", left_on__gte=F("joined_on")) & ~Q(reason="")
                | ~Q(state="left") & Q(left_on__isnull=True),
            ),
            CheckConstraint(
                name="clubs_who_is_declined_hears_why",
                condition=~Q(state="declined") | ~Q(reason=""),
            ),
            CheckConstraint(
                name="clubs_a_name_is_shown_since_a_day",
                condition=Q(shows_name=False) | Q(consented_on__isnull=False),
            ),
            CheckConstraint(
                name="clubs_a_practice_has_somebody_to_ask",
                condition=~Q(kind="practice") | ~Q(contact=""),
            ),
        ]
        indexes = [
            models.Index(fields=["club", "state"], name="clubs_members_of_a_club"),
            models.Index(fields=["person", "state"], name="clubs_members_who_are"),
            models.Index(fields=["home", "state"], name="clubs_members_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.name
