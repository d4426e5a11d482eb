"""A year of an index: every province, my own marked, against the peers chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indices.models import CompositeIndex, Publication, Region, Result
from thidua.indices.policies import can_entrust, can_publish
from thidua.indices.queries.lookup import (
    Home,
    all_editions,
    bare_names,
    comparable_before,
    home_of,
    regions_with_units,
    results_of,
)
from thidua.indices.queries.provenance import (
    because_of,
    editions_of,
    facts_of,
    notes_of,
    trail_of_editions,
)
from thidua.indices.queries.words import (
    crumbs_of,
    index_href,
    moved,
    name_of,
    province_href,
    result_href,
    show_rank,
    show_score,
)
from thidua.indices.shipped import told
from thidua.indices.states import State
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui.parts import Fact, Link, Pill, TrailLine
from thidua.organisations.actor import Actor

MOST_CHOSEN = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a year, a region, chosen provinces, an edition."""

    year: int | None = None
    region: str = ""
    chosen: tuple[int, ...] = ()
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class YearRow:
    """One province in the year."""

    unit_id: int
    rank: str
    name: str
    href: str
    score: str
    figure_href: str
    moved: str
    moved_tone: str
    by: str
    group: str
    missing_reason: str
    is_mine: bool
    is_chosen: bool
    exact: Decimal | None
    place: int | None


@dataclass(frozen=True, slots=True)
class YearLinks:
    """What one can do from the page."""

    publish: str
    correct: str
    withdraw: str
    make_ups: str
    sheet: str
    keepers: str
    """Who enters it, for whoever says so."""


@dataclass(frozen=True, slots=True)
class YearPage:
    """Everything `index.html` and its Excel file show."""

    index: CompositeIndex
    crumbs: Sequence[Link]
    finding: str
    name: str
    about: str
    year: int
    years: Sequence[Link]
    facts: Sequence[Fact]
    notes: Sequence[str]
    compares_with: str
    rows: Sequence[YearRow]
    shown: str
    pills: Sequence[Pill]
    regions: Sequence[tuple[str, str]]
    region: str
    region_source: str
    has_groups: bool
    ranked: int | None
    is_old_edition: bool
    because: str
    editions: Sequence[Link]
    trail: Sequence[TrailLine]
    may_publish: Verdict
    may_change: Verdict
    to: YearLinks


def year_page(
    index: CompositeIndex, asked: Asked, *, actor: Actor, today: date
) -> YearPage | None:
    """The year asked for, or the last one; None when the index has no year at all."""
    everything = all_editions(index)
    years = [one for one in everything if one.state == State.STANDING]
    if (here := _chosen(everything, years, asked)) is None:
        return None
    before, regions = comparable_before(years, here), regions_with_units()
    results, home = results_of([here, before]), home_of(actor, today)
    rows = _rows(index, here, before, results, home, asked)
    region = next((one for one in regions if one[0].code == asked.region), None)
    shown, may = _shown(rows, region, asked), can_publish(actor, index)
    editions = [one for one in everything if one.year == here.year][::-1]
    return YearPage(
        index=index,
        crumbs=crumbs_of(index),
        finding=_finding(index, here, rows),
        name=name_of(index),
        about=told(index.about),
        year=here.year,
        years=_years(index, years, here),
        facts=facts_of(here),
        notes=notes_of(here),
        compares_with=_compares(years, here, before),
        rows=shown,
        shown=_count(shown, rows),
        pills=_pills(index, here, region, asked),
        regions=[(one.code, name_of(one)) for one, _units in regions],
        **_of_region(region),
        has_groups=any(row.group for row in rows),
        ranked=here.ranked,
        is_old_edition=here.state != State.STANDING,
        because=because_of(here),
        editions=editions_of(index, editions, here),
        trail=trail_of_editions(editions),
        may_publish=may,
        may_change=may & _in_force(here),
        to=_links(index, here, asked, actor),
    )


def _of_region(region: tuple[Region, set[int]] | None) -> dict[str, str]:
    """The region chosen, and where its make-up comes from."""
    if region is None:
        return {"region": "", "region_source": ""}
    return {"region": region[0].code, "region_source": told(region[0].source)}


def _in_force(here: Publication) -> Verdict:
    return only_if(
        here.state == State.STANDING,
        otherwise=_("Lần ghi này không còn dùng."),
        remedy=_("Mở lần ghi đang dùng của năm."),
    )


def _chosen(
    everything: Sequence[Publication], years: Sequence[Publication], asked: Asked
) -> Publication | None:
    for one in everything:
        if asked.edition and (one.year, one.edition) == (asked.year, asked.edition):
            return one
    known = {one.year: one for one in years}
    if asked.year in known:
        return known[asked.year]
    return years[-1] if years else None


def _rows(
    index: CompositeIndex,
    here: Publication,
    before: Publication | None,
    results: Mapping[int, Sequence[Result]],
    home: Home,
    asked: Asked,
) -> list[YearRow]:
    """Ranked first; then by score; those without a result at the end, by name."""
    earlier = {one.unit_id: one for one in (results[before.pk] if before else ())}
    names = bare_names((one.unit_id for one in results[here.pk]), here.year)

    def order(one: Result) -> tuple[bool, bool, int, Decimal, str]:
        return (
            bool(one.missing_reason),
            one.rank is None,
            one.rank or 0,
            -(one.score or Decimal(0)),
            names.get(one.unit_id, ("", ""))[1],
        )

    return [
        _row(index, here, one, earlier.get(one.unit_id), names, home, asked)
        for one in sorted(results[here.pk], key=order)
    ]


def _row(
    index: CompositeIndex,
    here: Publication,
    one: Result,
    before: Result | None,
    names: Mapping[int, tuple[str, str]],
    home: Home,
    asked: Asked,
) -> YearRow:
    step = moved(one, before)
    return YearRow(
        unit_id=one.unit_id,
        rank=show_rank(one.rank, None),
        name=names.get(one.unit_id, ("", ""))[0],
        href=province_href(index, one.unit_id),
        score=show_score(one.score, index),
        figure_href=result_href(index, one.unit_id, here.year),
        moved=step.words,
        moved_tone=step.tone,
        by=_by(one, before, index),
        group=one.group,
        missing_reason=told(one.missing_reason),
        is_mine=one.unit_id in home.all,
        is_chosen=one.unit_id in asked.chosen,
        exact=one.score,
        place=one.rank,
    )


def _by(now: Result, before: Result | None, index: CompositeIndex) -> str:
    """The change of the score: `+1,20`."""
    if before is None or now.score is None or before.score is None:
        return ""
    change = now.score - before.score
    return f"{'+' if change > 0 else ''}{show_score(change, index)}"


def _shown(
    rows: Sequence[YearRow], region: tuple[Region, set[int]] | None, asked: Asked
) -> list[YearRow]:
    """The peers chosen, my own province always among them."""
    if not asked.chosen and region is None:
        return list(rows)
    peers = set(asked.chosen) | (region[1] if region else set())
    return [row for row in rows if row.unit_id in peers or row.is_mine]


def _finding(index: CompositeIndex, here: Publication, rows: Sequence[YearRow]) -> str:
    mine = next((row for row in rows if row.is_mine), None)
    said = {"index": index.short_name, "year": here.year}
    if mine is None:
        first = next((row for row in rows if row.place == 1), None)
        if first is None:
            return _("%(index)s năm %(year)s") % said
        return _("%(index)s năm %(year)s: %(name)s đứng đầu") % {
            **said,
            "name": first.name,
        }
    said["name"] = mine.name
    if mine.missing_reason:
        return _("%(index)s năm %(year)s: %(name)s không có kết quả") % said
    said["rank"] = show_rank(mine.place, here.ranked)
    said["score"] = mine.score
    if mine.place is None:
        return _("%(index)s năm %(year)s: %(name)s được %(score)s điểm") % said
    if mine.exact is None:
        return _("%(index)s năm %(year)s: %(name)s hạng %(rank)s") % said
    return _("%(index)s năm %(year)s: %(name)s hạng %(rank)s, %(score)s điểm") % said


def _years(
    index: CompositeIndex, years: Sequence[Publication], here: Publication
) -> list[Link]:
    return [
        Link(str(one.year), index_href(index, one.year), is_here=one.year == here.year)
        for one in years
    ]


def _compares(
    years: Sequence[Publication], here: Publication, before: Publication | None
) -> str:
    if before is not None:
        return _("So với năm %(year)s, cùng cách tính.") % {"year": before.year}
    earlier = [one.year for one in years if one.year < here.year]
    if not earlier:
        return _("Năm đầu tiên được ghi, chưa có năm trước để so.")
    return _("Không so với năm %(year)s vì cách tính khác: %(change)s") % {
        "year": earlier[-1],
        "change": told(here.make_up.change),
    }


def _count(shown: Sequence[YearRow], rows: Sequence[YearRow]) -> str:
    if len(shown) == len(rows):
        return ngettext("%(n)s tỉnh, thành phố", "%(n)s tỉnh, thành phố", len(rows)) % {
            "n": len(rows)
        }
    return _("%(n)s trên %(all)s tỉnh, thành phố") % {"n": len(shown), "all": len(rows)}


def _pills(
    index: CompositeIndex,
    here: Publication,
    region: tuple[Region, set[int]] | None,
    asked: Asked,
) -> list[Pill]:
    pills = []
    if region:
        rest = urlencode([("chon", one) for one in asked.chosen])
        pills.append(Pill(name_of(region[0]), index_href(index, here.year, rest)))
    if asked.chosen:
        rest = urlencode({"vung": asked.region}) if region else ""
        words = ngettext(
            "%(n)s tỉnh đã chọn", "%(n)s tỉnh đã chọn", len(asked.chosen)
        ) % {"n": len(asked.chosen)}
        pills.append(Pill(words, index_href(index, here.year, rest)))
    return pills


def _links(
    index: CompositeIndex, here: Publication, asked: Asked, actor: Actor
) -> YearLinks:
    year = [index.code, here.year]
    return YearLinks(
        publish=reverse("indices:publish", args=[index.code]),
        correct=reverse("indices:correct", args=year),
        withdraw=reverse("indices:withdraw", args=year),
        make_ups=reverse("indices:make-ups", args=[index.code]),
        sheet=_sheet_href(index, here, asked),
        keepers=reverse("indices:keepers", args=[index.code])
        if can_entrust(actor)
        else "",
    )


def _sheet_href(index: CompositeIndex, here: Publication, asked: Asked) -> str:
    pairs: list[tuple[str, object]] = [("nam", here.year)]
    if asked.region:
        pairs.append(("vung", asked.region))
    pairs += [("chon", one) for one in asked.chosen]
    return f"{reverse('indices:sheet', args=[index.code])}?{urlencode(pairs)}"
