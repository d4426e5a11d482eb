"""Units on the page: the response by level, who is silent, who did most and least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.effect.facts import Cost, Effect, Goal, UnitPart
from thidua.campaigns.effect.judging import ENOUGH_TO_COMPARE
from thidua.campaigns.models import Campaign, Expense
from thidua.campaigns.queries.effect.sentences import in_dong
from thidua.campaigns.queries.effect.tables import Seen, level_words
from thidua.indicators.models import FormLine
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.text import sort_key
from thidua.kernel.ui import charts
from thidua.kernel.ui.charts import Bar, Rank, Ranking

LISTED = 30
NAMED = 3
ENOUGH_GOALS = 5
"""With fewer goals of its own a unit is not ranked: one more or less decides."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """What the units of one level answered."""

    name: str
    units: str
    told: str
    plans: str
    received: str
    on_time: str
    bar: Bar
    silent: str


@dataclass(frozen=True, slots=True)
class Silent:
    """Units that did not do one thing; `more` says how many are not listed."""

    title: str
    names: Sequence[tuple[str, str]]
    more: str


@dataclass(frozen=True, slots=True)
class CostRow:
    """Money under one head."""

    name: str
    amount: str
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What one of a result cost, and on what that stands."""

    name: str
    per: str
    spent: str
    done: str
    basis: str


def level_rows(effect: Effect) -> list[LevelRow]:
    """One row for each level that takes part or reports."""
    rows = []
    for level in FormLine.Level:
        some = [one for one in effect.units if one.level == level]
        asked = [one for one in some if one.is_member or one.expected]
        if asked:
            rows.append(_level(str(level), asked))
    return rows


def _level(level: str, some: Sequence[UnitPart]) -> LevelRow:
    members = [one for one in some if one.is_member]
    expected = sum(one.expected for one in some)
    received = sum(one.received for one in some)
    on_time = sum(one.on_time for one in some)
    share = Decimal(100 * on_time) / expected if expected else None
    silent = sum(one.is_silent for one in some)
    return LevelRow(
        name=level_words(level),
        units=str(len(some)),
        told=f"{sum(one.is_told for one in members)}/{len(members)}",
        plans=f"{sum(one.has_plan for one in members)}/{len(members)}",
        received=f"{show_number(received)}/{show_number(expected)}"
        if expected
        else "–",
        on_time=show_percent(share, 1) if share is not None else "–",
        bar=charts.bar(share),
        silent=str(silent) if silent else "",
    )


def silent_lists(effect: Effect, campaign: Campaign, seen: Seen) -> list[Silent]:
    """Who sent no report, never took it up, or made no plan; as far as one may see."""
    seen_ones = [one for one in effect.units if seen is None or one.unit_id in seen]
    asked = [
        (_("Chưa gửi báo cáo nào"), [one for one in seen_ones if one.is_silent]),
        (
            _("Chưa báo tiếp nhận"),
            [one for one in seen_ones if one.is_member and not one.is_told],
        ),
        (
            _("Chưa cụ thể hóa"),
            [one for one in seen_ones if one.is_member and not one.has_plan],
        ),
    ]
    page = reverse("campaigns:campaign", args=[campaign.pk])
    return [
        Silent(
            title=_("%(title)s: %(n)s nơi") % {"title": title, "n": len(some)},
            names=[(one.name, f"{page}?don-vi={one.unit_id}") for one in some[:LISTED]],
            more=_("và %(n)s nơi nữa, có đủ trong tệp Excel")
            % {"n": len(some) - LISTED}
            if len(some) > LISTED
            else "",
        )
        for title, some in asked
        if some
    ]


def rankings(effect: Effect, campaign: Campaign, seen: Seen) -> list[Ranking]:
    """Of each level the units that reached most and least of their own goals."""
    found = []
    for level in FormLine.Level:
        some = [
            one
            for one in effect.units
            if one.level == level and one.judged >= ENOUGH_GOALS
        ]
        if len(some) >= ENOUGH_TO_COMPARE:
            found += list(_ranking(str(level), some, campaign, seen))
    return found


def _ranking(
    level: str, some: Sequence[UnitPart], campaign: Campaign, seen: Seen
) -> Iterable[Ranking]:
    order = sorted(some, key=lambda one: (-_share(one), sort_key(one.name)))
    half = len(order) // 2
    ends = order if len(order) <= 2 * NAMED + 4 else [*order[:NAMED], *order[-NAMED:]]
    shown = [one for one in ends if seen is None or one.unit_id in seen]
    if not shown or _share(order[0]) == _share(order[-1]):
        return
    middle = order[half]
    title = _("%(level)s: từ %(least)s đến %(most)s chỉ tiêu chấm được là đạt") % {
        "level": level_words(level)[:1].upper() + level_words(level)[1:],
        "least": show_percent(_share(order[-1])),
        "most": show_percent(_share(order[0])),
    }
    note = _("Nơi ở giữa: %(middle)s. Xếp %(n)s nơi có từ %(enough)s chỉ tiêu.")
    page = reverse("campaigns:campaign", args=[campaign.pk])
    yield charts.ranking(
        title,
        [
            Rank(
                one.name,
                charts.bar(_share(one)),
                f"{one.reached}/{one.judged}",
                f"{page}?don-vi={one.unit_id}",
            )
            for one in shown
        ],
        note=note
        % {
            "middle": show_percent(_share(middle)),
            "n": len(order),
            "enough": ENOUGH_GOALS,
        },
    )


def _share(one: UnitPart) -> Decimal:
    return Decimal(100 * one.reached) / one.judged


def cost_rows(effect: Effect, seen: Seen) -> tuple[list[CostRow], list[CostRow]]:
    """Money by source, and by unit as far as one may see; largest first."""
    cost = effect.cost
    names = {str(one.unit_id): one.name for one in effect.units}
    sources = [
        _cost(str(Expense.Source(one.key).label), one.amount, one.count, cost)
        for one in cost.by_source
    ]
    units = [
        _cost(names.get(one.key, ""), one.amount, one.count, cost)
        for one in cost.by_unit
        if seen is None or int(one.key) in seen
    ]
    return sources, units


def _cost(name: str, amount: Decimal, count: int, cost: Cost) -> CostRow:
    return CostRow(
        name=name,
        amount=in_dong(amount),
        count=str(count),
        share=show_percent(100 * amount / cost.total) if cost.total else "–",
    )


def result_rows(effect: Effect) -> list[ResultRow]:
    """What one of a result cost, only where both are known."""
    goals: dict[int, Goal] = {one.target_id: one for one in effect.goals}
    rows = []
    for one in effect.cost.per_result:
        goal = goals[one.target_id]
        counted = goal.counted
        shown = one.done / counted.scale
        rows.append(
            ResultRow(
                name=goal.name,
                per=_("ít nhất %(money)s cho 1 %(measure)s")
                % {
                    "money": in_dong((one.spent / shown).to_integral_value()),
                    "measure": counted.full_name,
                },
                spent=in_dong(one.spent),
                done=counted.say(one.done),
                basis=_("mới %(n)s nơi ghi chi riêng cho nội dung này")
                % {"n": one.units},
            )
        )
    return rows
