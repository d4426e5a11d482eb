"""How far a unit is from another: in kilometres between communes, else by the tree.

Only the communes of 1 July 2025 have outlines. One of before is measured from where it
became part of; two that became one commune lie beside each other. What has no commune
(a department, a district) is told by the tree alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from math import asin, cos, hypot, pi, radians, sin, sqrt
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from thidua.kernel.numbers import show_number
from thidua.kernel.outlines import Point, pieces_of
from thidua.organisations.models import Unit

EARTH_KM = 6371.0
WEST, NORTH, SHORTENED_AT = 102.0, 23.5, 16.0
"""Where outlines begin, in degrees, and the latitude at which they are as wide as long
(`organisations.models.Shape`)."""


class Step(IntEnum):
    """How near by the tree; the lower, the nearer."""

    UNIT = 0
    COMMUNE = 1
    BESIDE = 2
    DISTRICT = 3
    PROVINCE = 4
    UNKNOWN = 5
    ELSEWHERE = 6


FELT_KM = {
    Step.UNIT: 0.0,
    Step.COMMUNE: 2.0,
    Step.BESIDE: 6.0,
    Step.DISTRICT: 15.0,
    Step.PROVINCE: 45.0,
    Step.UNKNOWN: 60.0,
    Step.ELSEWHERE: 150.0,
}
"""What a step counts for where no kilometres are known."""


@dataclass(frozen=True, slots=True)
class Distance:
    """From one unit to another."""

    step: Step
    km: float | None = None

    @property
    def felt(self) -> float:
        """Kilometres, measured or reckoned by the step."""
        return FELT_KM[self.step] if self.km is None else self.km

    @property
    def words(self) -> str:
        """`cách 12 km`, `cùng xã`, `cùng huyện`."""
        if self.km is not None:
            return _("cách khoảng %(km)s km") % {"km": show_number(round(self.km))}
        return {
            Step.UNIT: _("ngay đơn vị mình"),
            Step.COMMUNE: _("cùng xã, phường"),
            Step.BESIDE: _("xã liền bên"),
            Step.DISTRICT: _("cùng huyện"),
            Step.PROVINCE: _("cùng tỉnh"),
            Step.UNKNOWN: _("chưa rõ xa gần"),
            Step.ELSEWHERE: _("khác tỉnh"),
        }[self.step]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a unit lies: its commune, district and province, and the outline that its
    commune has or became part of."""

    unit: int
    commune: int | None = None
    district: int | None = None
    province: int | None = None
    area: int | None = None
    path: str = ""


def between(here: Spot, there: Spot) -> Distance:
    """How far it is from one to the other; the same both ways."""
    if here.unit == there.unit:
        return Distance(Step.UNIT)
    if _same(here.commune, there.commune):
        return Distance(Step.COMMUNE)
    if _same(here.area, there.area):
        return Distance(Step.BESIDE)
    step = _by_tree(here, there)
    if not here.path or not there.path:
        return Distance(step)
    return Distance(step, kilometres(centre_of(here.path), centre_of(there.path)))


def _same(one: int | None, other: int | None) -> bool:
    return one is not None and one == other


def _by_tree(here: Spot, there: Spot) -> Step:
    if _same(here.district, there.district):
        return Step.DISTRICT
    if _same(here.province, there.province):
        return Step.PROVINCE
    is_known = here.province is not None and there.province is not None
    return Step.ELSEWHERE if is_known else Step.UNKNOWN


@lru_cache(maxsize=4096)
def centre_of(path: str) -> tuple[float, float]:
    """Latitude and longitude of the centre of an outline's area, in degrees; worked out
    once for each outline."""
    total, x, y = 0.0, 0.0, 0.0
    for piece in pieces_of(path):
        area, at_x, at_y = _piece(piece)
        total, x, y = total + area, x + at_x * area, y + at_y * area
    if not total:
        corners = [corner for piece in pieces_of(path) for corner in piece]
        total = float(len(corners))
        x, y = float(sum(a for a, _b in corners)), float(sum(b for _a, b in corners))
    narrowed = cos(radians(SHORTENED_AT))
    return NORTH - y / total / 1000, WEST + x / total / 1000 / narrowed


def _piece(corners: list[Point]) -> tuple[float, float, float]:
    """Area and centre of one piece."""
    area, x, y = 0.0, 0.0, 0.0
    ahead = [*corners[1:], corners[0]]
    for (ax, ay), (bx, by) in zip(corners, ahead, strict=True):
        cross = ax * by - bx * ay
        area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (abs(area) / 2, x / (3 * area), y / (3 * area)) if area else (0.0, 0.0, 0.0)


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Over the ground, as the crow flies."""
    (north, east), (other_north, other_east) = here, there
    up, across = radians(other_north - north) / 2, radians(other_east - east) / 2
    straight = hypot(
        sin(up), sqrt(cos(radians(north)) * cos(radians(other_north))) * sin(across)
    )
    return min(2 * EARTH_KM * asin(min(straight, 1.0)), EARTH_KM * pi)


_SPOTS = """
with up as (
    select distinct on (line.unit_id, level.name) line.unit_id, level.name,
        line.ancestor_id
    from organisations_lineage line
    join organisations_tree tree on tree.id = line.tree_id
    join organisations_unit above on above.id = line.ancestor_id
    join lateral (select case
        when above.kind = any (%(communes)s) then 'commune'
        when above.kind = 'district' then 'district' else 'province' end) level (name)
      on true
    where line.unit_id = any (%(units)s) and line.during @> %(day)s::date
      and (above.kind = any (%(communes)s)
           or above.kind in ('district', 'province', 'city'))
    order by line.unit_id, level.name, tree.key <> 'state', line.depth
)
select up.unit_id, up.name, up.ancestor_id, coalesce(own.unit_id, heir.unit_id),
    coalesce(own.path, heir.path, '')
from up
left join organisations_shape own
  on own.unit_id = up.ancestor_id and up.name = 'commune'
left join lateral (select became.successor_id
    from organisations_succession became
    where became.predecessor_id = up.ancestor_id and up.name = 'commune'
    order by became.kind <> 'whole', not became.is_main, became.successor_id
    limit 1) became on true
left join organisations_shape heir on heir.unit_id = became.successor_id
"""


def spots_of(unit_ids: Iterable[int], day: date) -> dict[int, Spot]:
    """Where units lie on a day, in one question."""
    units = sorted(set(unit_ids))
    asked: dict[str, Any] = {
        "units": units,
        "day": day,
        "communes": [
            Unit.Kind.COMMUNE,
            Unit.Kind.WARD,
            Unit.Kind.TOWNSHIP,
            Unit.Kind.SPECIAL_ZONE,
        ],
    }
    found: dict[int, dict[str, Any]] = {unit: {} for unit in units}
    with connection.cursor() as cursor:
        cursor.execute(_SPOTS, asked)
        for unit, level, above, area, path in cursor.fetchall():
            found[unit][level] = above
            if level == "commune":
                found[unit] |= {"area": area, "path": path}
    return {unit: Spot(unit, **given) for unit, given in found.items()}
