"""The documents of an office, and its registers of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.documents.kinds import KIND_WORDS, kind_words
from thidua.documents.models import Document, Number, Register
from thidua.documents.policies import can_draft
from thidua.documents.queries.words import TONES, kind_of, number_of
from thidua.documents.states import State
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.paper.figures import show_number as as_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sheets import Column, Columns, Kind, Sheet, listed
from thidua.kernel.ui.filters import Field, chosen, paged
from thidua.kernel.ui.parts import Link, Pager
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in the list."""

    href: str
    number: str
    day: str
    kind: str
    abstract: str
    signer: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """Everything `documents.html` shows."""

    rows: Sequence[DocumentLine]
    registers: Sequence[Link]
    pager: Pager
    is_filtered: bool
    may_write: Verdict


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One number of a register."""

    number: str
    day: str
    issued_on: date
    abstract: str
    href: str
    signer: str
    recipients: str
    note: str
    is_struck: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Everything `register.html` shows."""

    title: str
    crumbs: Sequence[Link]
    rows: Sequence[RegisterLine]
    says: str
    sheet_href: str


def fields_of(today: date) -> list[Field]:
    """What the list is filtered by."""
    years = [(str(year), str(year)) for year in range(today.year, today.year - 6, -1)]
    return [
        Field("tim", gettext_lazy("Trích yếu, ký hiệu")),
        Field("loai", gettext_lazy("Loại văn bản"), list(KIND_WORDS.items())),
        Field("buoc", gettext_lazy("Tình trạng"), State.choices),
        Field("nam", gettext_lazy("Năm ban hành"), years),
    ]


def documents_page(
    actor: Actor, today: date, params: Mapping[str, str]
) -> DocumentsPage:
    """The documents that this person may know of, the newest first."""
    found = _found(actor, today, params)
    total = found.count()
    words = ngettext("%(count)s văn bản", "%(count)s văn bản", total)
    words %= {"count": show_number(total)}
    shown, pages = paged(total, params, reverse("documents:documents"), words)
    return DocumentsPage(
        rows=[_line(one) for one in found[shown]],
        registers=_registers(actor),
        pager=pages,
        is_filtered=any(chosen(fields_of(today), params).values()),
        may_write=can_draft(actor, actor.unit_id or 0),
    )


def documents_sheet(actor: Actor, today: date, params: Mapping[str, str]) -> Sheet:
    """The same list as Excel."""
    columns: Columns[Document] = [
        (Column(_("Số, ký hiệu"), width=18), _number_words),
        (Column(_("Ngày ban hành"), kind=Kind.DATE, width=14), _issued_on),
        (Column(_("Loại"), width=14), _kind),
        (Column(_("Trích yếu"), width=60), lambda one: one.abstract),
        (Column(_("Người ký"), width=26), lambda one: one.signer_name),
        (Column(_("Tình trạng"), width=18), lambda one: str(State(one.state).label)),
    ]
    return listed(_("Danh sách văn bản"), today, columns, _found(actor, today, params))


def register_page(register: Register) -> RegisterPage:
    """The register as the clerk keeps it: every number, also the struck out."""
    rows = register.numbers.select_related("document").order_by("value")
    lines = [_number(one) for one in rows]
    struck = sum(line.is_struck for line in lines)
    says = ngettext("%(count)s số đã cấp", "%(count)s số đã cấp", len(lines))
    said = says % {"count": len(lines)}
    if struck:
        said += _(", %(count)s số đã hủy có lý do") % {"count": struck}
    if register.first_reason:
        said += _(". Bắt đầu từ số %(first)s: %(why)s") % {
            "first": register.first,
            "why": register.first_reason,
        }
    return RegisterPage(
        title=register_title(register),
        crumbs=[
            Link(_("Văn bản"), reverse("documents:documents")),
            Link(register_title(register), is_here=True),
        ],
        rows=lines,
        says=said,
        sheet_href=f"{reverse('documents:register', args=[register.pk])}?xuat=excel",
    )


def register_sheet(page: RegisterPage) -> Sheet:
    """The register as Excel: what annex IV of the decree asks at least."""
    return Sheet(
        name=_("Sổ đăng ký văn bản đi"),
        title=page.title.upper(),
        subtitle=page.says,
        columns=[
            Column(_("Số, ký hiệu"), width=18),
            Column(_("Ngày ban hành"), kind=Kind.DATE, width=14),
            Column(_("Tên loại và trích yếu"), width=60),
            Column(_("Người ký"), width=26),
            Column(_("Nơi nhận"), width=40),
            Column(_("Ghi chú"), kind=Kind.TEXT, width=30),
        ],
        rows=[
            [
                one.number,
                one.issued_on,
                one.abstract,
                one.signer,
                one.recipients,
                one.note,
            ]
            for one in page.rows
        ],
    )


def register_title(register: Register) -> str:
    """`Sổ chỉ thị năm 2025`; that of an advisory body names it."""
    kinds = [kind_words(one).lower() for one in (register.kind, *register.also)]
    kind = ", ".join(kinds)
    title = _("Sổ %(kind)s năm %(year)s") % {"kind": kind, "year": register.year}
    return f"{title}, {register.series}" if register.series else title


def _found(
    actor: Actor, today: date, params: Mapping[str, str]
) -> QuerySet[Document, Document]:
    wanted = chosen(fields_of(today), params)
    said = Number.objects.filter(document=OuterRef("pk")).best_first()
    found = Document.objects.visible_to(actor).annotate(
        value=Subquery(said.values("value")[:1]),
        issued_on=Subquery(said.values("issued_on")[:1]),
    )
    if text := wanted["tim"]:
        found = found.filter(Q(abstract__icontains=text) | Q(symbol__icontains=text))
    if wanted["loai"]:
        found = found.filter(kind=wanted["loai"])
    if wanted["buoc"]:
        found = found.filter(state=wanted["buoc"])
    if wanted["nam"]:
        found = found.filter(issued_on__year=wanted["nam"])
    return found.order_by(F("issued_on").desc(nulls_first=True), "-value", "-pk")


def _line(one: Document) -> DocumentLine:
    state = State(one.state)
    return DocumentLine(
        href=reverse("documents:document", args=[one.pk]),
        number=_number_words(one),
        day=dates.show(_issued_on(one)),
        kind=kind_words(one.kind),
        abstract=one.abstract,
        signer=one.signer_name,
        state=str(state.label),
        tone=TONES[state],
    )


def _number_words(one: Document) -> str:
    value = getattr(one, "value", None)
    return number_of(one, Number(value=value) if value else None)


def _kind(one: Document) -> str:
    return kind_words(one.kind)


def _issued_on(one: Document) -> date | None:
    day: date | None = getattr(one, "issued_on", None)
    return day


def _registers(actor: Actor) -> list[Link]:
    books = Register.objects.filter(unit=actor.unit_id)
    numbers = Number.objects.filter(register__in=books).values_list("register")
    counts = dict(numbers.annotate(Count("pk")).order_by())
    return [
        Link(
            register_title(one),
            reverse("documents:register", args=[one.pk]),
            as_number(given) if (given := counts.get(one.pk)) else "",
        )
        for one in books.order_by("-year", "kind", "series")
    ]


def _number(one: Number) -> RegisterLine:
    document = one.document
    return RegisterLine(
        number=number_of(document, one),
        day=dates.show(one.issued_on),
        issued_on=one.issued_on,
        abstract=f"{kind_of(document)}: {document.abstract}",
        href=reverse("documents:document", args=[document.pk]),
        signer=document.signer_name,
        recipients="; ".join(document.paper.get("recipients", [])),
        note=_("Đã hủy: %(why)s") % {"why": one.void_reason} if one.void_reason else "",
        is_struck=one.voided_at is not None,
    )
