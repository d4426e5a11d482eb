"""How scores, ranks and names are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from thidua.indices.models import Component, CompositeIndex, MakeUp, Region, Result
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Moved:
    """How a place changed since the comparable year before; “” where none compares."""

    words: str = ""
    tone: str = ""


def in_english() -> bool:
    """Does the reader read English?"""
    return (get_language() or "vi").startswith("en")


def name_of(thing: Component | CompositeIndex | Region) -> str:
    """The name in the reader's language, the Vietnamese one where none is given."""
    return thing.name_en if in_english() and thing.name_en else thing.name


def show_score(value: Decimal | None, index: CompositeIndex) -> str:
    """A score with as many decimals as the index keeps; a dash for none."""
    return "–" if value is None else show_number(value, index.decimals)


def show_rank(rank: int | None, ranked: int | None) -> str:
    """`12/63`: a rank is nothing without the number ranked. A dash for none."""
    if rank is None:
        return "–"
    return f"{rank}/{ranked}" if ranked else str(rank)


def years_of(make_up: MakeUp) -> str:
    """`2013–2016`, `từ 2021`, `2018`."""
    if make_up.to_year is None:
        return _("từ %(year)s") % {"year": make_up.from_year}
    if make_up.to_year == make_up.from_year:
        return str(make_up.from_year)
    return f"{make_up.from_year}–{make_up.to_year}"


def moved(now: Result | None, before: Result | None) -> Moved:
    """Up, down or the same place; a lower rank is better."""
    if now is None or before is None or now.rank is None or before.rank is None:
        return Moved()
    steps = before.rank - now.rank
    if steps > 0:
        words = ngettext("lên %(steps)s bậc", "lên %(steps)s bậc", steps)
        return Moved(words % {"steps": steps}, "up")
    if steps < 0:
        words = ngettext("xuống %(steps)s bậc", "xuống %(steps)s bậc", -steps)
        return Moved(words % {"steps": -steps}, "down")
    return Moved(_("giữ hạng"))


def index_href(index: CompositeIndex, year: int | None = None, query: str = "") -> str:
    """The page of an index, in a year."""
    page = reverse("indices:index", args=[index.code])
    asked = "&".join(part for part in (f"nam={year}" if year else "", query) if part)
    return f"{page}?{asked}" if asked else page


def province_href(index: CompositeIndex, unit_id: int) -> str:
    """The course of a province in an index."""
    return reverse("indices:province", args=[index.code, unit_id])


def result_href(index: CompositeIndex, unit_id: int, year: int) -> str:
    """Where a score or a rank opens: its source, its parts, its corrections."""
    return reverse("indices:result", args=[index.code, unit_id, year])


def crumbs_of(index: CompositeIndex, *more: Link) -> Sequence[Link]:
    """From the list of indices down to here."""
    return [
        Link(_("Chỉ số do nơi khác công bố"), reverse("indices:indices")),
        Link(index.short_name, index_href(index)),
        *more,
    ]
