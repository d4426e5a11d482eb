"""The indices at a glance: who publishes what, and where my province stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.indices.models import CompositeIndex, Publication, Result
from thidua.indices.queries.lookup import Home, bare_names, comparable_before, home_of
from thidua.indices.queries.words import (
    index_href,
    moved,
    name_of,
    province_href,
    result_href,
    show_rank,
    show_score,
)
from thidua.kernel.ui import charts
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One index, and the last word on the reader's province."""

    short_name: str
    name: str
    publisher: str
    years: str
    href: str
    place: str
    rank: str
    score: str
    year: str
    figure_href: str
    moved: str
    moved_tone: str
    spark: charts.Spark | None
    province_href: str


@dataclass(frozen=True, slots=True)
class IndicesPage:
    """The list of indices."""

    rows: Sequence[IndexRow]
    home: str


def indices_page(actor: Actor, today: date) -> IndicesPage:
    """Every index with its years and the reader's province in the last of them."""
    home = home_of(actor, today)
    years: dict[int, list[Publication]] = defaultdict(list)
    standing = Publication.objects.standing().select_related("make_up")
    for publication in standing.order_by("year"):
        years[publication.index_id].append(publication)
    mine: dict[int, dict[int, Result]] = defaultdict(dict)
    for result in Result.objects.filter(
        unit__in=home.all, publication__state="standing"
    ):
        mine[result.publication_id][result.unit_id] = result
    names = bare_names(home.all, today.year)
    rows = [
        _row(index, years[index.pk], mine, home, names)
        for index in CompositeIndex.objects.all()
    ]
    return IndicesPage(rows, names.get(home.own or 0, ("", ""))[0])


def _row(
    index: CompositeIndex,
    years: Sequence[Publication],
    mine: Mapping[int, Mapping[int, Result]],
    home: Home,
    names: Mapping[int, tuple[str, str]],
) -> IndexRow:
    unit, last = _last_of(years, mine, home)
    now = mine[last.pk][unit] if last and unit else None
    before = comparable_before(years, last) if last else None
    step = moved(now, mine.get(before.pk, {}).get(unit or 0) if before else None)
    return IndexRow(
        short_name=index.short_name,
        name=name_of(index),
        publisher=index.publisher,
        years=spans_of([one.year for one in years]),
        href=index_href(index),
        place=names.get(unit or 0, ("", ""))[0],
        rank=show_rank(now.rank, last.ranked) if now and last else "",
        score=show_score(now.score, index) if now else "",
        year=str(last.year) if last else "",
        figure_href=result_href(index, unit, last.year) if last and unit else "",
        moved=step.words,
        moved_tone=step.tone,
        spark=_spark(years, mine, unit, last),
        province_href=province_href(index, unit) if unit and last else "",
    )


def _last_of(
    years: Sequence[Publication], mine: Mapping[int, Mapping[int, Result]], home: Home
) -> tuple[int | None, Publication | None]:
    """The last year in which the reader's province (or one that became it) stands."""
    for unit in [home.own, *home.before]:
        for publication in reversed(years):
            if unit in mine.get(publication.pk, {}):
                return unit, publication
    return home.own, None


def _spark(
    years: Sequence[Publication],
    mine: Mapping[int, Mapping[int, Result]],
    unit: int | None,
    last: Publication | None,
) -> charts.Spark | None:
    """Ranks of the years made up like the last one, the first place on top."""
    if last is None or unit is None:
        return None
    ranks = [
        found.rank
        for one in years
        if one.make_up_id == last.make_up_id
        and (found := mine.get(one.pk, {}).get(unit))
    ]
    known = [-rank for rank in ranks if rank is not None]
    return charts.spark(known) if len(known) > 1 else None


def spans_of(years: Sequence[int]) -> str:
    """`2005–2016, 2019, 2021–2023`."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(
        str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans
    )
