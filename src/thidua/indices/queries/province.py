"""A province in an index: its course with the breaks, its parts beside its peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.indices.models import CompositeIndex, Publication, Result
from thidua.indices.queries.beside_peers import Parts, Peers, parts_of
from thidua.indices.queries.lookup import (
    FAR_BACK,
    bare_names,
    names_of_provinces,
    regions_with_units,
    standing_years,
)
from thidua.indices.queries.words import (
    crumbs_of,
    moved,
    name_of,
    province_href,
    result_href,
    show_rank,
    show_score,
    years_of,
)
from thidua.indices.shipped import told
from thidua.kernel import dates
from thidua.kernel.ui import charts
from thidua.kernel.ui.parts import Link
from thidua.organisations.models import Succession, Unit
from thidua.organisations.official import TWO_TIERS_FROM
from thidua.organisations.queries.kinship import origins_of


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One year of one unit."""

    year: str
    unit: str
    score: str
    rank: str
    moved: str
    moved_tone: str
    group: str
    missing_reason: str
    href: str
    make_up: str
    starts_make_up: bool
    change: str
    exact: Decimal | None
    place: int | None
    ranked: int | None


@dataclass(frozen=True, slots=True)
class ProvincePage:
    """Everything `province.html` and its Excel file show."""

    index: CompositeIndex
    crumbs: Sequence[Link]
    finding: str
    name: str
    succession: str
    successors: Sequence[Link]
    ranks: charts.LineChart | None
    scores: charts.LineChart | None
    breaks: Sequence[str]
    gaps: Sequence[str]
    rows: Sequence[CourseRow]
    has_groups: bool
    has_predecessors: bool
    parts: Parts | None
    regions: Sequence[tuple[str, str]]
    region: str
    year_links: Sequence[Link]
    sheet_href: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read for the page: years, results by year and unit, names."""

    index: CompositeIndex
    years: Sequence[Publication]
    units: Sequence[int]
    results: Mapping[tuple[int, int], Result]
    names: Mapping[int, tuple[str, str]]

    def of(self, unit: int, publication: Publication) -> Result | None:
        return self.results.get((unit, publication.pk))

    def name(self, unit: int) -> str:
        return self.names.get(unit, ("", ""))[0]


def province_page(
    index: CompositeIndex,
    unit: Unit,
    *,
    year: int | None,
    region: str,
    today: date,
) -> ProvincePage:
    """The course of a province; a new one shows those that became it, never a mean."""
    years = standing_years(index)
    before = _origins(unit, today)
    seen = _read(index, years, unit, before)
    regions = regions_with_units()
    peers = Peers.chosen(regions, region, unit.pk)
    here = _year_of(seen, unit, year)
    rows = [row for one in seen.units for row in _rows(seen, one)]
    return ProvincePage(
        index=index,
        crumbs=crumbs_of(index, Link(seen.name(unit.pk))),
        finding=_finding(seen, unit),
        name=seen.name(unit.pk),
        succession=_succession(seen, unit, before),
        successors=_successors(index, unit, today),
        ranks=_chart(seen, is_rank=True),
        scores=_chart(seen, is_rank=False),
        breaks=_breaks(seen, before),
        gaps=_gaps(seen),
        rows=rows,
        has_groups=any(row.group for row in rows),
        has_predecessors=bool(before),
        parts=parts_of(here, unit.pk, peers, seen.names) if here else None,
        regions=[(one.code, name_of(one)) for one, _units in regions],
        region=peers.code,
        year_links=_year_links(seen, unit, here, peers.code),
        sheet_href=reverse("indices:province-sheet", args=[index.code, unit.pk]),
    )


def _origins(unit: Unit, today: date) -> list[int]:
    """The units that became this one, if others did."""
    origins = origins_of([unit.pk], FAR_BACK, max(today, TWO_TIERS_FROM))[unit.pk]
    return [one for one in origins if one != unit.pk]


def _read(
    index: CompositeIndex,
    years: Sequence[Publication],
    unit: Unit,
    before: Sequence[int],
) -> _Seen:
    units = [unit.pk, *before]
    found = Result.objects.filter(unit__in=units, publication__in=years)
    last = years[-1].year if years else date.max.year - 1
    return _Seen(
        index=index,
        years=years,
        units=units,
        results={(one.unit_id, one.publication_id): one for one in found},
        names=names_of_provinces(last),
    )


def _year_of(seen: _Seen, unit: Unit, year: int | None) -> Publication | None:
    """The year asked for, or the last one in which the province has a result."""
    known = [one for one in seen.years if seen.of(unit.pk, one) is not None]
    asked = [one for one in known if one.year == year]
    chosen = asked or known
    return chosen[-1] if chosen else None


def _rows(seen: _Seen, unit: int) -> list[CourseRow]:
    """The years of a unit, the latest first; a change of make-up says what changed."""
    rows = []
    for place, publication in enumerate(seen.years):
        result = seen.of(unit, publication)
        if result is None:
            continue
        before = seen.years[place - 1] if place else None
        is_alike = before is not None and before.make_up_id == publication.make_up_id
        step = moved(result, seen.of(unit, before) if before and is_alike else None)
        rows.append(
            CourseRow(
                year=str(publication.year),
                unit=seen.name(unit),
                score=show_score(result.score, seen.index),
                rank=show_rank(result.rank, publication.ranked),
                moved=step.words,
                moved_tone=step.tone,
                group=result.group,
                missing_reason=told(result.missing_reason),
                href=result_href(seen.index, unit, publication.year),
                make_up=years_of(publication.make_up),
                starts_make_up=not is_alike,
                change=told(publication.make_up.change) if not is_alike else "",
                exact=result.score,
                place=result.rank,
                ranked=publication.ranked if result.rank else None,
            )
        )
    return rows[::-1]


def _finding(seen: _Seen, unit: Unit) -> str:
    said: dict[str, object] = {
        "name": seen.name(unit.pk),
        "index": seen.index.short_name,
    }
    for publication in reversed(seen.years):
        result = seen.of(unit.pk, publication)
        if result is None or result.rank is None:
            continue
        said |= {
            "rank": show_rank(result.rank, publication.ranked),
            "year": publication.year,
        }
        return _("%(name)s: %(index)s hạng %(rank)s năm %(year)s") % said
    return _("%(name)s: %(index)s") % said


def _succession(seen: _Seen, unit: Unit, before: Sequence[int]) -> str:
    if not before:
        return ""
    names = ", ".join(seen.name(one) for one in before)
    has_own = any(seen.of(unit.pk, one) for one in seen.years)
    said = _(
        "%(name)s từ 01/07/2025 hợp từ %(names)s. Kết quả các năm trước là của từng"
        " tỉnh cũ: xem riêng từng đường, không cộng và không lấy bình quân."
    ) % {"name": seen.name(unit.pk), "names": names}
    none_yet = _("Tỉnh mới chưa có năm công bố nào.")
    return said if has_own else f"{said} {none_yet}"


def _successors(index: CompositeIndex, unit: Unit, today: date) -> list[Link]:
    """The province that went on for one that stands no longer."""
    lines = Succession.objects.filter(
        predecessor=unit, act__effective_on__lte=today
    ).select_related("act")
    found = list(lines)
    if not found:
        return []
    names = bare_names([one.successor_id for one in found], date.max.year - 1)
    return [
        Link(
            _("%(name)s, từ %(day)s")
            % {
                "name": names.get(one.successor_id, ("", ""))[0],
                "day": dates.show(one.act.effective_on),
            },
            province_href(index, one.successor_id),
        )
        for one in found
    ]


def _chart(seen: _Seen, *, is_rank: bool) -> charts.LineChart | None:
    """Every year from the first to the last, broken where it does not compare."""
    if not seen.years:
        return None
    first, last = seen.years[0].year, seen.years[-1].year
    columns = list(range(first, last + 1))
    tracks = [_track(seen, one, columns, is_rank) for one in seen.units]
    tracks = [track for track in tracks if track.pieces]
    known = sum(
        value is not None for track in tracks for value in track.values(len(columns))
    )
    if known < 2:
        return None
    make_ups = {one.make_up_id: one.make_up for one in seen.years}.values()
    starts = sorted(one.from_year for one in make_ups if one.from_year > first)
    title = (
        _("Thứ hạng qua các năm, hạng 1 ở trên cùng")
        if is_rank
        else _("Điểm qua các năm, chỉ so trong cùng cách tính")
    )
    return charts.course(
        title,
        [str(year) for year in columns],
        tracks,
        is_rank=is_rank,
        breaks=[columns.index(year) for year in starts if year in columns],
        decimals=seen.index.decimals,
    )


def _track(
    seen: _Seen, one: int, columns: Sequence[int], is_rank: bool
) -> charts.Track:
    """The line of a unit, in a piece for every make-up."""
    pieces: dict[int, dict[int, object]] = {}
    for publication in seen.years:
        result = seen.of(one, publication)
        value = None if result is None else (result.rank if is_rank else result.score)
        if value is not None:
            pieces.setdefault(publication.make_up_id, {})[publication.year] = value
    looks = ("", "husk", "lacquer")
    shown = [u for u in seen.units if any(seen.of(u, year) for year in seen.years)]
    place = shown.index(one) if one in shown else 0
    return charts.Track(
        seen.name(one),
        [
            charts.Piece([values.get(year) for year in columns])  # type: ignore[misc]
            for values in pieces.values()
        ],
        looks[place] if place < len(looks) else "other",
    )


def _breaks(seen: _Seen, before: Sequence[int]) -> list[str]:
    """Why the lines break, in sentences, one for each break."""
    said, last = [], None
    for publication in seen.years:
        if last is not None and publication.make_up_id != last.make_up_id:
            said.append(
                _("Giữa %(before)s và %(after)s: %(change)s")
                % {
                    "before": last.year,
                    "after": publication.year,
                    "change": told(publication.make_up.change),
                }
            )
        elif last is not None and publication.year > last.year + 1:
            said.append(
                _("Giữa %(before)s và %(after)s: chưa ghi năm công bố nào.")
                % {"before": last.year, "after": publication.year}
            )
        last = publication
    if before:
        said.append(
            _("01/07/2025: tỉnh mới thành lập, các đường của tỉnh cũ dừng ở đó.")
        )
    return said


def _gaps(seen: _Seen) -> list[str]:
    """Years in which the province has nothing, with the reason."""
    said = []
    for publication in seen.years:
        for unit in seen.units:
            result = seen.of(unit, publication)
            if result is not None and result.missing_reason:
                said.append(
                    _("%(year)s, %(name)s: %(why)s")
                    % {
                        "year": publication.year,
                        "name": seen.name(unit),
                        "why": told(result.missing_reason),
                    }
                )
    return said


def _year_links(
    seen: _Seen, unit: Unit, here: Publication | None, region: str
) -> list[Link]:
    page = province_href(seen.index, unit.pk)
    more = f"&vung={region}" if region else ""
    return [
        Link(
            str(one.year),
            f"{page}?nam={one.year}{more}#thanh-phan",
            is_here=here is not None and one.pk == here.pk,
        )
        for one in seen.years
        if seen.of(unit.pk, one) is not None
    ]


__all__ = ["CourseRow", "ProvincePage", "province_page"]
