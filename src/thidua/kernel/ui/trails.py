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

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import MOST, Column, Columns, Kind, Sheet, listed
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


def each(told: Callable[[Any], TrailLine]) -> Tell:
    """Every row told by itself."""
    return lambda rows: [told(row) for row in rows]


def newest(of: Trail) -> Newest:
    """What the thing's own page shows; the rest is counted only where there is one."""
    rows = list(of.done[: NEWEST + 1])
    if not rows:
        return Newest()
    rest = Link(_("Tải tệp Excel"), _sheet_href(of))
    if len(rows) > NEWEST:
        count = show_number(of.done.count())
        rest = Link(_("Tất cả %(n)s việc") % {"n": count}, of.href)
    return Newest(of.tell(rows[:NEWEST]), rest)


def whole(of: Trail, params: Mapping[str, str]) -> Whole:
    """The page of all lines that an address asks for."""
    way, count = of.way(), of.done.count()
    shown, pager = paged(count, params, of.href)
    words = ngettext("%(n)s việc đã làm", "%(n)s việc đã làm", count) % {
        "n": show_number(count)
    }
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
    columns: Columns[tuple[Any, TrailLine]] = [
        (Column(_("Ngày"), kind=Kind.DATE, width=14), lambda one: day_of(one[0].at)),
        (Column(_("Giờ"), width=8), lambda one: f"{one[0].at.astimezone(ZONE):%H:%M}"),
        (Column(_("Ai"), width=40), lambda one: one[1].who),
        (Column(_("Việc"), width=60), lambda one: one[1].words),
        (Column(_("Lý do, ghi chú"), width=40), lambda one: one[1].note),
    ]
    return listed(_title(of.way()), day, columns, lines)


def _title(way: Sequence[Link]) -> str:
    return _("Lịch sử: %(name)s") % {"name": way[-1].label}


def _sheet_href(of: Trail) -> str:
    return f"{of.href}?{SHEET}={AS_EXCEL}"
