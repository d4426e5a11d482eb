"""Who carries a party of a pact on a day: itself, or who came after it in a reform.

The main successor carries the whole pact: the signatures that were given stand, what
is still to be said and signed is said and signed by it. Whoever took over a smaller
part of the abolished unit may read, and does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thidua.organisations.actor import Actor
from thidua.pacts.models import Pact, PactParty

_CARRIER = """
select {unit} as unit_id, '' as decision where exists (
    select from organisations_placement
    where unit_id = {unit} and during @> %(day)s::date)
union all
select heir_id, decision from organisations_heirs(array[{unit}], %(day)s::date)
where not exists (
    select from organisations_placement
    where unit_id = {unit} and during @> %(day)s::date)
limit 1
"""


def carrier(unit: str) -> str:
    """SQL: `unit_id` and `decision` of who stands in a unit's place on `%(day)s`: the
    unit itself, else its best heir; no row when nobody is left."""
    return _CARRIER.format(unit=unit)


_CARRIED = f"""
select unit, carrier.unit_id, coalesce(carrier.decision, '')
from unnest(%(units)s::bigint[]) unit
left join lateral ({carrier("unit")}) carrier on true
"""  # noqa: S608 - our own names


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
    with connection.cursor() as cursor:
        cursor.execute(_CARRIED, {"units": sorted(set(unit_ids)), "day": day})
        return {unit: (heir, decision) for unit, heir, decision in cursor}


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
