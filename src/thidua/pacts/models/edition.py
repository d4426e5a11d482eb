"""An edition of a pact: its words, what each party binds itself to, who witnesses."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models import IndicatorVersion
from thidua.organisations.models import Unit
from thidua.pacts.models.pact import Pact, PactParty


class PactEditionQuerySet(models.QuerySet["PactEdition"]):
    """Words for editions."""

    def open(self) -> Self:
        """Those still being written."""
        return self.filter(fixed_at__isnull=True, dropped_at__isnull=True)


class PactEdition(models.Model):
    """One edition of a pact.

    Written by a unit until all agree; then its exact `text` is fixed with the SHA-256
    of its bytes (UTF-8), and nothing of it changes any more. `version` counts what was
    written: an agreement holds for the version that was read.
    """

    pact = models.ForeignKey(Pact, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    author = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị viết bản này")
    )
    because = models.TextField(_("vì sao có bản này"), blank=True)
    title = models.CharField(_("tên giao ước"), max_length=200)
    preamble = models.TextField(_("lời mở đầu"), blank=True)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    ceremony_on = models.DateField(_("ngày ký kết"), null=True, blank=True)
    ceremony_place = models.CharField(_("nơi ký kết"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    circulated_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = PactEditionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            UniqueConstraint(
                fields=["pact", "number"], name="pacts_editions_are_numbered"
            ),
            UniqueConstraint(
                fields=["pact"],
                condition=Q(fixed_at__isnull=True, dropped_at__isnull=True),
                name="pacts_one_edition_is_written_at_a_time",
            ),
            UniqueConstraint(
                fields=["pact"],
                condition=Q(fixed_at__isnull=False, replaced_at__isnull=True),
                name="pacts_one_edition_stands_at_a_time",
            ),
            CheckConstraint(
                name="pacts_what_is_fixed_has_a_text_and_its_hash",
                condition=Q(fixed_at__isnull=True, text="", sha256="")
                | Q(fixed_at__isnull=False) & ~Q(text="") & ~Q(sha256=""),
            ),
            CheckConstraint(
                name="pacts_only_what_is_fixed_holds_or_is_replaced",
                condition=Q(fixed_at__isnull=False)
                | Q(in_force_at__isnull=True, replaced_at__isnull=True),
            ),
            CheckConstraint(
                name="pacts_a_pact_ends_after_it_begins",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            CheckConstraint(name="pacts_a_pact_has_a_title", condition=~Q(title="")),
            CheckConstraint(
                name="pacts_a_later_edition_says_why",
                condition=Q(number=1) | ~Q(because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pact_id}.{self.number}"

    @property
    def is_open(self) -> bool:
        """Is it still being written?"""
        return self.fixed_at is None and self.dropped_at is None


class Commitment(models.Model):
    """What a party binds itself to: a figure of an indicator, or words; by a day.

    `key` stays the same in later editions, so that what was reported of it does too.
    A figure counts from `starts_on`; `baseline` is where a level stood then.
    """

    edition = models.ForeignKey(PactEdition, models.PROTECT, related_name="commitments")
    key = models.UUIDField(default=uuid4)
    party = models.ForeignKey(PactParty, models.PROTECT, related_name="commitments")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(_("việc cam kết"), blank=True)
    version = models.ForeignKey(
        IndicatorVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    value = models.DecimalField(
        _("mức cam kết"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    is_at_most = models.BooleanField(_("không quá mức này"), default=False)
    scale = models.DecimalField(max_digits=12, decimal_places=0, default=1)
    baseline = models.DecimalField(
        _("mức lúc bắt đầu"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    starts_on = models.DateField(_("tính từ ngày"), null=True, blank=True)
    due_on = models.DateField(_("đến hết ngày"))

    class Meta:
        ordering = ["party__position", "party", "position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["edition", "key"], name="pacts_a_commitment_stands_once"
            ),
            CheckConstraint(
                name="pacts_a_commitment_is_a_whole_figure_or_words",
                condition=Q(
                    version__isnull=False, value__isnull=False, starts_on__isnull=False
                )
                | Q(version__isnull=True, value__isnull=True) & ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.words or self.version_id}"

    @property
    def name(self) -> str:
        """What it is about, in a few words."""
        return self.words or (self.version.name if self.version else "")

    @property
    def is_figure(self) -> bool:
        """Does it follow the monthly figures?"""
        return self.version_id is not None


class Witness(models.Model):
    """A unit or a person that witnesses the signing, named as it is to be read."""

    edition = models.ForeignKey(PactEdition, models.PROTECT, related_name="witnesses")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("họ tên hoặc tên đơn vị"), max_length=200)
    office = models.CharField(_("chức vụ"), max_length=200, blank=True)
    shows_name = models.BooleanField(_("đồng ý nêu tên công khai"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            CheckConstraint(name="pacts_a_witness_is_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
