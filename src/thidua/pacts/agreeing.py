"""Which parties agree to what is being written, as it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thidua.pacts.carrying import Carried
from thidua.pacts.models import PactEdition, PactOpinion


def opinions_on(edition: PactEdition) -> Mapping[int, PactOpinion]:
    """The last word of each party, by the number of the party."""
    return {one.party_id: one for one in edition.opinions.all()}


def agrees(one: PactOpinion | None, edition: PactEdition) -> bool:
    """Did a party agree to the version that stands now?"""
    return one is not None and one.agrees and one.version == edition.version


def who_lacks(
    edition: PactEdition,
    author: int | None,
    parties: Sequence[Carried],
    said: Mapping[int, PactOpinion] | None = None,
) -> list[Carried]:
    """The parties that have not agreed to it as it stands; who wrote it, has.

    `author` is the unit that speaks for who wrote it; `said` what was answered, where
    it is known already.
    """
    answers = opinions_on(edition) if said is None else said
    return [
        one
        for one in parties
        if one.unit_id != author and not agrees(answers.get(one.party.pk), edition)
    ]
