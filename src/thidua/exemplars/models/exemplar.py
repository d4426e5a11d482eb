"""An exemplar: who or what it is, in which campaign, and how far it has come."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.documents.models import Document
from thidua.exemplars.models.rule import ComparisonRule
from thidua.exemplars.states import HONOURED, OVER, TOLD, State
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person, Power
from thidua.prospects.models import Prospect, Subject


class ExemplarQuerySet(models.QuerySet["Exemplar"]):
    """Words for exemplars."""

    def visible_to(self, actor: Actor, day: date) -> Self:
        """Those this person may know of; the rest are a 404.

        Whole, from its registration on, to who registered it and to those who write for
        the unit in charge or one above it; once it was praised, to everybody who may
        know of the campaign (of a person, what that person consented to).
        """
        if actor.is_system:
            return self
        campaigns = Campaign.objects.visible_to(actor).values("pk")
        known = Q(state__in=TOLD, campaign__in=campaigns)
        return self.filter(known | _inside(actor, day))

    def inside(self, actor: Actor, day: date) -> Self:
        """Those that this person sees whole, whatever was consented to."""
        return self if actor.is_system else self.filter(_inside(actor, day))

    def standing(self) -> Self:
        """Neither withdrawn, nor retired, nor revoked."""
        return self.exclude(state__in=OVER)

    def honoured(self) -> Self:
        """Praised, and still an exemplar: others may learn from it."""
        return self.filter(state__in=HONOURED)

    def locked(self, exemplar: Exemplar) -> Exemplar:
        """The same one, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=exemplar.pk)


def _inside(actor: Actor, day: date) -> Q:
    mine = Q(pk__in=[])
    if actor.person_id is not None:
        mine = Q(person=actor.person_id) | Q(registered_by_person=actor.person_id)
    if not actor.holds(Power.RUN):
        return mine
    return mine | Q(home__in=at_or_below(actor.unit_id, day))


def at_or_below(unit_id: int | None, day: date) -> RawSQL:
    """Numbers of a unit, of those it succeeded, and of all below them on a day or
    until they were abolished."""
    return RawSQL(
        """with recursive ours (unit_id) as (
               select %s::bigint union
               select predecessor_id from organisations_succession
               join ours on ours.unit_id = successor_id
           )
           select unit_id from ours union
           select line.unit_id from organisations_lineage line
           join ours on ours.unit_id = line.ancestor_id
           where line.during @> %s::date or upper(line.during) <= %s::date""",
        [unit_id, day, day],
    )


class Exemplar(Subject):
    """A person, household, group, unit or practice held up for others to learn from.

    `home` is the unit in charge of it. `title` is what it is told under (“Mỗi nhà một
    lu nước ngọt”); `name` who or what it is. `node_key` is the item of the campaign's
    content that it is an exemplar of. `grown_from` is the learning in which it
    surpassed another exemplar: the line back to the first.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="exemplars")
    node_key = models.UUIDField(_("nội dung thi đua"), null=True, blank=True)
    title = models.CharField(_("tên gọi"), max_length=200)
    folded_title = models.CharField(max_length=200, editable=False)
    promise = models.TextField(_("nội dung đăng ký"))
    summary = models.CharField(_("một câu"), max_length=300, blank=True)
    story = models.TextField(_("câu chuyện"), blank=True)
    how_to = models.TextField(_("làm theo thế nào"), blank=True)
    """One step a line."""
    picture = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    picture_says = models.CharField(_("ảnh nói gì"), max_length=300, blank=True)
    prospect = models.ForeignKey(
        Prospect, models.PROTECT, null=True, blank=True, related_name="exemplars"
    )
    grown_from = models.ForeignKey(
        "Learning", models.PROTECT, null=True, blank=True, related_name="grew_into"
    )
    state = models.CharField(max_length=10, choices=State, default=State.REGISTERED)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=200)
    registered_by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    tracked_at = models.DateTimeField(null=True, blank=True)
    praised_on = models.DateField(_("ngày biểu dương"), null=True, blank=True)
    """The day on which its values were frozen."""
    rule = models.ForeignKey(
        ComparisonRule, models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The rule that held on that day; learners are judged by it."""
    over_on = models.DateField(null=True, blank=True)
    over_by = models.CharField(max_length=300, blank=True)
    """Who decided that."""
    over_document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The decision, drawn up among the documents; its number is the register's."""
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ExemplarQuerySet.as_manager()

    class Meta(Subject.Meta):
        ordering = ["-registered_at", "-pk"]
        constraints = [
            *Subject.Meta.constraints,
            UniqueConstraint(
                F("campaign"),
                F("home"),
                F("kind"),
                F("folded"),
                F("title"),
                condition=~Q(state__in=OVER),
                name="exemplars_one_is_registered_once",
            ),
            UniqueConstraint(
                fields=["grown_from"], name="exemplars_one_grows_from_a_learning"
            ),
            CheckConstraint(
                name="exemplars_what_is_returned_says_why",
                condition=~Q(state__in=["returned", "withdrawn"]) | ~Q(reason=""),
            ),
            CheckConstraint(
                name="exemplars_what_is_over_says_since_when_and_by_what",
                condition=Q(state__in=["retired", "revoked"])
                & Q(over_on__isnull=False)
                & ~Q(over_by="")
                & ~Q(reason="")
                | ~Q(state__in=["retired", "revoked"]) & Q(over_on__isnull=True),
            ),
            CheckConstraint(
                name="exemplars_who_is_praised_says_when_and_by_what_rule",
                condition=~Q(state__in=["praised", "publicised", "learning"])
                | Q(praised_on__isnull=False, rule__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state"], name="exemplars_of_a_campaign"),
            models.Index(fields=["home", "state"], name="exemplars_of_a_unit"),
            models.Index(fields=["campaign", "node_key"], name="exemplars_of_an_item"),
        ]

    def __str__(self) -> str:
        return self.title
