"""How the figures of persons stand against the unit's own target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from thidua.campaigns.cascade import Balance, Given, Part, Rule, balance
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import PersonResult, PersonTarget, Target
from thidua.campaigns.rules import SPLITTING, fitting_rules
from thidua.indicators.models import IndicatorVersion


def rule_among(target: Target) -> Rule:
    """The target's own split rule; without one, the usual one of its indicator."""
    if target.split in SPLITTING:
        return Rule(target.split)
    fitting = fitting_rules(target.version)
    return Rule(fitting[0]) if fitting[0] in SPLITTING else Rule.EACH


def balance_among(
    target: Target, aims: Sequence[PersonTarget], counted: Measure
) -> Balance:
    """The persons' targets against the unit's, in the words of the cascade."""
    given = Given(
        value=target.value,
        rule=rule_among(target),
        measure=counted,
        level=target.level_to_meet,
        is_lower_better=target.version.better == IndicatorVersion.Better.LOWER,
    )
    return balance(given, [Part(aim.value, Decimal(1), True) for aim in aims])


def reached(target: Target, results: Iterable[PersonResult]) -> Decimal | None:
    """What a person has reached: what flows is added up, of a level the last month."""
    told = sorted(results, key=lambda one: one.period_id)
    if not told:
        return None
    if target.version.over_time == IndicatorVersion.OverTime.SUM:
        return sum((one.value for one in told), Decimal(0))
    return told[-1].value
