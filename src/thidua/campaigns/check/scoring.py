"""From findings to a score of 0 to 100 that opens into its reasons.

Seventy points belong to the content, shared equally by its items; thirty to the frame.
Every rule asks its question and carries its weight; what is answered well earns it, an
accepted warning earns half. A rule about measures is answered by the best measure of an
item and not answered while there is none, so that adding a measure never costs a point.
Why so: docs/why/decisions/0022-the-score-of-a-plan.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.campaigns.check.words import Asks, Finding, Rule

CONTENT, FRAME = 70, 30
HALF = Fraction(1, 2)
"""What an accepted warning still earns."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item as the score sees it: its name in the plan, and its measures.

    `is_answered` without measures: an item that reads from a measured one, or one of
    a unit's plan, whose rules ask nothing of measures.
    """

    subject: str
    measures: tuple[str, ...] = ()
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What one rule cost: of how many things it was asked, how many fell short."""

    key: str
    name: str
    asked: int
    short: int
    lost: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is rounded down, so that 100 means that nothing is open."""

    exact: Fraction
    lines: tuple[ScoreLine, ...]

    @property
    def value(self) -> int:
        return int(self.exact)


Costs = Mapping[tuple[str, str], Fraction]
"""By rule and subject: what the worst finding there costs, 1 or a half."""


def score(
    rules: Sequence[Rule[Any]],
    items: Sequence[Weighed],
    found: Iterable[Finding],
    targets: Sequence[Weighed] = (),
) -> Score:
    """Weigh what was found against everything that was asked.

    `targets` are those given to a unit, of which some rules ask; without any, those
    rules are answered.
    """
    costs = _costs(found)
    frame = [rule for rule in rules if rule.asks == Asks.PLAN]
    content = [rule for rule in rules if rule.asks != Asks.PLAN]
    of_frame = Fraction(FRAME, sum(rule.points for rule in frame) or 1)
    of_content = Fraction(CONTENT, sum(rule.points for rule in content) or 1)
    lines = [
        ScoreLine(
            rule.key,
            str(rule.name),
            1,
            int(costs.get((rule.key, "plan"), 0) > 0),
            costs.get((rule.key, "plan"), Fraction(0)) * rule.points * of_frame,
        )
        for rule in frame
    ]
    for rule in content:
        asked = targets if rule.asks == Asks.TARGET else items
        unasked = Fraction(0 if rule.asks == Asks.TARGET else 1)
        lines.append(_content_line(rule, asked, costs, of_content, unasked))
    lost = sum((line.lost for line in lines), Fraction(0))
    return Score(CONTENT + FRAME - lost, tuple(lines))


def _costs(found: Iterable[Finding]) -> Costs:
    costs: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for one in found:
        cost = Fraction(1) if one.is_open else HALF
        where = {one.found.subject, one.found.item or "plan", *one.found.also}
        for thing in where:
            costs[one.key, thing] = max(costs[one.key, thing], cost)
    return costs


def _content_line(
    rule: Rule[Any],
    items: Sequence[Weighed],
    costs: Costs,
    point: Fraction,
    unasked: Fraction,
) -> ScoreLine:
    short = [_cost(rule, item, costs) for item in items]
    share = sum(short, Fraction(0)) / len(items) if items else unasked
    return ScoreLine(
        rule.key,
        str(rule.name),
        len(items),
        sum(cost > 0 for cost in short),
        share * rule.points * point,
    )


def _cost(rule: Rule[Any], item: Weighed, costs: Costs) -> Fraction:
    if rule.asks != Asks.MEASURE:
        return costs.get((rule.key, item.subject), Fraction(0))
    if not item.measures:
        return Fraction(0 if item.is_answered else 1)
    return min(costs.get((rule.key, one), Fraction(0)) for one in item.measures)
