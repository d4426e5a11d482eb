"""Head and foot of the papers of exemplars: who issues, under which symbol, who signs.

A document has one language, whatever that of the screen: its words are not translated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import translation

from thidua.documents.policies import can_issue
from thidua.kernel.paper.parts import (
    Article,
    Block,
    Manner,
    Mark,
    Paper,
    Signature,
)
from thidua.organisations.issuing import COMMITTEE, Issuer
from thidua.organisations.models import Unit
from thidua.organisations.naming import in_sentence
from thidua.organisations.places import Places
from thidua.prospects.models import Subject

NOTICE = "TB"
DEPUTY, CHAIR = "Phó Chủ tịch", "Chủ tịch"


def head_of(unit: Unit, head: Issuer) -> dict[str, Any]:
    """What stands at the head of a paper of a unit."""
    return {
        "manner": Manner.PARTY if unit.kind == Unit.Kind.PARTY else Manner.STATE,
        "above": head.above,
        "issuer": head.name,
        "place": head.place,
    }


def symbol_of(kind: str, unit: Unit, head: Issuer) -> str:
    """A proposal: `QĐ-UBND`; of the Party `TB/ĐU`; a hamlet has the kind alone."""
    return head.symbol_of(kind, is_party=unit.kind == Unit.Kind.PARTY)


def as_issued_by(issuer: Unit, paper: Paper) -> Paper:
    """A decision as it is; a hamlet, which may not decide, notifies of the same."""
    if can_issue(issuer, paper.kind):
        return paper
    body = [line for block in paper.body for line in _told(block)]
    recipients = [one for one in paper.recipients if not one.startswith("Như Điều")]
    return replace(
        paper,
        kind=NOTICE,
        symbol=NOTICE,
        authority="",
        grounds=(),
        body=body,
        recipients=recipients,
    )


def _told(block: Block) -> list[Block]:
    """An article as paragraphs of a notice."""
    if not isinstance(block, Article):
        return [block]
    text = block.text.replace("thi hành Quyết định này", "thực hiện Thông báo này")
    text = text.replace("Quyết định này", "Thông báo này")
    return [text, *block.blocks]


def title_of(title: str) -> str:
    """`Chủ tịch`, without the committee that already stands at the head."""
    return title.split(f" {COMMITTEE}", maxsplit=1)[0].strip()


def signature_of(head: Issuer) -> Signature:
    """The head of the body, or who signs for the head."""
    title = title_of(head.head_title)
    if head.is_committee and title.startswith(DEPUTY):
        marks = [(Mark.FOR_ALL, COMMITTEE), (Mark.FOR_HEAD, CHAIR)]
        return Signature(DEPUTY, head.head_name, marks)
    if head.is_committee:
        return Signature(title or CHAIR, head.head_name, [(Mark.FOR_ALL, COMMITTEE)])
    return Signature(title, head.head_name)


def authority_of(head: Issuer) -> str:
    """Who decides: `Chủ tịch Ủy ban nhân dân xã …`."""
    title = title_of(head.head_title) if head.is_committee else head.head_title
    return replace(head, head_title=title).authority


def paragraphs(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def who_and_where(one: Subject, places: Places) -> str:
    """`Xã Châu Bình, huyện Giồng Trôm`; of others the unit that they belong to."""
    with translation.override("vi"):
        if one.unit_id is not None:
            return places.called(one.unit_id) or one.name
        home = in_sentence(places.called(one.home_id))
    return ", ".join(part for part in (one.name, one.place, home) if part)
