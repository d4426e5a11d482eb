"""Which parties agree to what is being written, as it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from thidua.pacts.carrying import Carried, carrier_of, parties_of
from thidua.pacts.models import PactEdition, PactOpinion


def opinions_on(edition: PactEdition) -> Mapping[int, PactOpinion]:
    """The last word of each party, by the number of the party."""
    return {one.party_id: one for one in edition.opinions.all()}


def agrees(one: PactOpinion | None, edition: PactEdition) -> bool:
    """Did a party agree to the version that stands now?"""
    return one is not None and one.agrees and one.version == edition.version


def who_lacks(
    edition: PactEdition, day: date, parties: Sequence[Carried] | None = None
) -> list[Carried]:
    """The parties that have not agreed to it as it stands; who wrote it, has."""
    said = opinions_on(edition)
    author = carrier_of(edition.author_id, day)
    carried = parties_of(edition.pact, day) if parties is None else parties
    return [
        one
        for one in carried
        if one.unit_id != author and not agrees(said.get(one.party.pk), edition)
    ]
