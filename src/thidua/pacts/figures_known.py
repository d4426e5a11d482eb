"""Who reads a pact may open the figures that it binds its parties to, and no others.

Only of a text that the parties have agreed to: nobody learns a neighbour's figure by
writing its name into a draft. Only the sum, and only of the commitment's own time.
"""

from __future__ import annotations

from thidua.indicators.known_through import Sight, known_through
from thidua.indicators.periods import PeriodSpan
from thidua.organisations.actor import Actor
from thidua.pacts.models import Commitment, Pact


@known_through
def seen_on_a_pact(actor: Actor, indicator: int, unit: int, span: PeriodSpan) -> Sight:
    """How much of a figure the pacts of this person show."""
    bound = Commitment.objects.filter(
        party__unit=unit,
        version__indicator=indicator,
        starts_on__lte=span.ends_on,
        due_on__gte=span.starts_on,
        edition__fixed_at__isnull=False,
        edition__replaced_at__isnull=True,
        edition__pact__in=Pact.objects.visible_to(actor),
    )
    return Sight.SUM if bound.exists() else Sight.NOTHING
