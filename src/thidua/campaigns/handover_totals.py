"""What is given to the last holders before a handover and after, and what is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua.campaigns.handover import (
    Decisions,
    Handover,
    Inheritance,
    Opening,
    key_of,
    merged,
    openings,
    remaining,
)
from thidua.campaigns.models import Target
from thidua.indicators.models import IndicatorVersion


@dataclass(frozen=True, slots=True)
class Total:
    """One indicator at the lowest level that holds it, before and after a handover.

    `target` is any of them, for its name and measure. Amounts are sums, shares means;
    `reached` is None for shares: what was reached of them is no part of what was given.
    """

    target: Target
    holders_before: int
    given_before: Decimal | None
    reached: Decimal | None
    holders_after: int
    given_after: Decimal | None
    lost: Decimal | None = None
    """What is left of targets that nobody takes over; None for shares."""
    lost_units: tuple[int, ...] = ()


def totals(plan: Handover, decisions: Decisions) -> list[Total]:
    """What is given to the last holders, before and after, for all that change."""
    split = {one.target.parent_id for one in plan.inheritances}
    split |= {target.parent_id for target in plan.kept}
    old: dict[tuple[UUID, int], list[Inheritance]] = defaultdict(list)
    kept: dict[tuple[UUID, int], list[Target]] = defaultdict(list)
    new: dict[tuple[UUID, int], list[Opening]] = defaultdict(list)
    for one in plan.inheritances:
        if one.target.pk not in split:
            old[key_of(one.target)].append(one)
    for opening in openings(plan, decisions):
        leaves = [one for one in opening.group if one.target.pk not in split]
        if leaves:
            new[key_of(leaves[0].target)].append(opening)
    for target in plan.kept:
        if target.pk not in split:
            kept[key_of(target)].append(target)
    return [
        _total(some, kept.get(key, []), new.get(key, []), decisions)
        for key, some in sorted(old.items(), key=lambda pair: pair[1][0].target.pk)
    ]


def _total(
    old: Sequence[Inheritance],
    kept: Sequence[Target],
    new: Sequence[Opening],
    decisions: Decisions,
) -> Total:
    version = old[0].target.version
    grown = {opening.standing.pk for opening in new if opening.standing is not None}
    still = [(t.value, t.weight or Decimal(0)) for t in kept]
    on = [(t.value, t.weight or Decimal(0)) for t in kept if t.pk not in grown]
    before = [(o.target.value, o.target.weight or Decimal(0)) for o in old] + still
    after = [(o.value, o.weight or Decimal(0)) for o in new] + on
    is_flow = version.nature == IndicatorVersion.Nature.FLOW
    got = [one.reached.value or Decimal(0) for one in old]
    ended = [one for one in old if not decisions.goes_on(one)]
    left = sum((remaining(o.target, o.reached)[0] for o in ended), Decimal(0))
    return Total(
        target=old[0].target,
        holders_before=len(before),
        given_before=merged(version, before),
        reached=sum(got, Decimal(0)) if is_flow else None,
        holders_after=len(after),
        given_after=merged(version, after) if after else None,
        lost=left if is_flow or version.nature == "stock" else None,
        lost_units=tuple(one.target.unit_id for one in ended),
    )
