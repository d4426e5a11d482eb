"""A club of exemplars: what it is for, whose it is, how it stands."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.clubs.states import OPEN, STANDING, State
from thidua.documents.models import Document
from thidua.exemplars.models import at_or_below
from thidua.kernel.text import fold, sort_key, tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Unit
from thidua.prospects.models import Subject


class ClubQuerySet(models.QuerySet["Club"]):
    """Words for clubs."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Clubs that this person may know of; the rest are a 404.

        Of a campaign, to everybody who may know of it; else to those of the area: the
        units that have it, all below and above them, and of a department, a union, a
        Front all of the place that they are of. And to whoever stands in it, or is
        asked to a meeting of it.
        """
        if actor.is_system:
            return self
        known = Q(campaign__in=Campaign.objects.visible_to(actor).values("pk"))
        if actor.person_id is not None:
            known |= _concerning(Q(members__person=actor.person_id))
            asked = Club.objects.filter(meetings__invitees__person=actor.person_id)
            known |= Q(pk__in=asked.values("pk"))
        if actor.unit_id is not None:
            unit = actor.unit_id
            known |= _concerning(Q(members__home=unit) | Q(members__unit=unit))
            known |= Q(
                pk__in=Club.objects.filter(meetings__invitees__unit=unit).values("pk")
            )
            known |= _of_the_area(unit, day)
        return self.filter(known)

    def standing(self) -> Self:
        """Not dissolved."""
        return self.filter(state__in=STANDING)

    def locked(self, club: Club) -> Club:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=club.pk)


LEAST_MEMBERS = 3
"""How many make a club, unless it says otherwise: the product's own default, no law."""
BODIES = (
    Unit.Kind.DEPARTMENT,
    Unit.Kind.PARTY,
    Unit.Kind.FRONT,
    Unit.Kind.UNION,
    Unit.Kind.SERVICE,
)
"""What they found is for the place that they are of."""


def _concerning(who: Q) -> Q:
    mine = Club.objects.filter(who, members__state__in=OPEN)
    return Q(pk__in=mine.values("pk"))


def _of_the_area(unit_id: int, day: date) -> Q:
    lines = Lineage.objects.filter(during__contains=day)
    above = lines.filter(unit=unit_id).values("ancestor")
    beside = lines.filter(ancestor__in=above, depth=1, unit__kind__in=BODIES)
    near: tuple[Any, ...] = (above, beside.values("unit"), at_or_below(unit_id, day))
    known = Q(pk__in=[])
    for units in near:
        shared = Club.objects.filter(units__in=units).values("pk")
        known |= Q(home__in=units) | Q(pk__in=shared)
    return known


class Club(models.Model):
    """Exemplars of one field or trade, and those who learn from them, who meet.

    `home` is the unit that founded it and is in charge; `units` those that have it
    together with it. It was founded by a decision: either one that was signed before
    (`founded_paper`, its number and day) or one drawn up here (`founding`). It meets
    every `rhythm` months. It is founded by `least_members` or more.
    """

    class Rhythm(models.IntegerChoices):
        MONTH = 1, _("mỗi tháng")
        TWO = 2, _("hai tháng một lần")
        QUARTER = 3, _("mỗi quý")
        HALF = 6, _("sáu tháng một lần")

    name = models.CharField(_("tên câu lạc bộ"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False, db_collation="C")
    field = models.CharField(_("lĩnh vực"), max_length=11, choices=Subject.Field)
    trade = models.CharField(_("ngành nghề"), max_length=120, blank=True)
    folded_trade = models.CharField(max_length=120, editable=False, blank=True)
    purpose = models.TextField(_("lập ra để làm gì"))
    rules = models.TextField(_("quy chế tóm tắt"), blank=True)
    """One sentence a line."""
    rhythm = models.PositiveSmallIntegerField(
        _("sinh hoạt"), choices=Rhythm, default=Rhythm.QUARTER
    )
    least_members = models.PositiveSmallIntegerField(
        _("ít nhất bao nhiêu hội viên"), default=LEAST_MEMBERS, db_default=LEAST_MEMBERS
    )
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    units = models.ManyToManyField(Unit, related_name="+", blank=True)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="clubs"
    )
    state = models.CharField(max_length=9, choices=State, default=State.FOUNDED)
    founded_on = models.DateField(_("ngày thành lập"))
    founded_paper = models.CharField(
        _("quyết định thành lập"), max_length=300, blank=True
    )
    founding = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="club_founded"
    )
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    paused_on = models.DateField(null=True, blank=True)
    dissolved_on = models.DateField(_("ngày giải thể"), null=True, blank=True)
    dissolved_paper = models.CharField(
        _("quyết định giải thể"), max_length=300, blank=True
    )
    dissolution = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="club_dissolved"
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ClubQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            UniqueConstraint(
                F("home"),
                F("folded"),
                condition=~Q(state="dissolved"),
                name="clubs_a_unit_has_one_club_of_a_name",
            ),
            CheckConstraint(
                name="clubs_one_alone_is_no_club", condition=Q(least_members__gte=2)
            ),
            CheckConstraint(name="clubs_a_club_has_a_name", condition=~Q(name="")),
            CheckConstraint(
                name="clubs_a_club_says_what_it_is_for", condition=~Q(purpose="")
            ),
            CheckConstraint(
                name="clubs_a_club_is_founded_by_a_decision",
                condition=~Q(founded_paper="") | Q(founding__isnull=False),
            ),
            CheckConstraint(
                name="clubs_who_pauses_says_why_and_since_when",
                condition=Q(state="paused", paused_on__isnull=False) & ~Q(reason="")
                | ~Q(state="paused") & Q(paused_on__isnull=True),
            ),
            CheckConstraint(
                name="clubs_a_club_is_dissolved_by_a_decision_that_says_why",
                condition=Q(state="dissolved", dissolved_on__gte=F("founded_on"))
                & (~Q(dissolved_paper="") | Q(dissolution__isnull=False))
                & ~Q(reason="")
                | ~Q(state="dissolved") & Q(dissolved_on__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state"], name="clubs_of_a_campaign"),
            models.Index(fields=["home", "state"], name="clubs_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.name

    def call(self, name: str, trade: str) -> None:
        """The name and the trade, with what finding and sorting need."""
        self.name, self.trade = tidy(name), tidy(trade)
        self.folded, self.folded_trade = fold(self.name), fold(self.trade)
        self.sort_key = sort_key(self.name)
