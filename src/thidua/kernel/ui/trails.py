"""A thing's trail: its newest lines on its page, all of it on a page of its own.

A room says once what a thing's trail is (`Trail`): whose it is, where all of it stands,
the rows in the database and how they are told. The thing's page draws the `newest` of
them, its history is the `whole` page by page, or the same as a sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import MOST, Column, Kind, Sheet, Value, listed
from thidua.kernel.ui.filters import AS_EXCEL, SHEET, paged
from thidua.kernel.ui.parts import Link, Pager, TrailLine

NEWEST = 10
"""Lines that the page of a thing shows."""

Tell = Callable[[Sequence[Any]], Sequence[TrailLine]]


@dataclass(frozen=True, slots=True)
class Trail:
    """What was done to a thing: every row with the moment `at` which it was done."""

    way: Callable[[], Sequence[Link]]
    """The way to the thing; the last is the thing itself. Only its history asks."""
    href: str
    """Where all of it stands."""
    done: QuerySet[Any]
    """Newest first."""
    tell: Tell
    """Rows as lines, one for each, in their order."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest lines, and the way to all of them or, when these are all, to Excel."""

    lines: Sequence[TrailLine] = ()
    rest: Link | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """One page of all lines."""

    title: str
    crumbs: Sequence[Link]
    lines: Sequence[TrailLine]
    count: str
    sheet_href: str
    pager: Pager


def as_deed(words: str) -> str:
    """A deed as it stands after whoever did it, within a line."""
    return f"{words[:1].lower()}{words[1:]}"


def each(told: Callable[[Any], TrailLine]) -> Tell:
    """Every row told by itself."""
    return lambda rows: [told(row) for row in rows]


def newest(of: Trail) -> Newest:
    """What the thing's own page shows: these lines and how many there are, in one
    query, so that a page asks as much for a long trail as for a short one."""
    rows = list(of.done.annotate(of_all=Window(Count("*")))[:NEWEST])
    if not rows:
        return Newest()
    rest = Link(_("Tải tệp Excel"), _sheet_href(of))
    if (count := rows[0].of_all) > NEWEST:
        rest = Link(_("Tất cả %(n)s việc") % {"n": show_number(count)}, of.href)
    return Newest(of.tell(rows), rest)


def whole(of: Trail, params: Mapping[str, str]) -> Whole:
    """The page of all lines that an address asks for."""
    way, count = of.way(), of.done.count()
    shown, pager = paged(count, params, of.href)
    words = ngettext("%(n)s việc đã làm", "%(n)s việc đã làm", count)
    return Whole(
        title=_title(way),
        crumbs=[*way, Link(_("Lịch sử"), is_here=True)],
        lines=of.tell(list(of.done[shown])),
        count=words % {"n": show_number(count)},
        sheet_href=_sheet_href(of),
        pager=pager,
    )


def trail_sheet(of: Trail, day: date) -> Sheet:
    """The same as Excel, without what only the page links to."""
    rows = list(of.done[:MOST])
    lines = list(zip(rows, of.tell(rows), strict=True))
    columns: list[tuple[Column, Callable[[tuple[Any, TrailLine]], Value]]] = [
        (Column(_("Ngày"), kind=Kind.DATE, width=14), lambda one: day_of(one[0].at)),
        (Column(_("Giờ"), width=8), lambda one: f"{one[0].at.astimezone(ZONE):%H:%M}"),
        (Column(_("Ai"), width=40), lambda one: one[1].who),
        (Column(_("Việc"), width=60), lambda one: one[1].words),
        (Column(_("Lý do, ghi chú"), width=40), lambda one: one[1].note),
    ]
    if any(line.before or line.after for _row, line in lines):
        columns += [
            (Column(_("Trước"), width=16), lambda one: one[1].before),
            (Column(_("Sau"), width=16), lambda one: one[1].after),
        ]
    return listed(_title(of.way()), day, columns, lines)


def _title(way: Sequence[Link]) -> str:
    return _("Lịch sử: %(name)s") % {"name": way[-1].label}


def _sheet_href(of: Trail) -> str:
    return f"{of.href}?{SHEET}={AS_EXCEL}"
