"""The places below a unit: how their targets and reports stand, then and now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.campaigns import progress
from thidua.campaigns.glances import seen_on
from thidua.campaigns.models import Campaign
from thidua.campaigns.pace import Standing
from thidua.desk.queries.names import Named
from thidua.desk.queries.punctuality import NOTHING, Count
from thidua.indicators.periods import PeriodSpan
from thidua.organisations.letterhead import TERRITORIAL
from thidua.organisations.models import Lineage

HUNDRED = Decimal(100)
UNJUDGED = (Standing.UNPACED, Standing.SILENT)

_Standings = list[progress.Standing]


@dataclass(frozen=True, slots=True)
class Pacing:
    """How many targets were on pace, of those that had a pace."""

    on_pace: int = 0
    judged: int = 0

    @property
    def share(self) -> Decimal | None:
        """Percent of the judged targets that were on pace."""
        return HUNDRED * self.on_pace / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Below:
    """One place: its targets this month and the month before, its reports."""

    unit: int
    name: str
    short: str
    sort_key: str
    standing: Sequence[progress.Standing]
    now: Pacing
    before: Pacing
    month: Count
    year: Count

    @property
    def punctual(self) -> Decimal | None:
        """Percent of the month's reports already due that came in time."""
        judged = self.month.received + self.month.missing
        return HUNDRED * self.month.on_time / judged if judged else None

    @property
    def moved(self) -> Decimal | None:
        """Percent points by which the share of targets on pace changed in the month."""
        if self.now.share is None or self.before.share is None:
            return None
        return self.now.share - self.before.share


def places_below(campaign: Campaign, unit: int, day: date) -> list[int]:
    """The territorial units directly below one on a day, in the campaign's tree."""
    return list(
        Lineage.objects.filter(
            tree=campaign.tree_id, ancestor=unit, depth=1, during__contains=day
        )
        .filter(unit__kind__in=TERRITORIAL)
        .values_list("unit_id", flat=True)
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """A unit's own targets this month and the month before, and the places below."""

    now: Sequence[progress.Standing]
    before: Sequence[progress.Standing]
    places: Sequence[Below]


def scene(
    campaign: Campaign,
    unit: int,
    units: Sequence[int],
    counts: Mapping[tuple[int, date], Count],
    names: Mapping[int, Named],
    months: Sequence[PeriodSpan],
) -> Scene:
    """How a unit and the places below it (`units`) stand, in the alphabet's order.

    Asks a fixed number of questions, however many places and targets there are.
    """
    found = seen_on(
        campaign,
        [unit, *units],
        [months[-1].before().ends_on, months[-1].ends_on],
        counting=[unit],
        drawn_of=unit,
    )
    before, now = map(_by_unit, found)
    places = _places(units, now, before, counts, names, months)
    return Scene(now[unit], before[unit], places)


def places_alone(
    campaign: Campaign,
    units: Sequence[int],
    counts: Mapping[tuple[int, date], Count],
    names: Mapping[int, Named],
    months: Sequence[PeriodSpan],
) -> Scene:
    """The places without the unit above them, and as they stand this month only."""
    (found,) = seen_on(campaign, units, [months[-1].ends_on])
    now = _by_unit(found)
    return Scene((), (), _places(units, now, {}, counts, names, months))


def _places(
    units: Sequence[int],
    now: Mapping[int, _Standings],
    before: Mapping[int, _Standings],
    counts: Mapping[tuple[int, date], Count],
    names: Mapping[int, Named],
    months: Sequence[PeriodSpan],
) -> list[Below]:
    firsts = [month.starts_on for month in months]
    places = [
        _place(
            names[one],
            now.get(one, []),
            before.get(one, []),
            [counts.get((one, first), NOTHING) for first in firsts],
        )
        for one in units
    ]
    return sorted(places, key=lambda place: place.sort_key)


def _by_unit(found: Mapping[int, progress.Standing]) -> dict[int, _Standings]:
    by_unit: dict[int, _Standings] = defaultdict(list)
    for one in found.values():
        by_unit[one.target.unit_id].append(one)
    return by_unit


def _place(
    named: Named, now: _Standings, before: _Standings, counts: Sequence[Count]
) -> Below:
    return Below(
        unit=named.unit,
        name=named.name,
        short=named.short,
        sort_key=named.sort_key,
        standing=now,
        now=pacing(now),
        before=pacing(before),
        month=counts[-1],
        year=sum(counts, NOTHING),
    )


def pacing(standing: Sequence[progress.Standing]) -> Pacing:
    """How many of some targets are on pace; those without a pace are left out."""
    judged = [one for one in standing if one.pace.standing not in UNJUDGED]
    return Pacing(sum(not one.pace.is_slow for one in judged), len(judged))
