"""What formulas give for thousands of units at once, column by column.

The same values as `computed.Book`, which reads one unit after the other and says why
where there is none: here the database adds each part up over the months asked for, and
each formula is worked out once for the whole column. A test holds both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from thidua.indicators.formula import FormulaFault, Window, leaves
from thidua.indicators.formula.columns import Column, evaluate_columns
from thidua.indicators.formula.windows import month_of
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.queries.computed import (
    A_YEAR,
    FINEST,
    NEARLY_COMPLETE,
    Book,
    is_lost,
    within,
)
from thidua.indicators.queries.sums import Sums
from thidua.organisations.models import Tree

_Part = tuple[int, Window]
"""The number of a version, and over which months."""

_ABOVE = """
with waiting as materialized (
    select delta.unit_id, period.ends_on from indicators_rollupdelta delta
    join indicators_period period on period.id = delta.period_id
    where delta.indicator_id = any (%(indicators)s)
      and delta.period_id = any (%(periods)s)
)
select unit.id from unnest(%(units)s::bigint[]) unit (id)
where exists (
    select from indicators_rollup below
    where below.tree_id = %(tree)s and below.unit_id = unit.id
      and below.indicator_id = any (%(indicators)s)
      and below.period_id = any (%(periods)s))
union
select above.ancestor_id from waiting
join organisations_lineage above
  on above.tree_id = %(tree)s and above.ancestor_id = any (%(units)s)
 and above.unit_id = waiting.unit_id and above.depth > 0
 and above.during @> waiting.ends_on
"""
_FIGURES = """
with spans as materialized (
    select * from unnest(%(nths)s::int[], %(ways)s::text[], %(of)s::bigint[],
        %(in)s::smallint[], %(kinds)s::smallint[], %(ends)s::smallint[],
        %(marks)s::numeric[])
        span (nth, way, indicator_id, period_id, kind, ends, mark)
), figures as (
    select own.unit_id, own.indicator_id, own.period_id, 1::bigint as reported,
        coalesce(own.value, 0) as total, coalesce(own.numerator, 0) as numerator,
        coalesce(own.denominator, 0) as denominator,
        coalesce(own.value * own.weight, 0) as weighted,
        coalesce(own.weight, 0) as weight, own.value as own_value,
        own.numerator as own_numerator, own.denominator as own_denominator
    from indicators_observation own
    where own.unit_id = any (%(lone)s) and own.indicator_id = any (%(indicators)s)
      and own.period_id = any (%(periods)s)
      and indicators_is_sent(own.state, own.value, own.denominator)
    union all
    select unit_id, indicator_id, period_id, reported, total, numerator, denominator,
        weighted, weight, own_value, own_numerator, own_denominator
    from indicators_figures(%(tree)s, %(above)s, %(indicators)s, %(periods)s)
    where reported <> 0
), told as (
    select figures.unit_id, span.nth, span.kind, span.ends, span.mark,
        figures.reported,
        case span.way when 'total' then total when 'ratio' then numerator
            when 'weighted' then weighted when 'own' then own_value
            else own_numerator end as up,
        case span.way when 'ratio' then denominator when 'weighted' then weight
            when 'own ratio' then own_denominator end as down
    from spans span join figures using (indicator_id, period_id)
)
"""
_SUMMED = """
select unit_id, nth, kind, sum(reported), sum(up), sum(down), sum(mark) from told
group by unit_id, nth, kind
"""
_LAST = """
select distinct on (unit_id, nth) unit_id, nth, kind, reported, up, down, mark
from (
    select told.*, max(reported) over (partition by unit_id, nth) as most from told
) known
where reported >= most * %(enough)s
order by unit_id, nth, ends desc, kind
"""


@dataclass(frozen=True, slots=True)
class Columns:
    """Formulas over months, of which all parts were read; any number of values."""

    book: Book
    units: Sequence[int]
    summed: dict[_Part, Column]
    told: dict[tuple[int, Window], list[int]]
    """By indicator and months: in which of them each unit told it, bit by bit."""
    known: dict[tuple[str, Window], Column] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        tree: Tree | int,
        units: Iterable[int],
        asked: Iterable[tuple[IndicatorVersion, Window]],
    ) -> Columns:
        """Everything that these formulas need over their months: three questions beside
        those for the definitions, however many units and months."""
        units, asked = list(units), list(asked)
        tree_id = tree if isinstance(tree, int) else tree.pk
        book = Book.of(tree_id, units, [version for version, _months in asked], [])
        parts: dict[_Part, IndicatorVersion] = {}
        marked: set[tuple[int, Window]] = set()
        for version, window in asked:
            for one, months in _parts(book, book.code_of(version), window):
                parts[one.pk, months] = one
            marked |= {(indicator, window) for indicator in book.behind(version)}
        reader = _Reader(tree_id, units, parts, sorted(marked, key=repr))
        reader.read()
        _add_checked(book, units, reader.told)
        return cls(book, units, reader.summed, reader.told)

    def values(self, version: IndicatorVersion, window: Window) -> Column:
        """The provisional value at each unit; None where there is none."""
        return self._column(self.book.code_of(version), window, ())

    def months(self, version: IndicatorVersion, window: Window) -> list[int]:
        """At the end of how many months some part of it had a new figure, by unit."""
        marks = [self.told[one, window] for one in self.book.behind(version)]
        places = zip(*marks, strict=True) if marks else [()] * len(self.units)
        return [_either(place).bit_count() for place in places]

    def _column(self, code: str, window: Window, path: tuple[str, ...]) -> Column:
        key = (code, window)
        if key not in self.known:
            version = self.book.version(code, window.ends_on)
            if version is None:
                column: Column = [None] * len(self.units)
            elif version.nature == IndicatorVersion.Nature.CHECKED:
                day, checks = window.ends_on, self.book.checks
                column = [checks.reading(one, version, day).value for one in self.units]
            elif version.is_computed:
                column = self._made(version, window, (*path, code))
            else:
                column = self.summed[version.pk, window]
            self.known[key] = column
        return self.known[key]

    def _made(
        self, version: IndicatorVersion, window: Window, path: tuple[str, ...]
    ) -> Column:
        nothing = [None] * len(self.units)
        if is_lost(path):
            return nothing
        try:
            node = self.book.measured(version, window.ends_on)
        except FormulaFault:
            return nothing
        for leaf in leaves(node, window):
            self._column(*leaf, path)
        return evaluate_columns(
            node,
            window,
            len(self.units),
            lambda code, months: self._column(code, months, path),
        )


def _parts(
    book: Book, code: str, window: Window, path: tuple[str, ...] = ()
) -> Iterator[tuple[IndicatorVersion, Window]]:
    """Every reported part with the months it is asked for, through the formulas."""
    version, path = book.version(code, window.ends_on), (*path, code)
    if version is None or version.nature == IndicatorVersion.Nature.CHECKED:
        return
    if not version.is_computed:
        yield version, window
        return
    if is_lost(path):
        return
    try:
        node = book.measured(version, window.ends_on)
    except FormulaFault:
        return
    for part, months in dict.fromkeys(leaves(node, window)):
        yield from _parts(book, part, months, path)


def _either(marks: Iterable[int]) -> int:
    found = 0
    for one in marks:
        found |= one
    return found


def _add_checked(
    book: Book, units: Sequence[int], told: dict[tuple[int, Window], list[int]]
) -> None:
    """The months of a checklist's marks beside those of figures."""
    for (indicator, window), column in told.items():
        if not book.checks.criteria.get(indicator):
            continue
        dated = book.checks.months_at(units, indicator)
        for place, unit in enumerate(units):
            inside = {m for m in dated[unit] if window.first <= m <= window.last}
            column[place] |= _either(1 << (month - window.first) for month in inside)


class _Reader:
    """Reads parts over months, and in which months they were told, for all units."""

    def __init__(
        self,
        tree_id: int,
        units: Sequence[int],
        parts: dict[_Part, IndicatorVersion],
        marked: Sequence[tuple[int, Window]],
    ) -> None:
        self.tree_id, self.units = tree_id, units
        self.places = {unit: place for place, unit in enumerate(units)}
        self.parts, self.marked = parts, marked
        self.summed: dict[_Part, Column] = {part: [None] * len(units) for part in parts}
        self.told = {one: [0] * len(units) for one in marked}

    def read(self) -> None:
        """One question for what is added up over months, one for the last levels."""
        flows = {
            part: version
            for part, version in self.parts.items()
            if version.over_time == IndicatorVersion.OverTime.SUM
        }
        levels = {part: one for part, one in self.parts.items() if part not in flows}
        asked = [*flows]
        spans = _Spans()
        for nth, part in enumerate(asked):
            spans.add(nth, flows[part].indicator_id, part[1], _way(flows[part]))
        for nth, (indicator, window) in enumerate(self.marked, len(asked)):
            spans.add(nth, indicator, window, "total")
        self._take_sums(asked, flows, self._rows(_SUMMED, spans))
        last = [*levels]
        spans = _Spans()
        for nth, part in enumerate(last):
            reach = Window(part[1].last - A_YEAR + 1, part[1].last)
            spans.add(nth, levels[part].indicator_id, reach, _way(levels[part]))
        for unit, nth, _kind, reported, up, down, _mark in self._rows(_LAST, spans):
            version = levels[last[nth]]
            column: Any = self.summed[last[nth]]
            column[self.places[unit]] = _value(version, reported, up, down)

    def _take_sums(
        self,
        asked: Sequence[_Part],
        flows: dict[_Part, IndicatorVersion],
        rows: Iterable[tuple[Any, ...]],
    ) -> None:
        """Where something was told by the month and by the quarter the month counts."""
        finest: dict[tuple[int, int], int] = {}
        for unit, nth, kind, reported, up, down, marks in rows:
            place = self.places[unit]
            if nth >= len(asked):
                self.told[self.marked[nth - len(asked)]][place] |= int(marks)
            elif kind <= finest.get((unit, nth), kind):
                finest[unit, nth] = kind
                column: Any = self.summed[asked[nth]]
                column[place] = _value(flows[asked[nth]], reported, up, down)

    def _rows(self, question: str, spans: _Spans) -> list[tuple[Any, ...]]:
        if not spans.asked["nths"] or not self.units:
            return []
        asked: dict[str, Any] = spans.asked | {
            "tree": self.tree_id,
            "units": self.units,
            "indicators": sorted(set(spans.asked["of"])),
            "periods": sorted(set(spans.asked["in"])),
            "enough": NEARLY_COMPLETE,
        }
        with connection.cursor() as cursor:
            cursor.execute(_ABOVE, asked)
            above = {unit for (unit,) in cursor.fetchall()}
            asked["above"] = sorted(above)
            asked["lone"] = [unit for unit in self.units if unit not in above]
            cursor.execute(_FIGURES + question, asked)
            return [*cursor.fetchall()]


class _Spans:
    """The periods of each part's months, side by side, as the database is asked."""

    def __init__(self) -> None:
        self.asked: dict[str, list[Any]] = {
            name: [] for name in ("nths", "ways", "of", "in", "kinds", "ends", "marks")
        }

    def add(self, nth: int, indicator: int, window: Window, way: str) -> None:
        """All periods of any kind that lie within; the finest kind is number 0."""
        for rank, kind in enumerate(FINEST):
            for span in within(window, kind):
                ends = month_of(span.ends_on)
                row = (nth, way, indicator, span.id, rank, ends)
                mark = 1 << (ends - max(window.first, 0))
                for name, value in zip(self.asked, (*row, mark), strict=True):
                    self.asked[name].append(value)


_ACROSS = IndicatorVersion.Across


def _way(version: IndicatorVersion) -> str:
    """Which two of all sums make its value."""
    if version.across == _ACROSS.NONE:
        is_ratio = version.nature == IndicatorVersion.Nature.RATIO
        return "own ratio" if is_ratio else "own"
    ways: dict[str, str] = {_ACROSS.RATIO: "ratio", _ACROSS.WEIGHTED: "weighted"}
    return ways.get(version.across, "total")


_FIELDS = {
    "total": ("total", ""),
    "ratio": ("numerator", "denominator"),
    "weighted": ("weighted", "weight"),
    "own": ("own_value", ""),
    "own ratio": ("own_numerator", "own_denominator"),
}


def _value(
    version: IndicatorVersion, reported: int, up: Decimal | None, down: Decimal | None
) -> Decimal | None:
    """The value that its sums make, by the indicator's own way."""
    above, below = _FIELDS[_way(version)]
    parts: dict[str, Any] = {above: up} | ({below: down} if below else {})
    return Sums(reported=int(reported), **parts).value(version)
