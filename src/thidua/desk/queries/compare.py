"""Some units of one level side by side: reports, pace, and each target they share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import progress
from thidua.campaigns.queries.opened import figure_of
from thidua.desk.queries.below import Below
from thidua.desk.queries.counted import ON_TIME, OVERDUE, YEAR, counted
from thidua.desk.queries.ground import Ground, ground
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.panorama import TARGETS
from thidua.desk.queries.targets import as_of, bar_of
from thidua.indicators.periods import PeriodSpan
from thidua.kernel import dates
from thidua.kernel.numbers import show_percent
from thidua.kernel.ui.charts import Bar, bar
from thidua.kernel.ui.parts import Link
from thidua.organisations.models import Unit

MOST = 4
"""So many stand side by side on a sheet of A4."""
ROOM, WIDE, NAME, BAR = 216.0, 180.0, 38.0, 11.0
LETTER, LINE, BETWEEN = 1.4, 3.3, 0.9
"""Millimetres of that sheet: what the rows may take, in all, of names, of a bar; a
letter and a line of 8 points; what parts two rows. `desk.css` says the same."""


NAMED = 6
"""So many of the rows left out are named."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One unit that may be chosen."""

    unit: int
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one unit has reached of one thing; `is_best` among those compared, or only
    the `least_behind` of them. `as_of` is said where another month's figure stands; on
    paper a `mark` stands for it."""

    figure: str
    about: str = ""
    as_of: str = ""
    mark: str = ""
    href: str = ""
    about_href: str = ""
    bar: Bar | None = None
    is_best: bool = False
    least_behind: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One thing compared: its name, its measure, a cell for every unit; and whether
    the one sheet of paper has room for it."""

    name: str
    measure: str
    cells: Sequence[Cell]
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything that `compare.html` shows."""

    crumbs: Sequence[Link]
    unit: int
    unit_name: str
    title: str
    kicker: str
    picks: Sequence[Pick]
    heads: Sequence[Link]
    rows: Sequence[Row]
    too_many: str
    notes: str
    left_out: str
    """What the paper has no room for."""
    address: str
    campaign: int | None
    month: int
    most: int


def compare_page(
    lens: Lens,
    unit: Unit,
    roots: Sequence[int],
    today: date,
    *,
    picked: Sequence[int],
    pages: Pages,
) -> ComparePage:
    """The units picked among those directly below a unit; the first ones when none is.

    A number that is not below the unit is passed over: nobody sees more than the unit.
    """
    seen = ground(lens, unit.pk, roots, today, whole=False)
    places = seen.scene.places
    by_unit = {place.unit: place for place in places}
    known = [by_unit[one] for one in picked if one in by_unit]
    side = known[:MOST] or _slowest_and_quickest(places)
    rows, notes = _compared(side, seen, pages)
    path, campaign = seen.path(pages), seen.campaign
    day = dates.show(seen.month.ends_on)
    return ComparePage(
        crumbs=path,
        unit=unit.pk,
        unit_name=path[-1].label,
        title=_title(side, rows),
        kicker=_("%(name)s, tính đến %(day)s") % {"name": campaign.name, "day": day}
        if campaign
        else "",
        picks=[Pick(place.unit, place.name, place in side) for place in places],
        heads=[Link(place.name, seen.door(place.unit, pages)) for place in side],
        rows=rows,
        too_many=_too_many(known),
        notes=notes,
        left_out=_left_out(rows),
        address=_address(seen, side, pages),
        campaign=campaign.pk if campaign else None,
        month=seen.month.id,
        most=MOST,
    )


def _slowest_and_quickest(places: Sequence[Below]) -> list[Below]:
    """With nothing picked: the two ends, which say most."""
    ordered = sorted(
        (place for place in places if place.now.share is not None),
        key=lambda place: place.now.share or 0,
        reverse=True,
    )
    return ordered if len(ordered) <= MOST else [*ordered[:2], *ordered[-2:]]


def _too_many(known: Sequence[Below]) -> str:
    if len(known) <= MOST:
        return ""
    left = ", ".join(place.name for place in known[MOST:])
    words = _(
        "So được tối đa %(most)s nơi; chưa so: %(left)s. Bỏ bớt một nơi rồi chọn."
    )
    return words % {"most": MOST, "left": left}


def _compared(
    side: Sequence[Below], seen: Ground, pages: Pages
) -> tuple[list[Row], str]:
    """The rows as one sheet holds them, and what the marks on it stand for."""
    if not side:
        return [], ""
    rows = [*_summary(side, seen, pages), *_targets(side, seen.month)]
    told = dict.fromkeys(c.as_of for row in rows for c in row.cells if c.as_of)
    marks = {words: str(n) for n, words in enumerate(told, start=1)}
    marked = [
        replace(row, cells=[replace(c, mark=marks.get(c.as_of, "")) for c in row.cells])
        for row in rows
    ]
    notes = " ".join(f"({mark}) {words}." for words, mark in marks.items())
    return _on_one_sheet(marked), notes


def _on_one_sheet(rows: Sequence[Row]) -> list[Row]:
    """The rows, those marked for which one sheet has no room."""
    left, kept = ROOM, list[Row]()
    for row in rows:
        left -= _height(row)
        kept.append(replace(row, on_paper=left >= 0))
    return kept


def _height(row: Row) -> float:
    """Millimetres of a row on paper, rather too many than too few."""
    wide = (WIDE - NAME) / len(row.cells) - 3
    lines = [_lines(f"{row.name} {row.measure}", NAME - 2)]
    for cell in row.cells:
        beside = _lines(cell.figure, wide - (BAR if cell.bar else 0))
        lines.append(beside + _lines(cell.about + cell.mark, wide))
    return max(lines) * LINE + BETWEEN


def _lines(words: str, wide: float) -> int:
    return math.ceil(len(words) * LETTER / wide)


def _left_out(rows: Sequence[Row]) -> str:
    names = [row.name for row in rows if not row.on_paper]
    if not names:
        return ""
    words = ngettext(
        "Một trang không đủ chỗ cho %(n)s dòng: %(names)s.",
        "Một trang không đủ chỗ cho %(n)s dòng: %(names)s.",
        len(names),
    )
    more = [] if len(names) <= NAMED else ["…"]
    return words % {"n": len(names), "names": ", ".join([*names[:NAMED], *more])}


def _address(seen: Ground, side: Sequence[Below], pages: Pages) -> str:
    """The whole of what is compared, so that another day shows the same."""
    campaign = seen.campaign.pk if seen.campaign else None
    plain = seen.lens.at(pages.compare, campaign=campaign, until=seen.month.id)
    return f"{plain}&{urlencode([('voi', place.unit) for place in side])}"


def _summary(side: Sequence[Below], seen: Ground, pages: Pages) -> list[Row]:
    return [
        Row(
            _("Chỉ tiêu đúng nhịp"),
            _("trên số chỉ tiêu có nhịp"),
            marked([(p.now.share, _on_pace(p, seen, pages)) for p in side]),
        ),
        Row(
            _("Báo cáo đúng hạn"),
            _("mười hai tháng qua"),
            marked([(_in_time(p), _punctual(p, seen, pages)) for p in side]),
        ),
    ]


def _on_pace(place: Below, seen: Ground, pages: Pages) -> Cell:
    now = place.now
    door = f"{seen.door(place.unit, pages)}#{TARGETS}"
    return Cell(f"{now.on_pace}/{now.judged}", href=door, bar=bar(now.share))


def _punctual(place: Below, seen: Ground, pages: Pages) -> Cell:
    share, lens = _in_time(place), replace(seen.lens, unit=place.unit)
    if share is None:
        return Cell("–")
    return Cell(
        show_percent(share),
        _missing(place),
        href=counted(lens, pages, standing=ON_TIME, span=YEAR),
        about_href=counted(lens, pages, standing=OVERDUE),
        bar=bar(share),
    )


def _in_time(place: Below) -> Decimal | None:
    judged = place.year.received + place.year.missing
    return Decimal(100) * place.year.on_time / judged if judged else None


def _missing(place: Below) -> str:
    if not place.month.missing:
        return ""
    return ngettext(
        "kỳ này thiếu %(n)s báo cáo", "kỳ này thiếu %(n)s báo cáo", place.month.missing
    ) % {"n": place.month.missing}


def _targets(side: Sequence[Below], month: PeriodSpan) -> list[Row]:
    """One row for each indicator that any of the units has a target of."""
    held: list[Mapping[int, progress.Standing]] = [
        {one.target.version.indicator_id: one for one in place.standing}
        for place in side
    ]
    order = dict.fromkeys(
        indicator for mine in held for indicator in sorted(mine, key=_by_target(mine))
    )
    rows = []
    for indicator in order:
        ones = [mine.get(indicator) for mine in held]
        first = next(one for one in ones if one is not None)
        cells = [(one.pace.share if one else None, _cell(one, month)) for one in ones]
        rows.append(
            Row(first.target.version.name, first.measure.full_name, marked(cells))
        )
    return rows


def _by_target(mine: Mapping[int, progress.Standing]):  # type: ignore[no-untyped-def]
    return lambda indicator: mine[indicator].target.pk


def _cell(one: progress.Standing | None, month: PeriodSpan) -> Cell:
    if one is None:
        return Cell("–", _("không được giao"))
    measure, target = one.measure, one.target
    return Cell(
        f"{measure.number(one.pace.achieved)} / {measure.number(target.value)}",
        one.pace.words,
        as_of(one, month),
        href=figure_of(one),
        bar=bar_of(one.pace),
    )


def marked(cells: Sequence[tuple[Decimal | None, Cell]]) -> list[Cell]:
    """The cells, the best of them marked when it stands alone; one that is behind its
    own pace leads nothing."""
    shares = [share for share, _one in cells if share is not None]
    best = max(shares, default=None)
    alone = best is not None and shares.count(best) == 1 and len(shares) > 1
    return [
        _leading(cell) if alone and share == best else cell for share, cell in cells
    ]


def _leading(cell: Cell) -> Cell:
    is_behind = cell.bar is not None and cell.bar.tone in {"slow", "late"}
    return replace(cell, is_best=not is_behind, least_behind=is_behind)


def _title(side: Sequence[Below], rows: Sequence[Row]) -> str:
    wins = [sum(row.cells[place].is_best for row in rows) for place in range(len(side))]
    if not side:
        return _("Chưa có nơi nào để so")
    if not any(wins) or wins.count(max(wins)) > 1:
        return _("%(n)s nơi so với nhau, không nơi nào hơn hẳn") % {"n": len(side)}
    first = wins.index(max(wins))
    words = ngettext(
        "%(name)s đứng đầu ở %(n)s trên %(all)s dòng so sánh",
        "%(name)s đứng đầu ở %(n)s trên %(all)s dòng so sánh",
        wins[first],
    )
    return words % {"name": side[first].name, "n": wins[first], "all": len(rows)}
