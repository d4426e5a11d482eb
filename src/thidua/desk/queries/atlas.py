"""The map of the places below a unit, shaded by what the reader asks about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.progress import Standing
from thidua.desk.queries.below import Below
from thidua.kernel.numbers import show_percent
from thidua.kernel.ui.charts import (
    LOWEST,
    NAMED,
    Map,
    Place,
    Rank,
    Ranking,
    bar,
    coarse,
    locator,
    map_of,
    ranking,
)
from thidua.organisations.shapes import Area, archipelagos, areas_of, country

PACE, REPORTS = "nhip", "bao-cao"
"""What a place is shaded by: its targets on pace, or its reports in time."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a place is shaded by, as it stands on the map, and in full."""

    value: Decimal | None
    figure: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Shading:
    """One thing to shade by: its word in the address, its name, a place's figure."""

    key: str
    label: str
    title: str
    head: str
    of: Callable[[Below], _Figure]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the map can show; `key` is its word in the address."""

    key: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Atlas:
    """What the reader asked to see: on a map, else as bars; with what else there is."""

    map: Map | None
    choices: Sequence[Choice]
    ranking: Ranking | None = None


def atlas(
    places: Sequence[Below],
    tree: int,
    day: date,
    *,
    asked: str,
    month: str,
    door: Callable[[int], str],
    targets: Sequence[Standing] = (),
) -> Atlas:
    """Draw the places that have an outline, by the shading asked for (else by pace).

    `targets` are those of the unit itself: each may be shown by what the places below
    have reached of their part. `door` is the address of a place.
    """
    offered = [_by_pace(), _by_reports(month), *map(_by_target, targets)]
    chosen = next((one for one in offered if one.key == asked), offered[0])
    choices = [Choice(one.key, one.label, one is chosen) for one in offered]
    areas = areas_of([place.unit for place in places], tree, day)
    if not areas:
        return Atlas(None, choices, ranking=_ranked(places, chosen, door))
    drawn = [
        _placed(place, areas[place.unit], chosen, door)
        for place in places
        if place.unit in areas
    ]
    return Atlas(
        map_of(
            chosen.title,
            drawn,
            figure_head=chosen.head,
            inset=_where(list(areas.values())),
            note=_note(list(areas.values()), len(places)),
        ),
        choices,
    )


def _ranked(
    places: Sequence[Below], shading: Shading, door: Callable[[int], str]
) -> Ranking | None:
    """The same figures as bars, for places of which no outline is known."""
    if not places:
        return None
    read = {place.unit: shading.of(place) for place in places}
    known = sorted(places, key=lambda p: read[p.unit].value or 0, reverse=True)
    return ranking(
        shading.title,
        [
            Rank(
                place.name,
                bar(read[place.unit].value),
                read[place.unit].said or read[place.unit].figure,
                door(place.unit),
            )
            for place in known
        ],
        note=_("Chưa có ranh giới của các nơi này nên không vẽ bản đồ."),
    )


def _placed(
    place: Below, area: Area, shading: Shading, door: Callable[[int], str]
) -> Place:
    read = shading.of(place)
    return Place(
        name=place.name,
        path=area.path,
        box=area.box,
        value=read.value,
        figure=read.figure,
        href=door(place.unit),
        said=read.said,
        short=place.short,
        is_joined=not area.is_own,
    )


def _by_pace() -> Shading:
    def of(place: Below) -> _Figure:
        now = place.now
        if now.share is None:
            return _Figure(None, _("chưa có nhịp"))
        share = show_percent(now.share)
        return _Figure(now.share, share, f"{now.on_pace}/{now.judged}, {share}")

    return Shading(
        PACE,
        _("Chỉ tiêu đúng nhịp"),
        _("Bao nhiêu chỉ tiêu của mỗi nơi đang đúng nhịp"),
        _("đúng nhịp"),
        of,
    )


def _by_reports(month: str) -> Shading:
    def of(place: Below) -> _Figure:
        share = place.punctual
        if share is None:
            return _Figure(None, _("không phải gửi"))
        return _Figure(share, show_percent(share))

    title = _("Báo cáo %(month)s gửi đúng hạn") % {"month": month}
    return Shading(REPORTS, _("Báo cáo đúng hạn"), title, _("đúng hạn"), of)


def _by_target(one: Standing) -> Shading:
    version = one.target.version

    def of(place: Below) -> _Figure:
        for mine in place.standing:
            if mine.target.version.indicator_id == version.indicator_id:
                return _reached(mine)
        return _Figure(None, _("không được giao"))

    title = _("%(name)s: mỗi nơi đã đạt bao nhiêu phần được giao")
    return Shading(
        str(one.target.pk),
        version.name,
        title % {"name": version.name},
        _("đã đạt"),
        of,
    )


def _reached(one: Standing) -> _Figure:
    share, measure = one.pace.share, one.measure
    if share is None:
        return _Figure(None, "–")
    said = _("%(got)s trên %(asked)s, %(share)s") % {
        "got": measure.number(one.pace.achieved),
        "asked": measure.say(one.target.value),
        "share": show_percent(share),
    }
    return _Figure(share, show_percent(share), said)


def _note(areas: Sequence[Area], count: int) -> str:
    parts = [_("Hình giản lược, chỉ để nhìn nhanh, không phải ranh giới pháp lý.")]
    if not all(area.is_own for area in areas):
        parts.append(_("Vẽ theo các xã, phường từ 01/07/2025."))
    if len(areas) > NAMED:
        parts.append(
            _("Ghi tên %(n)s nơi thấp nhất; nơi khác xem ở bảng số.") % {"n": LOWEST}
        )
    if len(areas) < count:
        parts.append(
            ngettext(
                "%(n)s nơi chưa có hình, xem ở bảng so sánh.",
                "%(n)s nơi chưa có hình, xem ở bảng so sánh.",
                count - len(areas),
            )
            % {"n": count - len(areas)}
        )
    return " ".join(parts)


def _where(areas: Sequence[Area]) -> SafeString:
    """The country with a mark; Hoàng Sa and Trường Sa are always on it."""
    return locator(_country(), [area.box for area in areas], archipelagos())


@cache
def _country() -> tuple[str, ...]:
    return tuple(coarse(shape.path) for shape in country())
