"""What the effort cost, where somebody told; never estimated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from thidua.campaigns.effect.facts import Cost, Goal, PerResult, Spent
from thidua.campaigns.effect.stretches import Stretch
from thidua.campaigns.models import Expense


def cost_of(stretch: Stretch, day: date, goals: Sequence[Goal]) -> Cost:
    """The expenses of a stretch, by the day on which they were made."""
    told = list(
        Expense.objects.standing()
        .filter(campaign=stretch.campaign, spent_on__range=(stretch.since, day))
        .order_by("pk")
    )
    return Cost(
        total=sum((one.amount for one in told), Decimal(0)),
        count=len(told),
        units=len({one.unit_id for one in told}),
        by_unit=_by(told, "unit_id"),
        by_source=_by(told, "source"),
        per_result=_per_result(told, goals),
    )


def _by(told: Sequence[Expense], field: str) -> tuple[Spent, ...]:
    """Under each head, the largest sum first."""
    heads: dict[str, list[Decimal]] = defaultdict(list)
    for one in told:
        heads[str(getattr(one, field))].append(one.amount)
    found = [
        Spent(key, sum(some, Decimal(0)), len(some)) for key, some in heads.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.amount, one.key)))


def _per_result(
    told: Sequence[Expense], goals: Sequence[Goal]
) -> tuple[PerResult, ...]:
    """For an item with money of its own and one amount that was done in the stretch.

    An item with two amounts says nothing: nobody knows what was spent on which.
    """
    spent: dict[str, list[Expense]] = defaultdict(list)
    for one in told:
        if one.node_key is not None:
            spent[str(one.node_key)].append(one)
    amounts: dict[str, list[Goal]] = defaultdict(list)
    for goal in goals:
        if goal.flows:
            amounts[goal.node_key].append(goal)
    found = []
    for key, some in spent.items():
        mine = amounts.get(key, [])
        done = mine[0].done if len(mine) == 1 else None
        if done is not None and done > 0:
            total = sum((one.amount for one in some), Decimal(0))
            units = len({one.unit_id for one in some})
            found.append(PerResult(key, mine[0].target_id, total, done, units))
    return tuple(found)
