"""Who is in charge of an exemplar or a learner today: its unit, or who came after it.

After a reform the main successor is in charge. The figures of an abolished unit end
with it: a learner that was merged away is judged by what it had reached, and its line
stops there; nothing is apportioned.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.organisations.heirs import heirs_of, main_of, standing
from thidua.prospects.where import unit_in_charge


def keepers_on(unit_ids: Iterable[int], day: date) -> dict[int, int | None]:
    """By unit: who is in charge in its place on a day; None when nobody is left."""
    units = set(unit_ids)
    gone = units - standing(units, day)
    heirs = heirs_of(gone, day) if gone else {}
    return {one: main_of(heirs.get(one, ())) if one in gone else one for one in units}


def keeper_of(unit_id: int, day: date) -> int | None:
    """Who is in charge in place of one unit."""
    return keepers_on([unit_id], day)[unit_id]


def writer_for(unit_id: int, day: date) -> int | None:
    """Who writes for a learner's unit: who is in charge of it or, where nobody signs in
    there (a hamlet, say), the next unit above that somebody signs in for."""
    keeper = keeper_of(unit_id, day)
    return None if keeper is None else unit_in_charge(keeper, day)
