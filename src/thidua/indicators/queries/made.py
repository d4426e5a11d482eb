"""The page of a figure that a formula gives: its table, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.indicators.formula import Window, write
from thidua.indicators.known_through import Sight
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodSpan, from_id
from thidua.indicators.queries.computed import Book, tree_of, window_words
from thidua.indicators.queries.figure_table import (
    Part,
    Table,
    figure_href,
    reported_words,
)
from thidua.indicators.queries.reading import Reading
from thidua.indicators.queries.sums import Sums, expected_of
from thidua.indicators.queries.words import period_words, show_value
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor
from thidua.organisations.naming import Named


@dataclass(frozen=True, slots=True)
class Made:
    """A reading that answers as the sums of a reported figure do."""

    reading: Reading

    @property
    def reported(self) -> int:
        """Nought: what was reported stands with the parts."""
        return 0

    def value(self, version: IndicatorVersion) -> Decimal | None:  # noqa: ARG002
        return self.reading.value

    def official(self, version: IndicatorVersion) -> Decimal | None:  # noqa: ARG002
        return self.reading.official


def told_of(whole: Sums | Made, asked: int) -> str:
    """`142/148 (96 %), đã nhận 129/142`: of those reported so many are official."""
    said = reported_words(whole.reported, asked)
    if isinstance(whole, Made) or whole.accepted == whole.reported:
        return said
    some = {"yes": show_number(whole.accepted), "all": show_number(whole.reported)}
    return f"{said}, {_('đã nhận %(yes)s/%(all)s') % some}"


@dataclass(frozen=True, slots=True)
class MadeTable:
    """What `Table` is for a reported figure, for one that a formula gives."""

    version: IndicatorVersion
    periods: Sequence[int]
    book: Book
    tree_id: int

    @property
    def window(self) -> Window:
        """The months of all periods."""
        windows = [Window.of(from_id(period)) for period in self.periods]
        return Window(min(w.first for w in windows), max(w.last for w in windows))

    def whole(self, unit: int) -> Made:
        """All periods together."""
        return Made(self.read(unit, self.window))

    def read(self, unit: int, window: Window) -> Reading:
        return self.book.read_version(unit, self.version, window)

    def one(self, unit: int, period: int) -> Made:
        """One period."""
        return Made(self.read(unit, Window.of(from_id(period))))

    def asked(self, unit: int) -> int:  # noqa: ARG002
        """Nought: nobody is asked for it."""
        return 0

    def parts(
        self, children: Sequence[Named], span: PeriodSpan, since: date | None
    ) -> list[Part]:
        """What the formula gives for each unit below, where any part is known."""
        indicator = self.version.indicator_id
        return [
            self._part(
                child.name_on,
                self.read(child.pk, self.window),
                figure_href(indicator, child.pk, span, since),
            )
            for child in children
            if self._is_known(child.pk)
        ]

    def months(self, unit: int) -> list[Part]:
        """What it gives for each period, when there are several."""
        if len(self.periods) < 2:
            return []
        indicator = self.version.indicator_id
        return [
            self._part(
                capfirst(period_words(period)),
                self.one(unit, period).reading,
                figure_href(indicator, unit, from_id(period)),
            )
            for period in self.periods
        ]

    def _is_known(self, unit: int) -> bool:
        if not self.version.formula:
            return bool(self.read(unit, self.window).reported)
        return any(
            self.book.read(unit, *leaf).reported
            for leaf in self.book.parts(self.version, self.window)
        )

    def _part(self, name: str, reading: Reading, href: str) -> Part:
        return Part(
            name=name,
            value=show_value(self.version, reading.value),
            official=show_value(self.version, reading.official),
            reported=reading.reason,
            tone="is-late" if reading.reason else "",
            href=href,
        )


def table_of(
    version: IndicatorVersion,
    unit: int,
    children: Sequence[int],
    periods: Sequence[int],
    *,
    beside: Sequence[int],
    tree_id: int,
) -> Table | MadeTable:
    """The sums of a reported figure, or the readings of a computed one."""
    if not version.is_computed:
        return Table.of(
            version, unit, children, periods, beside=beside, tree_id=tree_id
        )
    windows = [Window.of(from_id(period)) for period in periods]
    whole = Window(min(w.first for w in windows), max(w.last for w in windows))
    drawn = [Window.of(from_id(period)) for period in beside]
    every = [whole, *windows, *drawn]
    book = Book.of(tree_id, [unit, *children], [version], every)
    return MadeTable(version, periods, book, tree_id)


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One part of a formula; `note` says what is missing, or which month it is of."""

    name: str
    code: str
    when: str
    value: str
    official: str
    measure: str
    reported: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """Figure → formula and version → the parts with their values, each opening."""

    formula: str
    version: str
    version_href: str
    reason: str
    parts: Sequence[Ingredient]


def recipe_of(
    table: Table | MadeTable,
    unit: int,
    above: Sequence[Named],
    *,
    actor: Actor,
    through: Sight | None = None,
) -> Recipe | None:
    """How a computed figure of a unit came about; None for one that is reported.

    `above` are the unit and those above it: their people may open every part, as those
    to whom another room shows all parts (`through`).
    """
    if not isinstance(table, MadeTable) or not table.version.formula:
        return None
    version, book, window = table.version, table.book, table.window
    parts = book.parts(version, window)
    readings = {leaf: book.read(unit, *leaf) for leaf in parts}
    expected = _expected(table.tree_id, unit, book, readings)
    sees_all = actor.is_system or actor.unit_id in {one.pk for one in above}
    sees_all = sees_all or through == Sight.PARTS
    rows = [
        _ingredient(book, unit, leaf, reading, expected, actor, sees_all=sees_all)
        for leaf, reading in readings.items()
    ]
    names = {code: _name(book, code, months) for code, months in parts}
    since = dates.show(version.during.lower)
    return Recipe(
        formula=write(tree_of(version.formula), lambda code: f"“{names[code]}”"),
        version=_("công thức %(number)s, áp dụng từ %(day)s")
        % {"number": version.number, "day": since},
        version_href=reverse("indicators:indicator", args=[version.indicator_id]),
        reason=table.read(unit, window).reason,
        parts=rows,
    )


def _ingredient(
    book: Book,
    unit: int,
    leaf: tuple[str, Window],
    reading: Reading,
    expected: Mapping[tuple[str, Window], int],
    actor: Actor,
    *,
    sees_all: bool,
) -> Ingredient:
    code, window = leaf
    version = book.version(code, window.ends_on)
    if version is None:
        return Ingredient(code, code, "", "", "", "", "", reading.reason, "")
    may_open = sees_all or version.indicator.owner_id == actor.unit_id
    return Ingredient(
        name=version.name,
        code=code,
        when=window_words(window),
        value=show_value(version, reading.value),
        official=show_value(version, reading.official),
        measure=version.measure,
        reported=reported_words(reading.reported, expected.get(leaf, 0)),
        note=reading.reason or _which_month(reading, window),
        href=_href(version, unit, window, reading) if may_open else "",
    )


def _which_month(reading: Reading, window: Window) -> str:
    """A level that is older than the months asked for says so."""
    if not reading.periods or from_id(reading.periods[-1]).ends_on >= window.ends_on:
        return ""
    return _("lấy số %(when)s, gần nhất có gần đủ báo cáo") % {
        "when": period_words(reading.periods[-1])
    }


def _href(
    version: IndicatorVersion, unit: int, window: Window, reading: Reading
) -> str:
    if len(reading.periods) == 1:
        span = from_id(reading.periods[0])
        return figure_href(version.indicator_id, unit, span)
    if window.span is not None:
        return figure_href(version.indicator_id, unit, window.span)
    month = from_id(window.last)
    return figure_href(version.indicator_id, unit, month, window.starts_on)


def _expected(
    tree: int,
    unit: int,
    book: Book,
    readings: Mapping[tuple[str, Window], Reading],
) -> dict[tuple[str, Window], int]:
    """How many figures were asked for in the last period that each part was read."""
    last = {
        leaf: reading.periods[-1]
        for leaf, reading in readings.items()
        if reading.periods
    }
    indicators = {
        leaf: version.indicator_id
        for leaf in last
        if (version := book.version(leaf[0], leaf[1].ends_on)) is not None
    }
    if not indicators:
        return {}
    found = expected_of(tree, [unit], set(indicators.values()), set(last.values()))
    return {
        leaf: found.get((unit, indicator, last[leaf]), 0)
        for leaf, indicator in indicators.items()
    }


def _name(book: Book, code: str, window: Window) -> str:
    version = book.version(code, window.ends_on)
    return version.name if version else code


def checklist_href(version: IndicatorVersion, unit: int, day: date) -> str:
    """Where a standard opens into its criteria and units; “” for other figures."""
    if version.nature != IndicatorVersion.Nature.CHECKED:
        return ""
    address = reverse("indicators:checklist", args=[version.indicator_id, unit])
    return f"{address}?ngay={day:%d/%m/%Y}"
