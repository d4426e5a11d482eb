"""A pact between collectives in a campaign, and its parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.pacts.states import State

if TYPE_CHECKING:
    from thidua.pacts.models.edition import PactEdition


def itself_and_all_before(unit_id: int | None) -> RawSQL:
    """Numbers of a unit and of those it succeeded, through however many acts."""
    return RawSQL("select unit_id from organisations_before(%s)", [unit_id])


class PactQuerySet(models.QuerySet["Pact"]):
    """Words for pacts."""

    def visible_to(self, actor: Actor) -> Self:
        """Those this person may know of; the rest are a 404.

        A draft is known to who draws it up; what is talked about and signed, to the
        parties (or who stands in their place); what has been in force, to everybody
        who may know of the campaign.
        """
        if actor.is_system:
            return self
        ours = itself_and_all_before(actor.unit_id)
        parties = PactParty.objects.filter(unit__in=ours).values("pact")
        campaigns = Campaign.objects.visible_to(actor).values("pk")
        return self.filter(
            Q(drafter__in=ours)
            | ~Q(state=State.DRAFT) & Q(pk__in=parties)
            | Q(in_force_since__isnull=False, campaign__in=campaigns)
        )

    def of_unit(self, unit_id: int | None) -> Self:
        """Those a unit draws up or is a party to, itself or before a reform."""
        ours = itself_and_all_before(unit_id)
        parties = PactParty.objects.filter(unit__in=ours).values("pact")
        return self.filter(
            Q(drafter__in=ours) | ~Q(state=State.DRAFT) & Q(pk__in=parties)
        )

    def public(self) -> Self:
        """Those that anybody may read: agreed to be public, and once in force."""
        return self.filter(is_public=True, in_force_since__isnull=False)

    def locked(self, pact: Pact) -> Pact:
        """The same pact, fresh from the database and held until commit."""
        fresh = self.select_for_update(of=("self",)).get(pk=pact.pk)
        fresh.campaign = pact.campaign
        return fresh


class Pact(models.Model):
    """What two or more collectives promise each other in a campaign.

    `edition` is the number of the edition that counts: the one being written, signed
    or held. A change of a pact in force is an edition with a higher number that nobody
    has fixed yet.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="pacts")
    drafter = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị soạn")
    )
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    edition = models.PositiveSmallIntegerField(_("bản đang dùng"), default=1)
    is_public = models.BooleanField(_("công khai"), default=True)
    in_force_since = models.DateTimeField(null=True, blank=True)
    """The first time that all had signed an edition."""
    over_at = models.DateTimeField(null=True, blank=True)
    over_because = models.TextField(_("kết luận, lý do"), blank=True)
    over_by = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)

    objects = PactQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            CheckConstraint(
                name="pacts_what_holds_says_since_when",
                condition=~Q(state__in=["in_force", "ended"])
                | Q(in_force_since__isnull=False),
            ),
            CheckConstraint(
                name="pacts_what_is_over_says_when_and_why",
                condition=Q(state__in=["ended", "broken", "dropped"])
                & Q(over_at__isnull=False)
                & ~Q(over_because="")
                | ~Q(state__in=["ended", "broken", "dropped"])
                & Q(over_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state"], name="pacts_of_a_campaign"),
        ]

    def __str__(self) -> str:
        return f"pact {self.pk}"

    def standing(self) -> PactEdition:
        """The edition that counts."""
        return self.editions.get(number=self.edition)

    def proposed(self) -> PactEdition | None:
        """The edition that is being written: the first, or a change; else None."""
        return self.editions.open().first()


class PactParty(models.Model):
    """A collective that binds itself; it may withdraw until the pact holds."""

    pact = models.ForeignKey(Pact, models.PROTECT, related_name="parties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pacts_joined")
    position = models.PositiveSmallIntegerField(default=0)
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.TextField(_("lý do rút"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["pact", "unit"], name="pacts_a_unit_is_a_party_once"
            ),
            CheckConstraint(
                name="pacts_who_withdraws_says_why",
                condition=Q(left_at__isnull=True, left_because="")
                | Q(left_at__isnull=False) & ~Q(left_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} of {self.pact_id}"
