"""The components of a province beside the median and the best of its peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext as _

from thidua.indices.models import (
    Component,
    ComponentScore,
    Publication,
    Region,
)
from thidua.indices.queries.words import name_of
from thidua.indices.shipped import told
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.ui import charts


@dataclass(frozen=True, slots=True)
class Peers:
    """With whom a province is compared: a region, or the whole country."""

    code: str
    words: str
    source: str
    units: frozenset[int] | None

    @classmethod
    def chosen(
        cls, regions: Sequence[tuple[Region, set[int]]], asked: str, unit: int
    ) -> Peers:
        """The region asked for; else the province's own; “ca-nuoc” is everybody."""
        if asked != "ca-nuoc":
            for region, units in regions:
                if region.code == asked:
                    return cls._of(region, units)
            for region, units in regions:
                if unit in units:
                    return cls._of(region, units)
        return cls("ca-nuoc", _("cả nước"), "", None)

    @classmethod
    def _of(cls, region: Region, units: set[int]) -> Peers:
        words = _("vùng %(region)s") % {"region": name_of(region)}
        return cls(region.code, words, told(region.source), frozenset(units))


@dataclass(frozen=True, slots=True)
class PartRow:
    """One component beside the peers."""

    name: str
    is_part: bool
    weight: str
    score: str
    bar: charts.Bar
    middle: str
    best: str
    best_name: str
    gap: str
    tone: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of a year."""

    year: int
    title: str
    peers: str
    source: str
    rows: Sequence[PartRow]
    finding: str
    has_weights: bool


def parts_of(
    here: Publication, unit: int, peers: Peers, names: Mapping[int, tuple[str, str]]
) -> Parts | None:
    """Components of the unit in a year; None when the year has none for it."""
    components, scores = _scores(here, peers, unit)
    if not any(unit in scores[one.pk] for one in components):
        return None
    best = {one.pk: _best(scores[one.pk], unit) for one in components}
    rows = [
        _row(one, scores[one.pk], unit, best[one.pk], names)
        for one in components
        if scores[one.pk]
    ]
    return Parts(
        year=here.year,
        title=_("Các thành phần năm %(year)s") % {"year": here.year},
        peers=peers.words,
        source=peers.source,
        rows=rows,
        finding=_finding(rows, peers),
        has_weights=any(one.weight is not None for one in components),
    )


def _scores(
    here: Publication, peers: Peers, unit: int
) -> tuple[list[Component], Mapping[int, dict[int, Decimal]]]:
    """Component → unit → score, of the peers and the unit itself, in one query."""
    found = ComponentScore.objects.filter(result__publication=here)
    if peers.units is not None:
        found = found.filter(result__unit__in=peers.units | {unit})
    scores: dict[int, dict[int, Decimal]] = defaultdict(dict)
    components: dict[int, Component] = {}
    for one in found.select_related("component", "result"):
        components[one.component_id] = one.component
        scores[one.component_id][one.result.unit_id] = one.score
    return sorted(components.values(), key=lambda one: one.position), scores


def _best(scores: Mapping[int, Decimal], unit: int) -> tuple[int, Decimal] | None:
    """The highest of the peers; where several are, the unit itself if it is one."""
    if not scores:
        return None
    return max(scores.items(), key=lambda pair: (pair[1], pair[0] == unit))


def _row(
    component: Component,
    scores: Mapping[int, Decimal],
    unit: int,
    best: tuple[int, Decimal] | None,
    names: Mapping[int, tuple[str, str]],
) -> PartRow:
    own = scores.get(unit)
    others = [score for who, score in scores.items() if who != unit]
    middle = median(others) if others else None
    gap = None if own is None or middle is None else own - middle
    top = component.most or max(scores.values())
    return PartRow(
        name=name_of(component),
        is_part=component.part_of_id is not None,
        weight=show_percent(component.weight, 0)
        if component.weight is not None
        else "–",
        score="–" if own is None else show_number(own, 2),
        bar=_bar(own, middle, top),
        middle="–" if middle is None else show_number(middle, 2),
        best=show_number(best[1], 2) if best else "–",
        best_name=names[best[0]][0] if best and best[0] in names else "",
        gap=_signed(gap),
        tone="slow" if gap is not None and gap < 0 else "",
    )


def _bar(own: Decimal | None, middle: Decimal | None, top: Decimal) -> charts.Bar:
    """The score as a share of the component's top, the median of the peers upright."""

    def share(value: Decimal | None) -> Decimal | None:
        return None if value is None or not top else value * 100 / top

    is_below = own is not None and middle is not None and own < middle
    return charts.bar(share(own), share(middle), tone="slow" if is_below else "")


def _signed(gap: Decimal | None) -> str:
    if gap is None:
        return ""
    return f"{'+' if gap > 0 else ''}{show_number(gap, 2)}"


def _finding(rows: Sequence[PartRow], peers: Peers) -> str:
    known = [row for row in rows if row.gap and not row.is_part]
    below = [row for row in known if row.tone]
    if not known:
        return ""
    if not below:
        return _("Mọi thành phần đều bằng hoặc trên trung vị của %(peers)s.") % {
            "peers": peers.words
        }
    return _("%(below)s trên %(all)s thành phần dưới trung vị của %(peers)s.") % {
        "below": len(below),
        "all": len(known),
        "peers": peers.words,
    }
