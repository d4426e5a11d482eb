"""Documents, their drafts, the registers of numbers, and the signed copies."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.documents.hanging import all_hangers
from thidua.documents.states import WITH_NUMBER, Amends, Standing, State
from thidua.kernel.models import StoredFile
from thidua.kernel.paper.kept import paper_of
from thidua.kernel.paper.parts import KINDS, Manner, Paper
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


class DocumentQuerySet(models.QuerySet["Document"]):
    """Words for documents."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own unit; issued ones also to who may know what they serve."""
        if actor.is_system:
            return self
        known = Q()
        for hanger in all_hangers():
            known |= Q(about=hanger.about, pk__in=hanger.known_to(actor))
        shown = Q(state__in=WITH_NUMBER) & known if known else Q(pk__in=[])
        mine = Q(unit=actor.unit_id) | Q(drafter=actor.unit_id)
        return self.filter(mine | shown)

    def locked(self, document: Document) -> Document:
        """The same document, fresh from the database and held until commit."""
        return self.select_for_update(of=("self",)).get(pk=document.pk)


class Document(models.Model):
    """One document of a unit, from its first draft on.

    `about` is the word of the room that hangs a thing on it, `series` names an advisory
    body with numbers of its own (annex I, part I, II.3 a). `paper` is the text as last
    generated; a Word file brought in later goes before it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    drafter = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị soạn thảo"),
        help_text=_("Khi khác cơ quan ban hành: ban của ủy ban, cơ quan thường trực."),
    )
    about = models.CharField(max_length=40, blank=True)
    series = models.CharField(_("hệ thống số riêng"), max_length=80, blank=True)
    kind = models.CharField(_("loại văn bản"), max_length=4, choices=KINDS.items())
    manner = models.CharField(max_length=5, choices=[(m.value, m.name) for m in Manner])
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    abstract = models.CharField(_("trích yếu"), max_length=500)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    paper = models.JSONField()
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amended_by"
    )
    amends_how = models.CharField(max_length=8, choices=Amends, blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    is_made_up = models.BooleanField(_("đặt ra để minh họa"), default=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                name="documents_what_amends_says_how",
                condition=Q(amends__isnull=True, amends_how="")
                | Q(amends__isnull=False) & ~Q(amends_how=""),
            ),
        ]
        indexes = [models.Index(fields=["unit", "-made_at"], name="documents_of_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.abstract}"

    def as_paper(self) -> Paper:
        """The text as it was last generated."""
        return paper_of(self.paper)


class DraftVersion(models.Model):
    """One version of a draft: generated (`paper`) or a Word file brought in."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    paper = models.JSONField(null=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["document", "number"], name="documents_versions_are_numbered"
            ),
            CheckConstraint(
                name="documents_a_version_is_generated_or_brought_in",
                condition=Q(paper__isnull=True, file__isnull=False)
                | Q(paper__isnull=False, file__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.number}"

    def as_paper(self) -> Paper:
        """The text of a generated version; `LookupError` when it is a file."""
        if self.paper is None:
            raise LookupError(self.pk)
        return paper_of(self.paper)


class RegisterQuerySet(models.QuerySet["Register"]):
    """Words for registers."""

    def keeping(self, kind: str) -> Self:
        """Those in which a kind is numbered, alone or with others."""
        return self.filter(Q(kind=kind) | Q(also__contains=[kind]))

    def locked(self, unit: Unit, series: str, kind: str, year: int) -> Register:
        """The register of a year, opened when needed, held until commit.

        A new year shares its numbers among the kinds that shared them the year before.
        """
        books = self.filter(unit=unit, series=series).keeping(kind)
        if not books.filter(year=year).exists():
            before = books.filter(year=year - 1).first()
            kept = {"kind": before.kind, "also": before.also} if before else {}
            self.get_or_create(
                unit=unit,
                series=series,
                year=year,
                kind=kept.pop("kind", kind),
                defaults=kept,
            )
        return books.select_for_update().get(year=year)


class Register(models.Model):
    """The numbers that a unit gives to a kind of document in one year.

    Where the authority keeps one register for several kinds, `also` names the others;
    no kind is numbered in two registers of a year (`sql/registers.sql`).

    They run from 01 on 1 January to 31 December (Decree 30/2020, article 15). An office
    that begins here in mid-year says with which number, and why.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registers")
    series = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=4, choices=KINDS.items())
    also = ArrayField(
        models.CharField(max_length=4),
        default=list,
        blank=True,
        verbose_name=_("chung sổ với"),
    )
    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField(_("số đầu"), default=1)
    first_reason = models.CharField(_("vì sao"), max_length=300, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["unit", "series", "kind", "year"],
                name="documents_one_register_of_a_kind_a_year",
            ),
            CheckConstraint(
                name="documents_a_register_begins_with_one_or_says_why",
                condition=Q(first=1) | Q(first__gt=1) & ~Q(first_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.year}"


class NumberQuerySet(models.QuerySet["Number"]):
    """Words for numbers."""

    def standing(self) -> Self:
        """Those that were not struck out."""
        return self.filter(voided_at__isnull=True)

    def best_first(self) -> Self:
        """The one that stands, else the last that was struck out: it is still said."""
        return self.order_by(F("voided_at").desc(nulls_first=True), "-pk")


class Number(models.Model):
    """One number of a register, given once and for ever; or one given elsewhere.

    Triggers (`sql/numbers.sql`) refuse a gap, a second use, a rewriting, a deletion. A
    number may be struck out, with a reason; it stays in its register and is not given
    again. Without a register another system gave it, named in `given_elsewhere`.
    """

    register = models.ForeignKey(
        Register, models.PROTECT, null=True, related_name="numbers"
    )
    given_elsewhere = models.CharField(max_length=120, blank=True)
    value = models.PositiveIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="numbers")
    issued_on = models.DateField(_("ngày ban hành"))
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(_("vì sao hủy"), max_length=300, blank=True)

    objects = NumberQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["register", "value"], name="documents_a_number_is_given_once"
            ),
            UniqueConstraint(
                fields=["document"],
                condition=Q(voided_at__isnull=True),
                name="documents_a_document_has_one_number",
            ),
            CheckConstraint(
                name="documents_a_number_begins_with_one", condition=Q(value__gte=1)
            ),
            CheckConstraint(
                name="documents_a_number_is_of_a_register_or_says_whose",
                condition=Q(register__isnull=False, given_elsewhere="")
                | Q(register__isnull=True) & ~Q(given_elsewhere=""),
            ),
            CheckConstraint(
                name="documents_a_struck_out_number_says_why",
                condition=Q(voided_at__isnull=True, void_reason="")
                | Q(voided_at__isnull=False) & ~Q(void_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_id}: {self.value}"


class SignedCopy(models.Model):
    """A signed PDF that came back, and what was found of its signatures then."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="signed_copies")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing)
    found = models.JSONField(default=list)
    """One entry a signature: `signer`, `at` (ISO 8601), `standing`, `why`."""
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.document_id}: {self.standing}"
