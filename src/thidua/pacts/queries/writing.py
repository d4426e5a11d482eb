"""The desk on which a pact is written: words, parties, commitments, witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel.ui import parts
from thidua.organisations.models import Unit
from thidua.organisations.queries.searching import units_matching
from thidua.pacts.models import Commitment, Pact, PactEdition
from thidua.pacts.queries.listing import crumbs_of
from thidua.pacts.queries.words import called
from thidua.pacts.states import State
from thidua.pacts.wording import (
    Line,
    commitment_words,
    lines_of,
    text_of,
    witness_words,
)

FOUND = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A commitment as it reads in the text."""

    pk: int
    words: str


@dataclass(frozen=True, slots=True)
class WrittenParty:
    """A party with what it binds itself to so far."""

    pk: int
    name: str
    commitments: Sequence[Written]
    may_remove: bool


@dataclass(frozen=True, slots=True)
class WritePage:
    """Everything `write.html` shows around its forms."""

    pk: int
    crumbs: Sequence[parts.Link]
    title: str
    number: int
    version: int
    because: str
    is_round: bool
    may_add_parties: bool
    parties: Sequence[WrittenParty]
    asked: str
    found: Sequence[tuple[int, str]]
    is_nothing_found: bool
    witnesses: Sequence[tuple[int, str]]
    lines: Sequence[Line]


def write_page(
    pact: Pact, edition: PactEdition, day: date, asked: str = ""
) -> WritePage:
    """What stands so far; units found by name when somebody looks for a party."""
    edition.pact = pact
    sides = list(pact.parties.filter(left_at__isnull=True))
    names = called({one.unit_id for one in sides}, day)
    said = list(edition.commitments.select_related("version"))
    found = _found(asked, {one.unit_id for one in sides}, day)
    return WritePage(
        pk=pact.pk,
        crumbs=crumbs_of(pact, _("Soạn"), title=edition.title),
        title=edition.title,
        number=edition.number,
        version=edition.version,
        because=edition.because,
        is_round=edition.circulated_at is not None,
        may_add_parties=pact.in_force_since is None,
        parties=[
            WrittenParty(
                one.pk,
                names[one.unit_id],
                [_written(p) for p in said if p.party_id == one.pk],
                may_remove=pact.state == State.DRAFT,
            )
            for one in sides
        ],
        asked=asked,
        found=found,
        is_nothing_found=bool(asked) and not found,
        witnesses=[(one.pk, witness_words(one)) for one in edition.witnesses.all()],
        lines=lines_of(text_of(edition, day)),
    )


def _written(one: Commitment) -> Written:
    return Written(one.pk, commitment_words(one))


def _found(asked: str, apart: set[int], day: date) -> list[tuple[int, str]]:
    if not asked.strip():
        return []
    units: list[Unit] = units_matching(asked, day, FOUND + len(apart))
    keys = [one.pk for one in units if one.pk not in apart][:FOUND]
    names = called(keys, day)
    return [(pk, names[pk]) for pk in keys]


def party_choices(pact: Pact, day: date) -> list[tuple[str, str]]:
    """The parties as choices of a form."""
    sides = list(pact.parties.filter(left_at__isnull=True))
    names = called({one.unit_id for one in sides}, day)
    return [(str(one.pk), names[one.unit_id]) for one in sides]


def commitment_crumbs(pact: Pact, title: str) -> list[parts.Link]:
    """The way back to the desk from the form of one commitment."""
    links = crumbs_of(pact, title, title=pact.standing().title)
    there = parts.Link(_("Soạn"), reverse("pacts:write", args=[pact.pk]))
    return [*links[:-1], there, links[-1]]
