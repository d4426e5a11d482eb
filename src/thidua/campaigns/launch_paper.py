"""A document of a campaign as a paper, ready to be drafted, numbered and signed."""

from __future__ import annotations

import re
from datetime import date

from thidua.campaigns.models import Campaign, LaunchDocument
from thidua.documents.free import authority_of
from thidua.kernel.paper.figures import point
from thidua.kernel.paper.parts import (
    LETTER,
    Block,
    Clause,
    Manner,
    Mark,
    Paper,
    Signature,
)
from thidua.organisations.issuing import COMMITTEE, Issuer, issuer_on

_POINT = re.compile(r"^(?:[a-zđ]\)|[-–•])\s*")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_PARTY_ROLES = ("Phó Bí thư", "Bí thư")
BUREAU = "Ban Thường vụ"
CHAIR, DEPUTY = "Chủ tịch", "Phó Chủ tịch"


def launch_paper(document: LaunchDocument, day: date) -> Paper:
    """Its fields and numbered contents in the layout of whoever launches."""
    campaign = document.campaign
    issuer = issuer_on(campaign.launcher, day)
    is_party = campaign.line == Campaign.Line.PARTY
    grounds = [one.strip() for one in document.grounds.splitlines() if one.strip()]
    decides = document.kind == LaunchDocument.Kind.DECISION and bool(grounds)
    return Paper(
        manner=Manner.PARTY if is_party else Manner.STATE,
        above=issuer.above,
        issuer=issuer.name,
        kind=document.kind,
        symbol=document.symbol or _symbol(document, issuer, is_party=is_party),
        place=document.place or issuer.place,
        abstract=abstract_of(document),
        signature=_signature(document, issuer, is_party=is_party),
        authority=authority_of(issuer) if decides else "",
        grounds=grounds,
        body=_body(document),
        recipients=document.recipients,
    )


def _body(document: LaunchDocument) -> list[Block]:
    """The opening, then what is numbered; its title where nothing was written."""
    opening = " ".join(document.opening.split())
    said: list[Block] = [opening] if opening else []
    return [*said, *(_clause(text) for text in document.contents)] or [document.title]


def opening_of(paper: Paper) -> str:
    """What stands before its numbered contents; “” where there are none."""
    first = paper.body[0] if len(paper.body) > 1 else ""
    return first if isinstance(first, str) else ""


def _symbol(document: LaunchDocument, issuer: Issuer, *, is_party: bool) -> str:
    """A proposal where nobody typed one: `CT-UBND`, `UBND-TĐKT`, `CT/TU`."""
    if document.kind == LETTER:
        return f"{issuer.abbreviation}-TĐKT"
    return f"{document.kind}{'/' if is_party else '-'}{issuer.abbreviation}"


def abstract_of(document: LaunchDocument) -> str:
    """Its title as the paper has it: a letter says “V/v” by itself."""
    title = document.title.strip()
    return title.removeprefix("V/v ") if document.kind == LETTER else title


def _clause(text: str) -> Clause:
    """The first lines are the clause; lines marked `a)` or `-` are its points."""
    said, points = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        if _POINT.match(line):
            points.append(_POINT.sub("", line))
        elif points:
            points[-1] += f" {line}"
        else:
            said.append(line)
    return Clause(" ".join(said), points)


def clauses_of(paper: Paper) -> list[str]:
    """Its numbered contents as they are typed, points on lines of their own."""
    clauses = [block for block in paper.body if isinstance(block, Clause)]
    return ["\n".join([one.text, *_points_of(one)]) for one in clauses]


def _points_of(clause: Clause) -> list[str]:
    return [f"{point(n)} {said}" for n, said in enumerate(clause.points)]


def _signature(
    document: LaunchDocument, issuer: Issuer, *, is_party: bool
) -> Signature:
    """Who signs and for whom; what the office types differently it edits in Word."""
    name = document.signer_name or issuer.head_name
    title = _ASIDE.sub("", document.signer_title or issuer.head_title)
    if is_party:
        said = next((role for role in _PARTY_ROLES if role in title), title)
        bureau = issuer.name.startswith(BUREAU)
        whom = BUREAU if bureau else issuer.name
        return Signature(said, name, [(Mark.FOR_ALL, whom)])
    if not issuer.is_committee:
        return Signature(title, name)
    if title.startswith(DEPUTY):
        marks = [(Mark.FOR_ALL, COMMITTEE), (Mark.FOR_HEAD, CHAIR)]
        return Signature(DEPUTY, name, marks)
    if title.startswith(CHAIR):
        title = CHAIR
    return Signature(title, name, [(Mark.FOR_ALL, COMMITTEE)])
