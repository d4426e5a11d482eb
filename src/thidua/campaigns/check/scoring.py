"""From findings to a score of 0 to 100 that opens into its reasons.

Seventy points belong to the content, shared equally by its items; thirty to the frame.
Every rule asks its question and carries its weight; what is answered well earns it, an
accepted warning earns half. A rule about measures is answered by the best measure of an
item; while there is none, its points are lost with those for being measured at all, so
that adding a measure never costs a point.
Why so: docs/why/decisions/0023-the-score-of-a-plan.md, 0073-what-measures-a-promise.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.campaigns.check.words import Asks, Finding, Rule

CONTENT, FRAME = 70, 30
HALF, WHOLE = 1, 2
"""Costs are counted in halves: an accepted warning costs one."""
NOTHING = Fraction(0)
_OF_MEASURES = {Asks.MEASURE, Asks.MEASURED}


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item as the score sees it: its name in the plan, and what measures it.

    `is_answered`: an item that reads from a measured one, or one of a unit's plan that
    says how much; nothing more is asked of its measures.
    """

    subject: str
    measures: tuple[str, ...] = ()
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What one rule cost: of how many things it was asked, how many fell short."""

    rule: Rule[Any]
    asked: int
    short: int
    lost: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is rounded down, so that 100 means that nothing is open.

    A plan without content has no score yet: `is_given` is false, and `value` serves
    only to put plans in order.
    """

    exact: Fraction
    lines: tuple[ScoreLine, ...]
    is_given: bool = True

    @property
    def value(self) -> int:
        return int(self.exact)


Costs = Mapping[tuple[str, str], int]
"""By rule and subject: what the worst finding there costs, in halves."""


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
    charged = {key for key, _thing in costs}
    points = _points(rules)
    lines = []
    for rule in rules:
        if rule.asks == Asks.PLAN:
            cost = costs.get((rule.key, "plan"), 0)
            lines.append(_line(rule, [cost], points.frame * rule.points))
            continue
        asked = targets if rule.asks == Asks.TARGET else items
        if asked and rule.asks not in _OF_MEASURES and rule.key not in charged:
            lines.append(ScoreLine(rule, len(asked), 0, NOTHING))
            continue
        if not asked and rule.asks != Asks.TARGET:
            lost = NOTHING if rule.instead else points.content * rule.points
            lines.append(ScoreLine(rule, 0, 0, lost))
            continue
        also = points.of_measures if rule.asks == Asks.MEASURED else 0
        short = [_cost(rule, item, costs) for item in asked]
        lines.append(_line(rule, short, points.content * (rule.points + also)))
    lost = sum((line.lost for line in lines if line.lost), NOTHING)
    return Score(CONTENT + FRAME - lost, tuple(lines), is_given=bool(items))


@dataclass(frozen=True, slots=True)
class _Points:
    """What one point of a rule is worth, and how many are asked of measures."""

    frame: Fraction
    content: Fraction
    of_measures: int


def _points(rules: Sequence[Rule[Any]]) -> _Points:
    frame = sum(rule.points for rule in rules if rule.asks == Asks.PLAN) or 1
    own = [rule for rule in rules if rule.asks != Asks.PLAN and not rule.instead]
    content = sum(rule.points for rule in own) or 1
    measures = sum(rule.points for rule in own if rule.asks == Asks.MEASURE)
    return _Points(Fraction(FRAME, frame), Fraction(CONTENT, content), measures)


def _line(rule: Rule[Any], short: Sequence[int], worth: Fraction) -> ScoreLine:
    """A rule asked of some things, each of which costs so many halves."""
    halves = sum(short)
    if not halves:
        return ScoreLine(rule, len(short), 0, NOTHING)
    lost = Fraction(halves, 2 * len(short)) * worth
    return ScoreLine(rule, len(short), sum(cost > 0 for cost in short), lost)


def _costs(found: Iterable[Finding]) -> Costs:
    costs: dict[tuple[str, str], int] = {}
    for one in found:
        cost = WHOLE if one.is_open else HALF
        for thing in (one.found.subject, one.found.item or "plan", *one.found.also):
            where = (one.key, thing)
            costs[where] = max(costs.get(where, 0), cost)
    return costs


def _cost(rule: Rule[Any], item: Weighed, costs: Costs) -> int:
    found = costs.get((rule.key, item.subject), 0)
    if rule.asks == Asks.MEASURED:
        return found if found or item.is_answered or item.measures else WHOLE
    if rule.asks != Asks.MEASURE:
        return found
    if item.is_answered:
        return 0
    return min((costs.get((rule.key, one), 0) for one in item.measures), default=0)
