"""The effectiveness of a campaign over a stretch of it: worked out, kept, compared.

    facts         what is known of a stretch: plain, frozen, no words
    judging       when a goal is reached, nearly, not: pure
    goals, steps, response, spread, cost
                  the facts, read in a fixed number of queries
    keeping       facts as JSON and back, and the seal of an assessment
    differences   what a signed assessment said, beside what is known now
    this file     puts them together

Figures are those of the stretch's last day as they are known now; what was known when
somebody judged stays in the assessment (docs/why/decisions/0029-….md).
"""

from __future__ import annotations

from datetime import date

from thidua.campaigns.effect.cost import cost_of
from thidua.campaigns.effect.facts import Effect
from thidua.campaigns.effect.goals import goals_of
from thidua.campaigns.effect.response import response_of
from thidua.campaigns.effect.spread import spread_over
from thidua.campaigns.effect.steps import index_facts, steps_of
from thidua.campaigns.effect.stretches import Stretch

__all__ = ["Effect", "Stretch", "effect_of"]


def effect_of(stretch: Stretch, today: date) -> Effect:
    """Everything about a stretch up to its last day, or to today while it runs."""
    day = min(stretch.until, today)
    judged = goals_of(stretch, day)
    response = response_of(stretch, day, today)
    goals, tallies = spread_over(judged, day)
    return Effect(
        since=stretch.since,
        day=day,
        goals=goals,
        steps=steps_of(stretch, day),
        indices=index_facts(stretch, day),
        units=response.with_tallies(tallies, day),
        figures_asked=response.figures_asked,
        cost=cost_of(stretch, day, goals),
    )
