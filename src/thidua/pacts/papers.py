"""A pact and the minutes of its ceremony as papers, and how they hang on documents.

A document has one language, whatever that of the screen: its words are not translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from thidua.documents.hanging import Hanger, register
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.paper.parts import (
    PACT,
    Annex,
    Block,
    Manner,
    Mark,
    Paper,
    Section,
    Signature,
    Table,
)
from thidua.organisations.actor import Actor
from thidua.organisations.issuing import COMMITTEE, Issuer, issuer_on
from thidua.organisations.models import Unit
from thidua.pacts.models import (
    Pact,
    PactCeremony,
    PactEdition,
    PactPaper,
    PactSignature,
)
from thidua.pacts.wording import (
    blocks_of,
    bodies_called,
    hand_of,
    text_of,
    witness_words,
)

ABOUT = "pact"
SYMBOL = "GƯ"


def pact_paper(edition: PactEdition, issuer: Unit, day: date) -> Paper:
    """The pact with a block for every party; what was signed here in an annex."""
    everybody = edition.pact.parties.select_related("unit")
    sides = {one.pk: one for one in everybody}
    parties = [one for one in sides.values() if one.left_at is None]
    names = bodies_called([one.unit_id for one in parties], day)
    units = {one.unit_id: one.unit for one in parties} | {issuer.pk: issuer}
    heads = {pk: issuer_on(unit, day) for pk, unit in units.items()}
    signed = {one.party_id: one for one in edition.signatures.all()}
    for one in signed.values():
        one.party = sides[one.party_id]
    blocks = [
        _block(names[one.unit_id], signed.get(one.pk), heads[one.unit_id])
        for one in parties
    ]
    text = edition.text or text_of(edition, day)
    head = heads[issuer.pk]
    is_hamlet = issuer.kind == Unit.Kind.HAMLET
    return Paper(
        manner=Manner.PARTY if issuer.kind == Unit.Kind.PARTY else Manner.STATE,
        above="" if is_hamlet else head.above,
        issuer=bodies_called([issuer.pk], day)[issuer.pk] if is_hamlet else head.name,
        kind=PACT,
        symbol=_symbol(head.abbreviation, is_hamlet=is_hamlet),
        place=head.place,
        day=None,
        abstract=edition.title,
        signature=blocks[0],
        signers=blocks,
        body=blocks_of(text),
        recipients=["Các bên ký giao ước", *_others(edition)],
        annexes=_signed_here(edition, names, list(signed.values())),
    )


def printed_pact(edition: PactEdition, issuer: Unit, day: date) -> Paper:
    """The pact as it is printed: dated the day from which it holds.

    With number and day of the register, once a clerk has given them; before it holds
    both are left open, to be written in by hand.
    """
    paper = pact_paper(edition, issuer, day)
    if edition.in_force_at is not None:
        paper = replace(paper, day=edition.in_force_at.astimezone(ZONE).date())
    drawn = PactPaper.objects.filter(edition=edition, kind=PactPaper.Kind.PACT)
    made = drawn.select_related("document").first()
    said = made.document.paper if made else {}
    if said.get("number"):
        given = date.fromisoformat(said["day"])
        return replace(paper, number=said["number"], day=given)
    return paper


def _symbol(abbreviation: str, *, is_hamlet: bool) -> str:
    """A proposal: `GƯ-UBND`; a hamlet has none."""
    return SYMBOL if is_hamlet else f"{SYMBOL}-{abbreviation}"


def _others(edition: PactEdition) -> Sequence[str]:
    return [one.name for one in edition.witnesses.all() if one.unit_id]


def _block(name: str, signed: PactSignature | None, head: Issuer) -> Signature:
    """Who signs, and for whom; before it is signed, the head of the day."""
    title = signed.title if signed else head.head_title
    person = signed.name if signed else head.head_name
    title = title.split(f" {COMMITTEE}")[0]
    marks: list[tuple[Mark, str]] = []
    body = name
    if name.startswith(COMMITTEE):
        marks, body = [(Mark.FOR_ALL, name)], ""
    if signed and signed.delegated_by:
        return Signature("", person, [*marks, (Mark.BY_MANDATE, title)], body=body)
    return Signature(title, person, marks, body=body)


def _signed_here(
    edition: PactEdition, names: dict[int, str], signed: Sequence[PactSignature]
) -> list[Annex]:
    if not signed:
        return []
    rows = [
        [
            str(place),
            names.get(one.party.unit_id, ""),
            _who(one),
            dates.show_moment(one.signed_at.astimezone(ZONE)),
        ]
        for place, one in enumerate(signed, start=1)
    ]
    table = Table(["STT", "Bên", "Người ký", "Lúc"], rows, [1, 5, 5, 3], [0])
    said = (
        f"Các chữ ký ghi trên chương trình, sau khi người ký xác nhận lại danh tính,"
        f" trên bản {edition.number} của văn bản này, mã băm SHA-256: {edition.sha256}."
    )
    return [Annex("Chữ ký ghi trên chương trình", [said, table])]


def minutes_paper(ceremony: PactCeremony, issuer: Unit, day: date) -> Paper:
    """The minutes of the ceremony: when, where, who, what was signed and said."""
    edition = ceremony.edition
    paper = pact_paper(edition, issuer, day)
    return Paper(
        manner=paper.manner,
        above=paper.above,
        issuer=paper.issuer,
        kind="BB",
        symbol=paper.symbol.replace(SYMBOL, "BB"),
        place=paper.place,
        abstract=f"Lễ ký kết giao ước thi đua “{edition.title}”",
        signature=paper.signers[0],
        signers=paper.signers,
        body=_minutes(ceremony, day),
        recipients=paper.recipients,
    )


def _minutes(ceremony: PactCeremony, day: date) -> list[Block]:
    edition = ceremony.edition
    parties = list(edition.pact.parties.filter(left_at__isnull=True))
    names = bodies_called([one.unit_id for one in parties], day)
    signed = {one.party_id: one for one in edition.signatures.all()}
    rows = [
        [str(place), names[one.unit_id], _who(signed.get(one.pk))]
        for place, one in enumerate(parties, start=1)
    ]
    witnesses = [witness_words(one) for one in edition.witnesses.all()]
    return [
        (
            f"Lễ ký kết tổ chức ngày {dates.show(ceremony.held_on)} tại"
            f" {ceremony.place}, do {ceremony.led_by} chủ trì, {ceremony.present}"
            " người dự."
        ),
        Section(
            "Các bên ký kết",
            [Table(["STT", "Bên", "Người ký"], rows, [1, 6, 6], [0])],
        ),
        *([Section("Chứng kiến", [f"{'; '.join(witnesses)}."])] if witnesses else []),
        Section(
            "Diễn biến",
            [line.strip() for line in ceremony.minutes.splitlines() if line.strip()],
        ),
    ]


def _who(signed: PactSignature | None) -> str:
    if signed is None:
        return "chưa ký"
    with translation.override("vi"):
        return hand_of(signed)


def hang() -> None:
    """Let documents know of pacts."""
    register(
        Hanger(about=ABOUT, name=_("Giao ước thi đua"), known_to=_known_to, href=_href)
    )


def _known_to(actor: Actor) -> Iterable[int]:
    seen = Pact.objects.visible_to(actor)
    return PactPaper.objects.filter(edition__pact__in=seen).values_list(
        "document", flat=True
    )


def _href(document_id: int) -> str:
    paper = PactPaper.objects.filter(document=document_id).select_related("edition")
    found = paper.first()
    return reverse("pacts:pact", args=[found.edition.pact_id]) if found else ""
