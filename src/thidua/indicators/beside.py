"""What other rooms put beside a figure: its target, its pace. They register themselves.

An indicator knows no campaign; the campaigns above know which target a unit has for an
indicator. `beside_the_figure(provider)` in a room's `apps.ready` adds them to pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.indicators.periods import PeriodSpan


@dataclass(frozen=True, slots=True)
class Beside:
    """One target beside a figure, in the indicator's measure.

    `target` is for the whole plan up to its deadline, or for the year (`words` says
    which), `so_far` what counts towards it up to the period, `pace` what should have
    been reached by then; None where there is none. `href` opens the target.
    `outlook` opens where it is heading, where that can be said.
    `counts_for` names all that the one typed figure serves, each with its address.
    `whose` is the campaign that set the target, `more` how many other targets there
    are, `since` the first day that counts for what adds up, `until` the last day that
    counts (beside a period that still runs that of the month told everywhere),
    `is_pending` that the unit has not taken it on yet. `share` and `planned_share` are
    percent of the target, where lower is better too; None where there is none.
    """

    target: Decimal | None
    so_far: Decimal | None
    pace: Decimal | None
    words: str
    href: str = ""
    outlook: str = ""
    counts_for: tuple[tuple[str, str], ...] = ()
    whose: str = ""
    more: int = 0
    is_pending: bool = False
    is_slow: bool = False
    since: date | None = None
    until: date | None = None
    share: Decimal | None = None
    planned_share: Decimal | None = None


Provider = Callable[[int, Sequence[int], PeriodSpan, date], Mapping[int, Beside]]
"""Unit, indicators, period and today → what stands beside each indicator."""

_providers: list[Provider] = []


def beside_the_figure(provider: Provider) -> Provider:
    """Register a provider; the first that knows an indicator is shown."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def beside(
    unit_id: int, indicator_ids: Sequence[int], span: PeriodSpan, today: date
) -> dict[int, Beside]:
    """What stands beside each figure of a unit, from all rooms."""
    found: dict[int, Beside] = {}
    for provider in _providers:
        known = provider(unit_id, indicator_ids, span, today)
        found |= {key: one for key, one in known.items() if key not in found}
    return found
