"""What a search reads: who takes part, what is counted, how large, and two spans.

Of each unit and indicator the database gives the sums over two spans of months, the
first that counts and the last, not the months themselves. What flows is read over
twelve months, a level over three. Only months count; what is reported by the quarter or
the year, ranks, formulas and checklists are not compared yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thidua.campaigns.ladder import units_taking_part
from thidua.campaigns.models import Campaign
from thidua.campaigns.told import told_in
from thidua.indicators.models import FormLine, IndicatorVersion
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.indicators.queries.sums import Sums, figures_of
from thidua.prospects.discovery.groups import Peer

NATURES = ("flow", "stock", "ratio", "percent")
FLOW_MONTHS, LEVEL_MONTHS, LASTING = 12, 3, 12
"""Months of a span of what flows, of a level; and how long it is looked whether a unit
stays ahead."""
MONTHS_A_ROLLING_MEAN_HAS = 3


@dataclass(frozen=True, slots=True)
class Spans:
    """Numbers of months: where it began and where it stands, of a flow or a level."""

    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def months(self) -> int:
        """How many months the last span has."""
        return self.last[1] - self.last[0] + 1

    @property
    def has_start(self) -> bool:
        """Is there a first span at all, before the last one?"""
        return self.first[0] <= self.first[1]


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit told over the two spans: months, above and below the line."""

    months: int
    above: float
    below: float
    first_months: int
    first_above: float
    first_below: float


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that a search stands on, read in a handful of questions."""

    last_month: int
    versions: Sequence[IndicatorVersion]
    peers: Sequence[Peer]
    told: Mapping[tuple[int, int], Told]
    added_up: frozenset[int]
    """Units whose figures are sums of those below."""


def spans_of(campaign: Campaign, last_month: int, *, is_flow: bool) -> Spans:
    """The first months of the campaign, and the last ones; they never overlap."""
    months = FLOW_MONTHS if is_flow else LEVEL_MONTHS
    last = (last_month - months + 1, last_month)
    begins = containing(campaign.starts_on, PeriodKind.MONTH).id
    return Spans((begins, min(begins + months - 1, last[0] - 1)), last)


def read(campaign: Campaign, day: date) -> Ground:
    """The figures known now, up to the last month whose reports were due."""
    last_month = told_in([campaign], day)[campaign.pk].id
    versions = versions_of(campaign, day)
    units = units_taking_part(campaign, from_id(last_month).ends_on)
    peers = _peers(campaign, units, from_id(last_month).ends_on)
    told = _told(campaign, versions, units, last_month)
    added_up = _added_up(campaign, units, {unit for unit, _one in told}, last_month)
    return Ground(
        last_month=last_month,
        versions=versions,
        peers=peers,
        told=told | _told_below(campaign, versions, added_up, last_month),
        added_up=frozenset(added_up),
    )


def versions_of(campaign: Campaign, day: date) -> list[IndicatorVersion]:
    """What a campaign counts month by month: of its targets and of its forms."""
    targets = campaign.open_targets().values("version__indicator")
    lines = FormLine.objects.filter(form__in=campaign.form_links.values("form"))
    versions = IndicatorVersion.objects.filter(during__contains=day, nature__in=NATURES)
    asked = versions.filter(indicator__in=targets)
    asked |= versions.filter(indicator__in=lines.values("version__indicator"))
    return list(asked.distinct().order_by("pk"))


_PEERS = """
select line.unit_id, unit.kind, line.depth, (
    select said.denominator from indicators_observation said
    where said.unit_id = line.unit_id and said.denominator > 0
      and said.indicator_id = any (%(households)s) and said.period_id <= %(month)s
    order by said.period_id desc, said.indicator_id limit 1)
from organisations_lineage line
join organisations_unit unit on unit.id = line.unit_id
where line.tree_id = %(tree)s and line.ancestor_id = %(root)s
  and line.unit_id = any (%(units)s) and line.during @> %(on)s::date
order by line.unit_id
"""
_HOUSEHOLDS = "tổng số hộ"


def _peers(campaign: Campaign, units: Sequence[int], on: date) -> list[Peer]:
    """Kind and step of each, and its households as it last told them: they stand below
    the line of whatever is counted per household, and are asked nowhere else."""
    counted = IndicatorVersion.objects.filter(denominator_name__iexact=_HOUSEHOLDS)
    asked: dict[str, Any] = {
        "tree": campaign.tree_id,
        "root": campaign.root_id,
        "units": list(units),
        "on": on,
        "month": containing(on, PeriodKind.MONTH).id,
        "households": sorted(set(counted.values_list("indicator_id", flat=True))),
    }
    with connection.cursor() as cursor:
        cursor.execute(_PEERS, asked)
        rows = cursor.fetchall()
    return [
        Peer(unit, kind, depth, float(size or 0)) for unit, kind, depth, size in rows
    ]


_TOLD = """
with asked as (
    select * from unnest(%(indicators)s::bigint[], %(ratios)s::boolean[],
        %(a1)s::smallint[], %(a2)s::smallint[], %(b1)s::smallint[], %(b2)s::smallint[])
        asked (indicator_id, is_ratio, a1, a2, b1, b2)
)
select own.unit_id, own.indicator_id,
    count(*) filter (where own.period_id >= b1),
    sum(case when is_ratio then own.numerator else own.value end)
        filter (where own.period_id >= b1),
    sum(own.denominator) filter (where own.period_id >= b1 and is_ratio),
    count(*) filter (where own.period_id <= a2),
    sum(case when is_ratio then own.numerator else own.value end)
        filter (where own.period_id <= a2),
    sum(own.denominator) filter (where own.period_id <= a2 and is_ratio)
from asked
join indicators_observation own using (indicator_id)
where own.unit_id = any (%(units)s)
  and (own.period_id between a1 and a2 or own.period_id between b1 and b2)
  and indicators_is_sent(own.state, own.value, own.denominator)
group by own.unit_id, own.indicator_id
"""


def _told(
    campaign: Campaign,
    versions: Sequence[IndicatorVersion],
    units: Sequence[int],
    last_month: int,
) -> dict[tuple[int, int], Told]:
    """What units told themselves, summed by the database in one question."""
    spans = [_spans(campaign, one, last_month) for one in versions]
    asked: dict[str, Any] = {
        "units": list(units),
        "indicators": [one.indicator_id for one in versions],
        "ratios": [one.nature == "ratio" for one in versions],
        "a1": [one.first[0] for one in spans],
        "a2": [one.first[1] for one in spans],
        "b1": [one.last[0] for one in spans],
        "b2": [one.last[1] for one in spans],
    }
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, asked)
        return {
            (unit, indicator): Told(
                months,
                float(above or 0),
                float(below or 0),
                first,
                *(float(one or 0) for one in begun),
            )
            for unit, indicator, months, above, below, first, *begun in cursor
        }


def _spans(campaign: Campaign, version: IndicatorVersion, last_month: int) -> Spans:
    return spans_of(campaign, last_month, is_flow=version.nature == "flow")


_ADDED_UP = """
select distinct unit_id from indicators_rollup
where tree_id = %s and unit_id = any (%s) and period_id = %s and reported > 0
"""


def _added_up(
    campaign: Campaign, units: Sequence[int], told: Iterable[int], last_month: int
) -> set[int]:
    """Those that told nothing themselves and stand above units that did."""
    silent = sorted(set(units) - set(told))
    with connection.cursor() as cursor:
        cursor.execute(_ADDED_UP, [campaign.tree_id, silent, last_month])
        return {unit for (unit,) in cursor.fetchall()}


def _told_below(
    campaign: Campaign,
    versions: Sequence[IndicatorVersion],
    units: Iterable[int],
    last_month: int,
) -> dict[tuple[int, int], Told]:
    """The same of units above: from the sums that the database keeps."""
    found: dict[tuple[int, int], Told] = {}
    wanted = sorted(units)
    if not wanted:
        return found
    for version in versions:
        if version.across == IndicatorVersion.Across.NONE:
            continue
        spans = _spans(campaign, version, last_month)
        months = [*range(spans.first[0], spans.first[1] + 1)]
        months += range(spans.last[0], spans.last[1] + 1)
        sums = figures_of(campaign.tree_id, wanted, [version.indicator_id], months)
        by_unit: dict[int, list[tuple[int, Sums]]] = defaultdict(list)
        for (unit, _indicator, month), one in sums.items():
            by_unit[unit].append((month, one))
        for unit, some in by_unit.items():
            found[unit, version.indicator_id] = _told_of(version, some, spans)
    return found


def _told_of(
    version: IndicatorVersion, sums: Sequence[tuple[int, Sums]], spans: Spans
) -> Told:
    last = [parts_of(version, one) for month, one in sums if month >= spans.last[0]]
    first = [parts_of(version, one) for month, one in sums if month <= spans.first[1]]
    return Told(
        len(last),
        sum(above for above, _below in last),
        sum(below for _above, below in last),
        len(first),
        sum(above for above, _below in first),
        sum(below for _above, below in first),
    )


def parts_of(version: IndicatorVersion, one: Sums) -> tuple[float, float]:
    """What stands above and below the line of a sum; nothing below a plain value."""
    if version.nature == "ratio":
        return float(one.numerator), float(one.denominator)
    return float(one.value(version) or 0), 0.0


_MONTHS = """
select own.unit_id, own.indicator_id, own.period_id,
    case when own.denominator > 0 then own.numerator else own.value end,
    coalesce(own.denominator, 0)
from unnest(%(units)s::bigint[], %(indicators)s::bigint[]) asked (unit_id, indicator_id)
join indicators_observation own using (unit_id, indicator_id)
where own.period_id between %(first)s and %(last)s
  and indicators_is_sent(own.state, own.value, own.denominator)
"""
Months = dict[tuple[int, int], dict[int, tuple[float, float]]]
"""By unit and indicator: each month's parts above and below the line."""


def months_of(
    campaign: Campaign,
    wanted: Iterable[tuple[int, IndicatorVersion]],
    ground: Ground,
) -> Months:
    """Month by month, of those few that are held against each other to the last."""
    first = ground.last_month - LASTING - MONTHS_A_ROLLING_MEAN_HAS + 2
    pairs = sorted({(unit, one.indicator_id) for unit, one in wanted})
    found: Months = defaultdict(dict)
    own = [pair for pair in pairs if pair[0] not in ground.added_up]
    asked: dict[str, Any] = {
        "units": [unit for unit, _one in own],
        "indicators": [one for _unit, one in own],
        "first": first,
        "last": ground.last_month,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, asked)
        for unit, indicator, month, above, below in cursor.fetchall():
            found[unit, indicator][month] = (float(above or 0), float(below))
    for version in ground.versions:
        above = [
            unit
            for unit, indicator in pairs
            if indicator == version.indicator_id and unit in ground.added_up
        ]
        if not above:
            continue
        months = range(first, ground.last_month + 1)
        sums = figures_of(campaign.tree_id, above, [version.indicator_id], months)
        for (unit, indicator, month), one in sums.items():
            found[unit, indicator][month] = parts_of(version, one)
    return found
