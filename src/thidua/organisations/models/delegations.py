"""Delegation (ủy quyền): a head lets somebody act, for a time and in some things.

Decree 30/2020/NĐ-CP, Article 13: signing by delegation (TUQ.) is given in writing,
limited in time and content, and whoever received it passes it to nobody.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    DateRangeField,
)
from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.kernel import clock
from thidua.kernel.models import StoredFile
from thidua.organisations.models.constraints import no_two
from thidua.organisations.models.people import Mandate, Person


class Power(models.TextChoices):
    """What may be delegated; what is not named here is nobody's but the head's."""

    REPORT = "report", _("nhập và gửi báo cáo của đơn vị")
    ACCEPT = "accept", _("nhận, trả lại báo cáo của cấp dưới")
    TARGETS = "targets", _("giao và trả lời chỉ tiêu")
    RUN = "run", _("soạn, phát động, điều hành phong trào; kế hoạch và mốc")
    SIGN = "sign", _("ký, chốt thay thủ trưởng")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Words for delegations."""

    def in_force_on(self, day: date) -> Self:
        """Those that let somebody act on a day."""
        return self.filter(
            during__contains=day, mandate__during__contains=day, revoked_at=None
        )


class Delegation(models.Model):
    """A written delegation from a head's mandate to a person.

    It is never changed; it may be revoked, which ends it at once. `scope_id` is the
    number of the one campaign to which it is limited, with the campaign's name as it
    stands in the document; None means everything.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="delegations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="delegations")
    during = DateRangeField(_("thời gian"))
    powers = ArrayField(models.CharField(max_length=10, choices=Power))
    scope_id = models.BigIntegerField(null=True, blank=True)
    scope_name = models.CharField(_("giới hạn trong"), max_length=300, blank=True)
    number = models.CharField(_("số, ký hiệu văn bản"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"))
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("lý do"))
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)
    revoked_why = models.TextField(blank=True)

    giver: str  # the name of the mandate's person, given with a session
    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_delegation_begins_and_ends",
                condition=Q(during__isempty=False)
                & Q(during__startswith__isnull=False)
                & Q(during__endswith__isnull=False),
            ),
            CheckConstraint(
                name="organisations_a_delegation_names_its_powers",
                condition=Q(powers__len__gt=0),
            ),
            CheckConstraint(
                name="organisations_a_delegation_is_in_writing",
                condition=~Q(number="") & ~Q(reason=""),
            ),
            CheckConstraint(
                name="organisations_a_revoked_delegation_says_why",
                condition=Q(revoked_at=None) | ~Q(revoked_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} to {self.person_id}"

    @property
    def ended_on(self) -> date:
        """The first day on which it no longer holds."""
        ends: list[date] = [self.during.upper]
        if self.mandate.during.upper:
            ends.append(self.mandate.during.upper)
        if self.revoked_at:
            ends.append(self.revoked_at.astimezone(clock.ZONE).date())
        return min(ends)

    def gives(self, power: str, scope: int | None) -> bool:
        """Does it let somebody do this, in that campaign (None: beyond any one)?"""
        return power in self.powers and self.scope_id in {None, scope}


class DelegatedPower(models.Model):
    """One power of a mandate in somebody's hands; no two hands hold it on one day.

    `scope` is every campaign, or the range that holds only one. A row goes when its
    delegation is revoked.
    """

    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="in_hands")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    power = models.CharField(max_length=10, choices=Power)
    scope = BigIntegerRangeField()
    during = DateRangeField()

    class Meta:
        constraints = [
            no_two(
                "mandate",
                text=("power",),
                ranges=("scope",),
                name="organisations_a_power_is_in_one_hand_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.power} of {self.mandate_id}"
