"""Who writes a report of a half-year or year on a day, and who receives it.

A unit that stands does so itself, to whom it was asked to send. In the place of one
that a reform abolished stands its main successor; without any, whoever answers for the
unit above it; where the campaign's office sits there, that office (ADR 0042).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.follow_up.models import Review
from thidua.organisations.heirs import answering_for, heirs_of, main_of
from thidua.organisations.models import Lineage


@dataclass(frozen=True, slots=True)
class Answering:
    """The units that have to do with one report on a day."""

    writer: int
    receiver: int
    office: int
    """Of the campaign: it may receive whatever is sent to anybody."""


def who_answers(reviews: Iterable[Review], day: date) -> dict[int, Answering]:
    """By the number of each report, read with its campaign.

    In one question; in three once a unit is gone.
    """
    rows = list(reviews)
    units = {unit for one in rows for unit in (one.unit_id, one.receiver_id)}
    now = answering_for(units, day)
    gone = [unit for unit, other in now.items() if unit != other]
    heirs = heirs_of(gone, day)
    above = _above({one.call.campaign.office_id for one in rows}, day) if gone else {}

    def instead(unit: int, office: int) -> int:
        if unit not in gone:
            return unit
        at = main_of(heirs.get(unit, ())) or now[unit]
        return office if at in above[office] else at

    def of(one: Review) -> Answering:
        office = one.call.campaign.office_id
        writer = instead(one.unit_id, office)
        receiver = instead(one.receiver_id, office)
        return Answering(writer, office if receiver == writer else receiver, office)

    return {one.pk: of(one) for one in rows}


def answering_in(review: Review, day: date) -> Answering:
    """The same of one report."""
    return who_answers([review], day)[review.pk]


def _above(units: Iterable[int], day: date) -> dict[int, set[int]]:
    lines = Lineage.objects.filter(unit__in=units, depth__gt=0, during__contains=day)
    found: dict[int, set[int]] = defaultdict(set)
    for unit, ancestor in lines.values_list("unit_id", "ancestor_id"):
        found[unit].add(ancestor)
    return found
