"""How a pact is kept: what was reported, how it was judged, ceremony and papers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.documents.models import Document
from thidua.pacts.models.edition import Commitment, PactEdition
from thidua.pacts.models.pact import Pact


class CommitmentMark(models.Model):
    """What a party reports of a commitment in words; the last one counts."""

    pact = models.ForeignKey(Pact, models.PROTECT, related_name="marks")
    key = models.UUIDField()
    """Of the commitment, the same in every edition."""
    is_done = models.BooleanField(_("đã xong"))
    words = models.TextField(_("đã làm gì"))
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(name="pacts_a_mark_says_what", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.is_done}"


class CommitmentOutcome(models.Model):
    """At the end: was it kept, and what is to be said of it. Told once."""

    class Verdict(models.TextChoices):
        KEPT = "kept", _("giữ được")
        SHORT = "short", _("chưa đạt")

    commitment = models.OneToOneField(
        Commitment, models.PROTECT, related_name="outcome"
    )
    verdict = models.CharField(max_length=5, choices=Verdict)
    achieved = models.DecimalField(
        max_digits=24, decimal_places=6, null=True, blank=True
    )
    """What the figures said on that day."""
    words = models.TextField(_("nhận xét"), blank=True)
    judged_at = models.DateTimeField()
    judged_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            CheckConstraint(
                name="pacts_what_fell_short_says_why",
                condition=Q(verdict="kept") | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.verdict}"


class PactCeremony(models.Model):
    """How the signing went: the minutes of the ceremony."""

    edition = models.OneToOneField(PactEdition, models.PROTECT, related_name="ceremony")
    held_on = models.DateField(_("ngày"))
    place = models.CharField(_("nơi"), max_length=200)
    led_by = models.CharField(_("chủ trì"), max_length=200)
    present = models.PositiveIntegerField(_("số người dự"))
    minutes = models.TextField(_("diễn biến"))
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.edition_id} on {self.held_on}"


class PactPaper(models.Model):
    """A document that was drawn up of an edition: the pact itself, or the minutes."""

    class Kind(models.TextChoices):
        PACT = "pact", _("bản giao ước")
        MINUTES = "minutes", _("biên bản lễ ký kết")

    edition = models.ForeignKey(PactEdition, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=7, choices=Kind)
    document = models.OneToOneField(Document, models.PROTECT, related_name="pact_paper")

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(
                fields=["edition", "kind"], name="pacts_one_paper_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.edition_id}"
