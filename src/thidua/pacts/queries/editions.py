"""The exact text of an edition: to be read, signed, compared with the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.pacts.carrying import mine, parties_of
from thidua.pacts.models import Pact, PactEdition, PactSignature
from thidua.pacts.queries.listing import crumbs_of
from thidua.pacts.queries.past import edition_words
from thidua.pacts.queries.words import called, moment
from thidua.pacts.wording import Line, lines_of, text_of


@dataclass(frozen=True, slots=True)
class Abreast:
    """A line of both texts; empty where the other has one more."""

    before: str
    after: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Hand:
    """A signature over the text of an edition."""

    party: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """Everything `edition.html` shows."""

    crumbs: Sequence[parts.Link]
    title: str
    state: str
    because: str
    lines: Sequence[Line]
    sha256: str
    hands: Sequence[Hand]
    is_void: bool
    before: str
    after: str
    abreast: Sequence[Abreast]
    changed: str


def edition_page(pact: Pact, edition: PactEdition, day: date) -> EditionPage:
    """An edition with its signatures, beside the last fixed one before it."""
    edition.pact = pact
    text = edition.text or text_of(edition, day)
    before = (
        pact.editions.filter(number__lt=edition.number, fixed_at__isnull=False)
        .order_by("-number")
        .first()
    )
    abreast = list(side_by_side(before.text, text)) if before else []
    name = _("Bản %(number)s") % {"number": edition.number}
    count = sum(one.differs for one in abreast)
    return EditionPage(
        crumbs=crumbs_of(pact, name, title=pact.standing().title),
        title=name,
        state=edition_words(edition),
        because=edition.because,
        lines=lines_of(text),
        sha256=edition.sha256,
        hands=_hands(list(edition.signatures.select_related("party")), day),
        is_void=edition.replaced_at is not None,
        before=_("Bản %(number)s") % {"number": before.number} if before else "",
        after=name,
        abreast=abreast,
        changed=ngettext("%(count)s dòng khác nhau", "%(count)s dòng khác nhau", count)
        % {"count": count}
        if abreast
        else "",
    )


def _hands(signed: Sequence[PactSignature], day: date) -> list[Hand]:
    names = called({one.party.unit_id for one in signed}, day)
    return [
        Hand(
            names.get(one.party.unit_id, ""),
            f"{one.name}, {one.office}",
            moment(one.signed_at),
        )
        for one in signed
    ]


def side_by_side(before: str, after: str) -> Iterator[Abreast]:
    """Two texts line by line, what is new beside what it replaces."""
    old, new = before.splitlines(), after.splitlines()
    for how, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        left, right = old[a:b], new[c:d]
        for place in range(max(len(left), len(right))):
            yield Abreast(
                left[place] if place < len(left) else "",
                right[place] if place < len(right) else "",
                how != "equal",
            )


@dataclass(frozen=True, slots=True)
class SignPage:
    """Everything `sign.html` shows."""

    pk: int
    crumbs: Sequence[parts.Link]
    title: str
    number: int
    lines: Sequence[Line]
    sha256: str
    sides: Sequence[tuple[int, str]]
    """The parties for which the reader may still sign: number and name."""
    as_who: str
    hands: Sequence[Hand]


def sign_page(pact: Pact, actor: Actor, day: date) -> SignPage:
    """The whole text, its hash, and for whom one signs."""
    edition = pact.standing()
    hands = list(edition.signatures.select_related("party"))
    signed = {one.party_id for one in hands}
    own = mine(parties_of(pact, day), actor)
    left = [one for one in own if one.party.pk not in signed]
    names = called({one.party.unit_id for one in left}, day)
    title = actor.mandate.title if actor.mandate else ""
    return SignPage(
        pk=pact.pk,
        crumbs=crumbs_of(pact, _("Ký"), title=edition.title),
        title=edition.title,
        number=edition.number,
        lines=lines_of(edition.text),
        sha256=edition.sha256,
        sides=[(one.party.pk, names[one.party.unit_id]) for one in left],
        as_who=actor.office or f"{actor.name}, {title}",
        hands=_hands(hands, day),
    )
