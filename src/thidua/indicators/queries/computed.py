"""What formulas give: at any unit, for any months, from the parts already added up.

A formula is worked out on the sums of its parts, not on the values of the units below:
households over households at the province is Σ over Σ. What flows is added over the
months asked for; a level is the last one known by their end, not older than a year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from thidua.indicators.formula import (
    FormulaFault,
    Got,
    Node,
    Window,
    check_measure,
    codes_of,
    evaluate,
    leaves,
    parse,
)
from thidua.indicators.formula.windows import month_of
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind, PeriodSpan, from_id
from thidua.indicators.queries.checked import Checks
from thidua.indicators.queries.reading import Reading
from thidua.indicators.queries.sums import NOTHING, Key, Sums, figures_of
from thidua.kernel import dates
from thidua.organisations.models import Tree

A_YEAR = 12
"""Months after which a level is no longer known."""
DEEPEST = 12
"""Formulas inside formulas."""
NEARLY_COMPLETE = Decimal("0.9")
"""Of the most reports that any period brought: what makes a period's level count."""
FINEST = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class Book:
    """Definitions and figures, read once, from which any number of values is made."""

    tree_id: int
    versions: Mapping[str, Sequence[IndicatorVersion]]
    figures: Mapping[Key, Sums]
    kinds: Mapping[int, tuple[PeriodKind, ...]]
    checks: Checks
    codes: Mapping[int, str]
    known: dict[tuple[int, str, Window], Reading] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        tree: Tree | int,
        units: Iterable[int],
        versions: Iterable[IndicatorVersion],
        windows: Iterable[Window],
    ) -> Book:
        """Everything that these versions need over these months: two or three queries,
        one more for each formula inside a formula.
        """
        tree_id = tree if isinstance(tree, int) else tree.pk
        units = list(units)
        known = definitions([one.indicator_id for one in versions])
        asked = _months(known, windows)
        parts = {
            version.indicator_id
            for found in known.values()
            for version in found
            if not version.is_computed
        }
        figures = (
            figures_of(tree_id, units, parts, _periods(asked))
            if parts and asked
            else {}
        )
        checked = [
            version
            for found in known.values()
            for version in found
            if version.nature == IndicatorVersion.Nature.CHECKED
        ]
        checks = Checks.of(units, checked) if checked else Checks()
        codes = {some[0].indicator_id: code for code, some in known.items()}
        return cls(tree_id, known, figures, _kinds(figures), checks, codes)

    def version(self, code: str, day: date) -> IndicatorVersion | None:
        """What an indicator means on a day; its last meaning before, if it ended."""
        found = None
        for version in self.versions.get(code, ()):
            if version.during.lower is None or version.during.lower <= day:
                found = version
        return found or next(iter(self.versions.get(code, ())), None)

    def read(
        self, unit: int, code: str, window: Window, path: tuple[str, ...] = ()
    ) -> Reading:
        """The figure of a unit with all below it, over some months."""
        key = (unit, code, window)
        if key not in self.known:
            version = self.version(code, window.ends_on)
            if version is None:
                said = _("Không có chỉ số mã “%(code)s”.") % {"code": code}
                reading = Reading(reason=said)
            elif version.nature == IndicatorVersion.Nature.CHECKED:
                reading = self.checks.reading(unit, version, window.ends_on)
            elif version.is_computed:
                reading = self._made(unit, version, window, (*path, code))
            else:
                reading = self._summed(unit, version, window)
            self.known[key] = reading
        return self.known[key]

    def read_version(
        self, unit: int, version: IndicatorVersion, window: Window
    ) -> Reading:
        """The same for a version that is at hand."""
        return self.read(unit, self.code_of(version), window)

    def code_of(self, version: IndicatorVersion) -> str:
        """The code of one of the indicators that were asked for."""
        return self.codes[version.indicator_id]

    def months_with_figures(
        self, unit: int, version: IndicatorVersion, first: int, last: int
    ) -> set[int]:
        """The months at whose end some part of a formula had a new figure."""
        inside = Window(first, last)
        parts = self.behind(version)
        marked = {
            month
            for indicator in parts
            for month in self.checks.months(unit, indicator)
            if first <= month <= last
        }
        return marked | {
            span.id
            for indicator in parts
            for kind in self.kinds.get(indicator, ())
            for one in within(inside, kind)
            if (unit, indicator, one.id) in self.figures
            for span in [from_id(month_of(one.ends_on))]
        }

    def behind(self, version: IndicatorVersion) -> set[int]:
        """The reported indicators at the bottom, through formulas in formulas."""
        found: set[int] = set()
        front, seen = [version], {version.indicator_id}
        while front:
            one = front.pop()
            if not one.formula:
                found.add(one.indicator_id)
                continue
            for code in codes_of(tree_of(one.formula)):
                for part in self.versions.get(code, ()):
                    if part.indicator_id not in seen:
                        seen.add(part.indicator_id)
                        front.append(part)
        return found

    def parts(
        self, version: IndicatorVersion, window: Window
    ) -> list[tuple[str, Window]]:
        """The indicators of a formula with the months each is asked for, each once."""
        return list(dict.fromkeys(leaves(tree_of(version.formula), window)))

    def _made(
        self,
        unit: int,
        version: IndicatorVersion,
        window: Window,
        path: tuple[str, ...],
    ) -> Reading:
        if is_lost(path):
            return Reading(reason=_("Các công thức gọi vòng tròn lẫn nhau."))
        try:
            node = self.measured(version, window.ends_on)
        except FormulaFault as fault:
            return Reading(reason=fault.reason)
        behind = [self.read(unit, *leaf, path) for leaf in leaves(node, window)]

        def provisional(code: str, months: Window) -> Got:
            part = self.read(unit, code, months, path)
            return Got(part.value, part.reason)

        def official(code: str, months: Window) -> Got:
            part = self.read(unit, code, months, path)
            return Got(part.official, part.reason)

        got = evaluate(node, window, provisional)
        return Reading(
            value=got.value,
            official=evaluate(node, window, official).value,
            reason=got.reason,
            reported=min((part.reported for part in behind), default=0),
            accepted=min((part.accepted for part in behind), default=0),
        )

    def measured(self, version: IndicatorVersion, day: date) -> Node:
        """The tree, once more measured by what its parts mean on the day."""
        node = tree_of(version.formula)
        measures = {}
        for code in codes_of(node):
            part = self.version(code, day)
            if part is None:
                raise FormulaFault(
                    _("Không có chỉ số mã “%(code)s”.") % {"code": code}, ""
                )
            measures[code] = part.measure
        check_measure(node, measures, version.measure)
        return node

    def _summed(self, unit: int, version: IndicatorVersion, window: Window) -> Reading:
        periods = self._reported(unit, version, window)
        if not periods:
            said = {"name": version.name, "when": window_words(window)}
            return Reading(reason=_("Chưa có số liệu “%(name)s” %(when)s.") % said)
        total = NOTHING
        for period in periods:
            total += self.figures[unit, version.indicator_id, period]
        last = self.figures[unit, version.indicator_id, periods[-1]]
        value = total.value(version)
        said = {"name": version.name, "when": window_words(window)}
        return Reading(
            value=value,
            official=total.official(version),
            reason=""
            if value is not None
            else _("“%(name)s” %(when)s không tính được từ số đã báo cáo.") % said,
            reported=last.reported,
            accepted=last.accepted,
            periods=tuple(periods),
        )

    def _reported(
        self, unit: int, version: IndicatorVersion, window: Window
    ) -> list[int]:
        """The periods that count: all that lie within, or the last that is known."""
        indicator = version.indicator_id
        kinds = self.kinds.get(indicator, ())
        if version.over_time == IndicatorVersion.OverTime.SUM:
            for kind in kinds:
                inside = [p.id for p in within(window, kind)]
                found = [p for p in inside if (unit, indicator, p) in self.figures]
                if found:
                    return found
            return []
        reach = Window(window.last - A_YEAR + 1, window.last)
        known = [
            span
            for kind in kinds
            for span in within(reach, kind)
            if (unit, indicator, span.id) in self.figures
        ]
        if not known:
            return []
        counts = {s: self.figures[unit, indicator, s.id].reported for s in known}
        enough = max(counts.values()) * NEARLY_COMPLETE
        complete = [span for span in known if counts[span] >= enough]
        return [max(complete, key=lambda span: span.ends_on).id]


def definitions(indicators: Collection[int]) -> dict[str, list[IndicatorVersion]]:
    """Every meaning of some indicators and of all that their formulas refer to.

    By code, the oldest first.
    """
    found: dict[str, list[IndicatorVersion]] = {}
    wanted: dict[str, Collection[object]] = {"indicator__in": set(indicators)}
    for _level in range(DEEPEST):
        versions = IndicatorVersion.objects.filter(**wanted).select_related("indicator")
        for version in versions.order_by("number"):
            found.setdefault(version.indicator.code, []).append(version)
        codes = {
            code
            for some in found.values()
            for version in some
            if version.formula
            for code in codes_of(tree_of(version.formula))
        } - set(found)
        if not codes:
            break
        wanted = {"indicator__code__in": codes}
    return found


@lru_cache(maxsize=2000)
def tree_of(formula: str) -> Node:
    """The tree of a kept formula; texts are few and short, trees never change."""
    return parse(formula)


def window_words(window: Window) -> str:
    """`tháng 4/2025`, `năm 2024`, or the first and the last day."""
    return dates.period_name(window.starts_on, window.ends_on)


def _months(
    known: Mapping[str, Sequence[IndicatorVersion]], windows: Iterable[Window]
) -> Collection[Window]:
    """Every stretch of months that may be asked for; formulas reach back."""
    asked = set(windows)
    formulas = {
        version.formula
        for some in known.values()
        for version in some
        if version.formula
    }
    for _level in formulas:
        more = {
            window
            for formula in formulas
            for known_window in asked
            for _code, window in leaves(tree_of(formula), known_window)
        } - asked
        if not more:
            break
        asked |= more
    return asked


def _periods(windows: Collection[Window]) -> list[int]:
    """The numbers of all periods of any kind from a year before the first month on."""
    first = min(window.first for window in windows) - A_YEAR + 1
    last = max(window.last for window in windows)
    reach = Window(max(first, 0), last)
    return [span.id for kind in FINEST for span in within(reach, kind)]


def _kinds(figures: Iterable[Key]) -> dict[int, tuple[PeriodKind, ...]]:
    """In which kinds of period each indicator is reported, the finest first."""
    found: dict[int, set[PeriodKind]] = {}
    for _unit, indicator, period in figures:
        found.setdefault(indicator, set()).add(from_id(period).kind)
    return {
        indicator: tuple(kind for kind in FINEST if kind in kinds)
        for indicator, kinds in found.items()
    }


def is_lost(path: Sequence[str]) -> bool:
    """Do formulas call each other in a circle, or too deep?"""
    return len(path) > DEEPEST or path[-1] in path[:-1]


@lru_cache(maxsize=2000)
def within(window: Window, kind: PeriodKind) -> tuple[PeriodSpan, ...]:
    """The periods of a kind that lie wholly within some months, in order."""
    length = PeriodSpan(kind, 2000, 1).months
    first = -(-max(window.first, 0) // length)
    last = (window.last + 1) // length - 1
    base = PeriodSpan(kind, 2000, 1).id
    return tuple(from_id(base + place) for place in range(first, last + 1))
