"""What a search reads: who takes part, what is counted, how large, and two spans.

Of each unit and indicator the database gives the sums over two spans of periods, the
first that counts and the last, not the periods themselves. What flows is read over a
year, a level over three months or one longer period (`rhythm.py`). A formula is worked
out over both spans from its parts. A rank counts by how far it climbed, since ranks
among the same peers have no distance of their own. Checklists are not compared.
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
from thidua.indicators.queries.computed import Book
from thidua.indicators.queries.sums import Sums, figures_of
from thidua.prospects.discovery.computing import (
    computed,
    computed_periods,
    formulas_in,
)
from thidua.prospects.discovery.figures import Months, Told
from thidua.prospects.discovery.groups import Peer
from thidua.prospects.discovery.rhythm import (
    Spans,
    is_over_a_year,
    kinds_of,
    lasting_of,
    lasts_of,
    spans_of,
)

NATURES = ("flow", "stock", "ratio", "percent", "rank", "formula")


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that a search stands on, read in a handful of questions."""

    last_month: int
    versions: Sequence[IndicatorVersion]
    spans: Mapping[int, Spans]
    """By the number of a version: over which periods it is compared."""
    peers: Sequence[Peer]
    told: Mapping[tuple[int, int], Told]
    added_up: frozenset[int]
    """Units whose figures are sums of those below."""


def read(campaign: Campaign, day: date) -> Ground:
    """The figures known now, up to the last month whose reports were due."""
    last_month = told_in([campaign], day)[campaign.pk].id
    ends = from_id(last_month).ends_on
    versions = versions_of(campaign, day)
    units = units_taking_part(campaign, ends)
    spans = _spans(campaign, versions, day, last_month)
    told = _told(versions, units, spans)
    added_up = _added_up(campaign, units, {unit for unit, _one in told}, last_month)
    told |= _told_below(campaign, versions, added_up, spans)
    return Ground(
        last_month=last_month,
        versions=versions,
        spans=spans,
        peers=_peers(campaign, units, ends),
        told=told | computed(campaign, versions, units, spans),
        added_up=frozenset(added_up),
    )


def _spans(
    campaign: Campaign,
    versions: Sequence[IndicatorVersion],
    day: date,
    last_month: int,
) -> dict[int, Spans]:
    """Over which periods each is compared; a formula by those of its slowest part."""
    formulas = formulas_in(versions)
    book = Book.of(campaign.tree_id, [], formulas, []) if formulas else None
    kinds = kinds_of(campaign, versions, book)
    lasts = lasts_of(campaign, day, last_month)
    return {
        one.pk: spans_of(campaign, kind, lasts[kind], is_flow=is_over_a_year(one))
        for one in versions
        for kind in [kinds[one.indicator_id]]
    }


def versions_of(campaign: Campaign, day: date) -> list[IndicatorVersion]:
    """What a campaign counts: of its targets and of its forms."""
    targets = campaign.open_targets().values("version__indicator")
    lines = FormLine.objects.filter(form__in=campaign.form_links.values("form"))
    versions = IndicatorVersion.objects.filter(during__contains=day, nature__in=NATURES)
    asked = versions.filter(indicator__in=targets)
    asked |= versions.filter(indicator__in=lines.values("version__indicator"))
    return list(asked.distinct().order_by("pk"))


_PEERS = """
select line.unit_id, unit.kind, line.depth, coalesce((
    select said.denominator from indicators_observation said
    where said.unit_id = line.unit_id and said.denominator > 0
      and said.indicator_id = any (%(households)s) and said.period_id <= %(month)s
    order by said.period_id desc, said.indicator_id limit 1
), (
    select said.denominator from indicators_observation said
    join indicators_period period on period.id = said.period_id
    where said.unit_id = line.unit_id and said.denominator > 0
      and said.indicator_id = any (%(households)s) and period.ends_on <= %(on)s
    order by period.ends_on desc, said.indicator_id limit 1))
from organisations_lineage line
join organisations_unit unit on unit.id = line.unit_id
where line.tree_id = %(tree)s and line.ancestor_id = %(root)s
  and line.unit_id = any (%(units)s) and line.during @> %(on)s::date
order by line.unit_id
"""
_HOUSEHOLDS = "tổng số hộ"


def _peers(campaign: Campaign, units: Sequence[int], on: date) -> list[Peer]:
    """Kind and step of each, and its households as it last told them, by the month or
    else by the quarter or year: they stand below the line of whatever is counted per
    household, and are asked nowhere else."""
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
    versions: Sequence[IndicatorVersion],
    units: Sequence[int],
    known: Mapping[int, Spans],
) -> dict[tuple[int, int], Told]:
    """What units told themselves, summed by the database in one question."""
    spans = [known[one.pk] for one in versions]
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
    known: Mapping[int, Spans],
) -> dict[tuple[int, int], Told]:
    """The same of units above: from the sums that the database keeps."""
    found: dict[tuple[int, int], Told] = {}
    wanted = sorted(units)
    if not wanted:
        return found
    for version in versions:
        if version.across == IndicatorVersion.Across.NONE:
            continue
        spans = known[version.pk]
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
from unnest(%(units)s::bigint[], %(indicators)s::bigint[], %(first)s::smallint[],
    %(last)s::smallint[]) asked (unit_id, indicator_id, first, last)
join indicators_observation own using (unit_id, indicator_id)
where own.period_id between asked.first and asked.last
  and indicators_is_sent(own.state, own.value, own.denominator)
"""


def months_of(
    campaign: Campaign,
    wanted: Iterable[tuple[int, IndicatorVersion]],
    ground: Ground,
) -> Months:
    """Period by period, of those few that are held against each other to the last."""
    units: dict[int, set[int]] = defaultdict(set)
    versions: dict[int, IndicatorVersion] = {}
    for unit, version in wanted:
        units[version.pk].add(unit)
        versions[version.pk] = version
    found: Months = defaultdict(dict)
    reported = [one for one in versions.values() if one.nature != "formula"]
    _own_periods(found, reported, units, ground)
    for version in versions.values():
        above = sorted(units[version.pk] & ground.added_up)
        if version.nature == "formula":
            computed_periods(
                found, campaign, version, units[version.pk], ground.spans[version.pk]
            )
        elif above:
            span = range(*lasting_of(ground.spans[version.pk]))
            sums = figures_of(campaign.tree_id, above, [version.indicator_id], span)
            for (unit, indicator, period), one in sums.items():
                found[unit, indicator][period] = parts_of(version, one)
    return found


def _own_periods(
    found: Months,
    versions: Sequence[IndicatorVersion],
    units: Mapping[int, set[int]],
    ground: Ground,
) -> None:
    """What units told themselves, in one question."""
    asked: dict[str, list[int]] = defaultdict(list)
    for version in versions:
        first, after = lasting_of(ground.spans[version.pk])
        for unit in sorted(units[version.pk] - ground.added_up):
            asked["units"].append(unit)
            asked["indicators"].append(version.indicator_id)
            asked["first"].append(first)
            asked["last"].append(after - 1)
    if not asked:
        return
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, asked)
        for unit, indicator, period, above, below in cursor.fetchall():
            found[unit, indicator][period] = (float(above or 0), float(below))
