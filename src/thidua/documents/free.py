"""A document written from nothing: what is typed, turned into a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.documents.kinds import KIND_WORDS
from thidua.documents.models import Document
from thidua.documents.signers import signers_on
from thidua.documents.states import Amends
from thidua.kernel import dates
from thidua.kernel.paper.figures import number_and_symbol
from thidua.kernel.paper.notation import blocks_of, text_of
from thidua.kernel.paper.parts import (
    KINDS,
    LETTER,
    PACT,
    Manner,
    Paper,
    Signature,
)
from thidua.organisations.issuing import Issuer, issuer_on
from thidua.organisations.models import Unit

FREE_KINDS = {key: name for key, name in KIND_WORDS.items() if key != PACT}
"""What may be written from nothing; a pact begins in its own room."""
DRAFTER = "TĐKT"
URGENCIES = ("Khẩn", "Thượng khẩn", "Hỏa tốc")
DECISION = "QĐ"


@dataclass(frozen=True, slots=True)
class FreeDraft:
    """What somebody typed. `symbol` and `place` empty: as is usual for the unit.

    `signer` is a key of `signers.signers_on`; `body` is in the notation of
    `kernel.paper.notation`.
    """

    kind: str
    abstract: str
    body: str
    signer: str
    symbol: str = ""
    place: str = ""
    urgency: str = ""
    drafter: str = DRAFTER
    addressees: Sequence[str] = ()
    grounds: Sequence[str] = ()
    recipients: Sequence[str] = ()


def paper_of_free(draft: FreeDraft, unit: Unit, day: date) -> Paper:
    """The document as it would be issued by a unit, without number and day."""
    issuer = issuer_on(unit, day)
    manner = Manner.PARTY if unit.kind == Unit.Kind.PARTY else Manner.STATE
    signers = {one.key: one.signature for one in signers_on(unit, day)}
    signature = signers.get(draft.signer) or Signature("")
    is_decision = draft.kind == DECISION and bool(draft.grounds)
    return Paper(
        manner=manner,
        above=issuer.above,
        issuer=issuer.name,
        kind=draft.kind,
        symbol=draft.symbol or usual_symbol(draft, issuer, manner),
        place=draft.place or issuer.place,
        abstract=draft.abstract.removeprefix("V/v ").strip(),
        authority=authority_of(issuer) if is_decision else "",
        signature=signature,
        addressees=draft.addressees,
        grounds=draft.grounds,
        recipients=draft.recipients,
        drafter=draft.drafter,
        urgency=draft.urgency,
        body=blocks_of(draft.body),
    )


def usual_symbol(draft: FreeDraft, issuer: Issuer, manner: Manner) -> str:
    """A proposal: `KH-UBND`, of a letter `SNV-TĐKT`, of the Party `KH/TU`."""
    if draft.kind == LETTER:
        return issuer.symbol_of_letter(draft.drafter)
    return issuer.symbol_of(draft.kind, is_party=manner == Manner.PARTY)


def authority_of(issuer: Issuer) -> str:
    """Who decides: `Chủ tịch Ủy ban nhân dân …`, `Giám đốc Sở Nội vụ`."""
    if issuer.name in issuer.head_title or not issuer.head_title:
        return issuer.head_title or issuer.name
    return issuer.authority


def draft_again(document: Document, day: date) -> FreeDraft:
    """A document as it was typed: to write it anew, or one like it."""
    paper = document.as_paper()
    signers = signers_on(document.unit, day)
    name = paper.signature.name
    same = (one.key for one in signers if one.signature.name == name)
    return FreeDraft(
        kind=paper.kind,
        abstract=paper.abstract,
        body=text_of(paper.body),
        signer=next(same, ""),
        symbol=paper.symbol,
        place=paper.place,
        urgency=paper.urgency,
        drafter=paper.drafter,
        addressees=list(paper.addressees),
        grounds=list(paper.grounds),
        recipients=list(paper.recipients),
    )


def draft_amending(document: Document, how: str, day: date) -> FreeDraft:
    """What replaces a document, or the letter that corrects it (article 18, clause 3).

    Content goes by a document of the same form, format and procedure by a letter.
    """
    again = draft_again(document, day)
    number = document.numbers.standing().first()
    value = number.value if number else None
    said = number_and_symbol(value, document.symbol, Manner(document.manner))
    kind = KINDS.get(document.kind, document.kind)
    on = f" ngày {dates.show(number.issued_on)}" if number else ""
    if how == Amends.REPLACES:
        line = f"Văn bản này thay thế {kind} số {said}{on}."
        return replace(again, body=f"{again.body}\n{line}")
    return replace(
        again,
        kind=LETTER,
        symbol="",
        abstract=f"đính chính {kind} số {said}",
        grounds=(),
        addressees=[*again.addressees] or [*again.recipients],
        body=(
            f"{kind} số {said}{on} {document.abstract[:1].lower()}"
            f"{document.abstract[1:]} có sai sót về thể thức, kỹ thuật trình bày, nay"
            " đính chính như sau:\n1. Tại …, viết là “…”, nay viết là “…”."
            "\nCác nội dung khác không thay đổi."
        ),
    )
