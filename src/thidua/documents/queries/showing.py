"""One document: where it stands, its drafts, its number, its signed copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.documents import states
from thidua.documents.hanging import hanger_of
from thidua.documents.models import Document, DraftVersion, Number, SignedCopy
from thidua.documents.policies import can_number, can_read_drafts, can_work_on
from thidua.documents.queries.history import history_of
from thidua.documents.queries.listing import register_title
from thidua.documents.queries.steps import StepOnTheWay, next_of, way_of
from thidua.documents.queries.words import SIGNED_TONES, TONES, kind_of, number_of
from thidua.documents.reading import can_be_pdf, said_in
from thidua.documents.settling import can_be_settled
from thidua.documents.states import Amends, Standing, State
from thidua.kernel import dates
from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.files import show_size
from thidua.kernel.models import StoredFile
from thidua.kernel.paper.figures import show_number as as_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Fact, Link
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of the draft."""

    name: str
    href: str
    about: str
    note: str
    check_href: str


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """What one signature is worth."""

    who: str
    when: str
    says: str
    tone: str


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One signed copy."""

    name: str
    href: str
    about: str
    standing: str
    tone: str
    signatures: Sequence[SignatureLine]
    says: str


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do now, each with a reason when not."""

    write: Verdict
    prepare: Verdict
    give_back: Verdict
    issue: Verdict
    note: Verdict
    void: Verdict
    sign: Verdict
    drop: Verdict


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything `document.html` shows."""

    pk: int
    heading: str
    abstract: str
    state: str
    tone: str
    crumbs: Sequence[Link]
    way: Sequence[StepOnTheWay]
    says: str
    """What comes next, for whoever works on it."""
    facts: Sequence[Fact]
    warnings: Sequence[str]
    versions: Sequence[VersionLine]
    word_href: str
    pdf_href: str
    pdf: Verdict
    """Whether one can be made, else why not."""
    pdf_says: str
    """What the PDF is made from."""
    check_href: str
    copies: Sequence[CopyLine]
    may: May
    again_href: str
    amend_hrefs: Sequence[Link]
    amended_by: Sequence[Link]
    """What replaces or corrects it, each said in `count`."""
    has_next: bool
    """Is there anything that the reader may do with it now?"""
    trail: Newest


def document_page(document: Document, actor: Actor) -> DocumentPage:
    """The page of a document, for somebody who may know of it."""
    number = document.numbers.select_related("register").best_first().first()
    reads_drafts = bool(can_read_drafts(actor, document))
    versions = list(document.versions.select_related("file").order_by("-number"))
    brought = versions[0].file if versions else None
    may, again = _may(document, actor, brought), _again(document, actor, brought)
    amend = _amend(document, actor)
    copies = [_copy(one) for one in _copies(document)]
    shown, state = versions if reads_drafts else [], State(document.state)
    args = [document.pk]
    return DocumentPage(
        pk=document.pk,
        heading=f"{kind_of(document)} {number_of(document, number)}",
        abstract=document.abstract,
        state=str(state.label),
        tone=TONES[state],
        crumbs=[
            Link(_("Văn bản"), reverse("documents:documents")),
            Link(number_of(document, number), is_here=True),
        ],
        way=way_of(state, number, len(shown), is_signed=bool(copies)),
        says=next_of(state),
        facts=_facts(document, number, actor),
        warnings=[*_warnings(document, number), *_of_the_file(brought)],
        versions=[_version(one) for one in shown],
        word_href=reverse("documents:word", args=args),
        pdf_href=reverse("documents:pdf", args=args),
        pdf=(pdf := can_be_pdf(document, brought)),
        pdf_says=_of_the_pdf(brought) if pdf else "",
        check_href=reverse("documents:check", args=args) if reads_drafts else "",
        copies=copies,
        may=may,
        again_href=again,
        amend_hrefs=amend,
        amended_by=_amended_by(document, reads_drafts=reads_drafts),
        has_next=_is_open(may) or bool(again or amend),
        trail=newest(history_of(document)) if reads_drafts else Newest(),
    )


def _is_open(may: May) -> bool:
    return any(getattr(may, one.name) for one in fields(May))


def _of_the_pdf(brought: StoredFile | None) -> str:
    if brought is None:
        return ""
    return _(
        "PDF làm từ tệp Word “%(name)s”, giữ nguyên chữ, bảng và khổ giấy; chỗ xuống"
        " dòng, sang trang có thể khác Word đôi chút."
    ) % {"name": brought.name}


def _of_the_file(brought: StoredFile | None) -> list[str]:
    """What the clerk must do by hand in a file whose lines are not found."""
    if brought is None or said_in(brought).has_places:
        return []
    return [
        _(
            "Trong tệp Word không thấy dòng “Số: …” hoặc dòng địa danh, ngày tháng: máy"
            " không điền số và ngày vào tệp được, phải ghi tay."
        )
    ]


def _copies(document: Document) -> Sequence[SignedCopy]:
    return list(document.signed_copies.select_related("file").order_by("-pk"))


def _may(document: Document, actor: Actor, brought: StoredFile | None) -> May:
    who, state = can_work_on(actor, document), document.state
    clerk = can_number(actor, document)
    return May(
        write=who & states.WRITE.open_from(state),
        prepare=who
        & states.PREPARE.open_from(state)
        & can_be_settled(document, brought),
        give_back=who & states.RETURN.open_from(state),
        issue=clerk & states.ISSUE.open_from(state),
        note=who & states.ISSUE.open_from(state),
        void=clerk & states.VOID.open_from(state),
        sign=who & states.SIGN.open_from(state),
        drop=who & states.DROP.open_from(state),
    )


def _facts(document: Document, number: Number | None, actor: Actor) -> list[Fact]:
    day = number.issued_on if number else day_of(document.made_at)
    facts = [
        Fact(
            _("Cơ quan ban hành"), document.series or unit_called(document.unit_id, day)
        ),
        Fact(_("Người ký"), _signer(document)),
        Fact(_("Ngày ban hành"), dates.show(number.issued_on) if number else "–"),
    ]
    if number and number.register:
        keeps_it = actor.unit_id == document.unit_id
        register = reverse("documents:register", args=[number.register_id])
        href = register if keeps_it else ""
        facts.append(Fact(_("Vào sổ"), _entered(number), href))
    elif number:
        facts.append(Fact(_("Vào sổ"), _entered(number)))
    if document.drafter_id:
        drafter = unit_called(document.drafter_id, day)
        facts.insert(1, Fact(_("Đơn vị soạn thảo"), drafter))
    hanger = hanger_of(document.about)
    if hanger:
        facts.append(Fact(_("Dùng cho"), str(hanger.name), hanger.href(document.pk)))
    if document.amends_id:
        how = Amends(document.amends_how).label
        href = reverse("documents:document", args=[document.amends_id])
        facts.append(Fact(capfirst(str(how)), str(document.amends.abstract), href))  # type: ignore[union-attr]
    return facts


def _entered(number: Number) -> str:
    """`số 05, Sổ công văn năm 2025; Lê Thị Hoa cấp lúc 9:12, 20/05/2025`."""
    said = {
        "number": as_number(number.value),
        "who": number.given_by,
        "when": dates.show_moment(number.given_at.astimezone(ZONE)),
    }
    if number.register is None:
        said["where"] = number.given_elsewhere
        return _("số %(number)s do %(where)s cấp; %(who)s ghi lại lúc %(when)s") % said
    said["book"] = register_title(number.register)
    return _("số %(number)s, %(book)s; %(who)s cấp lúc %(when)s") % said


def _again(document: Document, actor: Actor, brought: StoredFile | None) -> str:
    """Where a draft written here is written anew; it goes to Word otherwise."""
    may = can_work_on(actor, document) & states.WRITE.open_from(document.state)
    if brought is not None or not may:
        return ""
    if document.about:
        hanger = hanger_of(document.about)
        return hanger.write_href(document.pk, actor) if hanger else ""
    return reverse("documents:again", args=[document.pk])


def _amend(document: Document, actor: Actor) -> list[Link]:
    """Replacing it, or correcting its form (article 18, clause 3)."""
    may = can_number(actor, document) & states.REPLACE.open_from(document.state)
    if not may:
        return []
    to = f"{reverse('documents:new')}?sua={document.pk}&cach="
    return [
        Link(_("Soạn văn bản thay thế"), f"{to}thay-the"),
        Link(_("Soạn công văn đính chính"), f"{to}dinh-chinh"),
    ]


def _amended_by(document: Document, *, reads_drafts: bool) -> list[Link]:
    found = document.amended_by.exclude(state=State.DROPPED).order_by("pk")
    if not reads_drafts:
        found = found.filter(state__in=states.WITH_NUMBER)
    return [
        Link(
            f"{kind_of(one)} {number_of(one, one.numbers.standing().first())}:"
            f" {one.abstract}",
            reverse("documents:document", args=[one.pk]),
            _amended_how(one),
        )
        for one in found
    ]


def _amended_how(one: Document) -> str:
    how = Amends(one.amends_how).label
    if one.state in states.WITH_NUMBER:
        return _("Đã bị %(how)s bởi") % {"how": how}
    return _("Đang soạn văn bản %(how)s") % {"how": how}


def _signer(document: Document) -> str:
    return ", ".join(filter(None, [document.signer_name, document.signer_title])) or "–"


def _warnings(document: Document, number: Number | None) -> list[str]:
    """What the clerk is told: a double number, what replaced it, a struck out one."""
    said = []
    if number is not None and number.voided_at is None:
        doubles = Number.objects.standing().filter(
            value=number.value,
            issued_on__year=number.issued_on.year,
            document__unit=document.unit_id,
            document__symbol=document.symbol,
        )
        if doubles.exclude(pk=number.pk).exists():
            said.append(
                _("Trùng số, ký hiệu, cơ quan ban hành với văn bản khác trong năm.")
            )
    struck = document.numbers.filter(voided_at__isnull=False).first()
    if struck:
        said.append(
            _("Số %(number)s đã hủy: %(why)s")
            % {"number": number_of(document, struck), "why": struck.void_reason}
        )
    return said


def _version(one: DraftVersion) -> VersionLine:
    when = dates.show_moment(one.made_at.astimezone(ZONE))
    args = [one.document_id, one.number]
    check = reverse("documents:check", args=[one.document_id])
    about = f"{one.made_by}, {when}"
    if one.file:
        about += f", {show_size(one.file.size)}"
    return VersionLine(
        name=one.file.name if one.file else _("Bản soạn %(n)s") % {"n": one.number},
        href=reverse("documents:version", args=args),
        about=about,
        note=one.note,
        check_href=f"{check}?ban={one.number}",
    )


def _copy(one: SignedCopy) -> CopyLine:
    standing = Standing(one.standing)
    return CopyLine(
        name=one.file.name,
        href=reverse("documents:signed-copy", args=[one.document_id, one.pk]),
        about=_("%(who)s gắn lúc %(when)s")
        % {
            "who": one.attached_by,
            "when": dates.show_moment(one.attached_at.astimezone(ZONE)),
        },
        standing=str(standing.label),
        tone=SIGNED_TONES[standing],
        signatures=[_signature(found) for found in one.found if found.get("signer")],
        says=_says().get(standing, ""),
    )


def _says() -> dict[str, str]:
    """What follows from what was found."""
    return {
        Standing.UNKNOWN_ROOT: _(
            "Tệp còn nguyên từ khi ký, nhưng nơi cấp chứng thư chưa có trong danh sách"
            " tin cậy. Nhờ quản trị thêm chứng thư gốc."
        ),
        Standing.EXPIRED: _(
            "Tệp còn nguyên từ khi ký, nhưng lúc kiểm tra chứng thư đã hết hạn hoặc bị"
            " thu hồi. Đối chiếu ngày ký."
        ),
        Standing.ALTERED: _(
            "Tệp đã bị sửa sau khi ký. Xin lại bản gốc từ người ký rồi gắn lại."
        ),
        Standing.UNSIGNED: _(
            "Tệp không có chữ ký số: là bản quét, hoặc chưa ký. Nếu ký số thì gắn lại"
            " tệp do phần mềm ký xuất ra."
        ),
        Standing.UNREADABLE: _(
            "Không đọc được chữ ký. Xuất lại PDF từ phần mềm ký rồi gắn lại."
        ),
    }


def _signature(found: dict[str, str]) -> SignatureLine:
    said = found.get("at", "")
    when = dates.show_moment(datetime.fromisoformat(said)) if said else ""
    standing = Standing(found["standing"])
    issuer = found.get("issuer", "")
    who = found["signer"]
    return SignatureLine(
        who=_("%(who)s (chứng thư do %(issuer)s cấp)") % {"who": who, "issuer": issuer}
        if issuer
        else who,
        when=when,
        says=str(standing.label),
        tone=SIGNED_TONES[standing],
    )
