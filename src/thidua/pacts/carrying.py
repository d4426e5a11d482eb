"""Who carries a party of a pact on a day: itself, or who came after it in a reform.

The main successor carries the whole pact: the signatures that were given stand, what
is still to be said and signed is said and signed by it. Whoever took over a smaller
part of the abolished unit may read, and does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.organisations.actor import Actor
from thidua.organisations.heirs import heirs_of, main_of, standing
from thidua.pacts.models import Pact, PactParty


@dataclass(frozen=True, slots=True)
class Carried:
    """A party, who speaks for it on a day (None: nobody is left), and by which act."""

    party: PactParty
    unit_id: int | None
    decision: str = ""

    @property
    def is_succeeded(self) -> bool:
        """Was the party abolished?"""
        return self.unit_id != self.party.unit_id


def carriers_on(
    unit_ids: Iterable[int], day: date
) -> dict[int, tuple[int | None, str]]:
    """By unit: who stands in its place on a day, and the decision."""
    units = set(unit_ids)
    gone = units - standing(units, day)
    found: dict[int, tuple[int | None, str]] = {one: (one, "") for one in units - gone}
    heirs = heirs_of(gone, day) if gone else {}
    for one in gone:
        main = main_of(heirs.get(one, ()))
        acts = [heir.decision for heir in heirs.get(one, ()) if heir.unit_id == main]
        found[one] = (main, acts[0] if acts else "")
    return found


def carried_on(parties: Sequence[PactParty], day: date) -> list[Carried]:
    """The parties in their order, each with who carries it."""
    by_unit = carriers_on((one.unit_id for one in parties), day)
    return [Carried(one, *by_unit[one.unit_id]) for one in parties]


def parties_of(pact: Pact, day: date) -> list[Carried]:
    """Those that have not withdrawn."""
    return carried_on(list(pact.parties.filter(left_at__isnull=True)), day)


def carrier_of(unit_id: int, day: date) -> int | None:
    """Who speaks for a unit on a day."""
    return carriers_on([unit_id], day)[unit_id][0]


def mine(carried: Iterable[Carried], actor: Actor) -> list[Carried]:
    """The parties for which this person's unit speaks: several after a merger."""
    return [one for one in carried if one.unit_id == actor.unit_id]
