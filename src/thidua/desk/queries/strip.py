"""The strip of expected × received: units down, twelve months across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.desk.queries.counted import ON_TIME, YEAR, counted
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.names import Named
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.punctuality import NOTHING, Count
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.numbers import show_percent
from thidua.kernel.ui.charts import Heat, HeatCell, HeatRow, heat_cell
from thidua.organisations.letterhead import TERRITORIAL
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawn figure, and what its last month owed and brought all together."""

    heat: Heat
    last_month: Count
    lines: int
    """How many rows there are, drawn or not."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row before it is drawn: whose it is and its twelve counts."""

    name: str
    sort_key: str
    lens: Lens
    counts: Sequence[Count]
    is_group: bool

    @property
    def share(self) -> float | None:
        """Percent of the reports already due that came in time."""
        judged = sum(count.received + count.missing for count in self.counts)
        on_time = sum(count.on_time for count in self.counts)
        return 100 * on_time / judged if judged else None

    @property
    def rank(self) -> tuple[bool, float, str]:
        """Places before groups, the least punctual first."""
        share = 101 if self.share is None else self.share
        return self.is_group, share, self.sort_key


def strip(
    lens: Lens,
    unit: int,
    counts: Mapping[tuple[int, date], Count],
    names: Mapping[int, Named],
    *,
    pages: Pages,
    most: int | None = None,
) -> Strip:
    """Expected × received of the children of a unit over twelve months.

    `counts` come from `counts_below`; at `most` so many rows are drawn.

    Places have a row each; other units of one kind share a row. A place leads to its
    own page, a cell to the list of the reports behind it.
    """
    months = lens.months
    children = [names[child] for child in dict.fromkeys(c for c, _month in counts)]
    lines = sorted(
        _lines(lens, unit, counts, children, months), key=lambda line: line.rank
    )
    shown = lines[:most]
    words = CountWords.spoken()
    each = {count for one in shown for count in one.counts}
    said = {count: says(count, words) for count in each}
    heat = Heat(
        caption=_("Số báo cáo phải có và đã nhận theo đơn vị và tháng"),
        columns=_heads(months),
        rows=[
            _row(line, months, pages, said, after=lines[place - 1] if place else None)
            for place, line in enumerate(shown)
        ],
        corner=_("Đơn vị (số nơi phải báo cáo)"),
        figure_head=_("đúng hạn"),
    )
    last_month = sum((line.counts[-1] for line in lines), NOTHING)
    return Strip(heat, last_month, len(lines))


@dataclass(frozen=True, slots=True)
class CountWords:
    """What cells are told in; each but the first holds a place for a number."""

    nothing: str
    on_time: str
    late: str
    missing: str
    waiting: str

    @classmethod
    def spoken(cls) -> CountWords:
        """In the language of the reader, once for all cells."""
        return cls(
            nothing=_("không phải gửi"),
            on_time=_("%(n)s đúng hạn"),
            late=_("%(n)s muộn"),
            missing=_("%(n)s chưa về"),
            waiting=_("%(n)s chưa đến hạn"),
        )


def says(count: Count, words: CountWords) -> str:
    """A cell in words, for those who do not see the picture."""
    if not count.expected:
        return words.nothing
    parts = [words.on_time % {"n": count.on_time}, words.late % {"n": count.late}]
    if count.missing:
        parts.append(words.missing % {"n": count.missing})
    if count.waiting:
        parts.append(words.waiting % {"n": count.waiting})
    return ", ".join(parts)


def finding(count: Count, month: str) -> tuple[str, str]:
    """The title in two parts, the second the one that is late (may be empty)."""
    if not count.expected:
        return _("%(month)s: chưa có báo cáo nào phải gửi.") % {"month": month}, ""
    words = {"month": month, "came": count.received, "all": count.expected}
    if count.received == count.expected:
        full = ngettext(
            "%(month)s: đủ %(all)s báo cáo đã về.",
            "%(month)s: đủ %(all)s báo cáo đã về.",
            count.expected,
        )
        return full % words, ""
    if not count.missing:
        came = _("%(month)s: %(came)s trên %(all)s báo cáo đã về, chưa đến hạn gửi.")
        return came % words, ""
    silent = ngettext(
        "%(n)s báo cáo còn thiếu.", "%(n)s báo cáo còn thiếu.", count.missing
    )
    return (
        _("%(month)s: %(came)s trên %(all)s báo cáo đã về,") % words,
        silent % {"n": count.missing},
    )


def _lines(
    lens: Lens,
    unit: int,
    counts: Mapping[tuple[int, date], Count],
    children: Sequence[Named],
    months: Sequence[PeriodSpan],
) -> list[_Line]:
    firsts = [span.starts_on for span in months]
    of_kind: dict[str, list[list[Count]]] = {}
    lines = []
    for child in children:
        row = [counts.get((child.unit, first), NOTHING) for first in firsts]
        if child.kind in TERRITORIAL or child.unit == unit:
            at = replace(lens, unit=child.unit, kind=None)
            lines.append(_Line(child.name, child.sort_key, at, row, False))
        else:
            of_kind.setdefault(child.kind, []).append(row)
    for kind, rows in of_kind.items():
        name = str(Unit.Kind(kind).label)
        together = [sum(month, NOTHING) for month in zip(*rows, strict=True)]
        at = replace(lens, unit=unit, kind=kind)
        lines.append(_Line(name[:1].upper() + name[1:], kind, at, together, True))
    return lines


def _row(
    line: _Line,
    months: Sequence[PeriodSpan],
    pages: Pages,
    said: Mapping[Count, str],
    *,
    after: _Line | None,
) -> HeatRow:
    share = line.share
    expected = [count.expected for count in line.counts if count.expected]
    size = expected[-1] if expected else 0
    addresses = line.lens.months_at(pages.reports, months)
    cells = [
        _cell(count, said[count], address)
        for count, address in zip(line.counts, addresses, strict=True)
    ]
    return HeatRow(
        label=f"{line.name} ({size})" if size > 1 else line.name,
        cells=cells,
        href=line.lens.at(pages.reports if line.is_group else pages.monitor),
        figure=show_percent(share) if share is not None else "",
        figure_href=counted(
            line.lens, pages, standing=ON_TIME, span=YEAR, until=months[-1].id
        )
        if share is not None
        else "",
        starts_group=after is not None and line.is_group and not after.is_group,
    )


def _cell(count: Count, said: str, href: str) -> HeatCell:
    """What is not yet due is no gap: only what is late leaves the jar unfilled."""
    judged = count.received + count.missing
    address = href if count.expected else ""
    return heat_cell(judged, count.on_time, count.late, said, address)


def _heads(months: Sequence[PeriodSpan]) -> list[str]:
    """`06/24 07 … 01/25 02`: the year where it begins, and on the first."""
    return [
        f"{span.number:02}/{span.year % 100:02}"
        if place == 0 or span.number == 1
        else f"{span.number:02}"
        for place, span in enumerate(months)
    ]
