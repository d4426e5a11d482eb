"""Fetching what a reader may know of; the rest is a 404."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.pacts.carrying import carrier_of, mine, parties_of
from thidua.pacts.models import Pact, PactEdition, PactParty
from thidua.pacts.policies import can_write


def the_pact(request: OfficeRequest, pk: int) -> Pact:
    """A pact that this reader may know of."""
    seen = Pact.objects.visible_to(request.actor).select_related("campaign")
    return get_object_or_404(seen, pk=pk)


def is_inside(request: OfficeRequest, pact: Pact) -> bool:
    """Does the reader act for a party, or for who draws the pact up?"""
    day, actor = clock.today(), request.actor
    own = mine(parties_of(pact, day), actor)
    return bool(own) or actor.unit_id == carrier_of(pact.drafter_id, day)


def inside(request: OfficeRequest, pk: int) -> Pact:
    """The same for the parties and who draws it up; others read the page alone."""
    pact = the_pact(request, pk)
    if not is_inside(request, pact):
        raise Http404
    return pact


def the_party(pact: Pact, pk: int | str) -> PactParty:
    """A party of this pact."""
    number = str(pk)
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    return get_object_or_404(pact.parties.all(), pk=int(number))


def on_the_desk(request: OfficeRequest, pk: int) -> tuple[Pact, PactEdition]:
    """A pact and the edition that is being written, for who writes it."""
    pact = inside(request, pk)
    edition = pact.proposed()
    if edition is None:
        raise Http404
    author = carrier_of(edition.author_id, clock.today())
    can_write(request.actor, pact, author).enforce()
    return pact, edition


def version_of(request: OfficeRequest) -> int | None:
    """The version that the form was opened with."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
