"""What the parties say of an edition, and their signatures: rows that never change."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.organisations.models import Person
from thidua.pacts.models.edition import PactEdition
from thidua.pacts.models.pact import PactParty


class PactOpinion(models.Model):
    """A party agrees to a version of an edition, or asks for a change and says why."""

    edition = models.ForeignKey(PactEdition, models.PROTECT, related_name="opinions")
    party = models.ForeignKey(PactParty, models.PROTECT, related_name="opinions")
    version = models.PositiveIntegerField()
    agrees = models.BooleanField(_("đồng ý"))
    words = models.TextField(_("đề nghị sửa"), blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="pacts_who_asks_for_a_change_says_which",
                condition=Q(agrees=True) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} on {self.edition_id}.{self.version}: {self.agrees}"


class PactSignature(models.Model):
    """The head of a party, or who holds a delegation, signed the exact text.

    `sha256` is that of the text which was on the screen; the database refuses one over
    another text or over an edition that no longer counts, and any change.
    """

    edition = models.ForeignKey(PactEdition, models.PROTECT, related_name="signatures")
    party = models.ForeignKey(PactParty, models.PROTECT, related_name="signatures")
    sha256 = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(_("người ký"), max_length=120)
    title = models.CharField(_("chức vụ"), max_length=200)
    office = models.CharField(max_length=200)
    delegated_by = models.CharField(
        _("theo văn bản ủy quyền"), max_length=200, blank=True
    )
    shows_name = models.BooleanField(_("đồng ý nêu tên công khai"), default=False)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["edition", "party"], name="pacts_a_party_signs_an_edition_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.party_id} on {self.edition_id}"
