"""What moved most in a month: places, and targets of the unit itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.progress import Standing
from thidua.desk.queries.below import Below
from thidua.kernel.numbers import show_number

Thing = TypeVar("Thing")
SHOWN = 3
"""Up to so many on either side."""
FEWEST = 3
"""A place with fewer judged targets is not compared: one target would move it far."""


@dataclass(frozen=True, slots=True)
class Mover:
    """One that moved: its sentence, its address, and which way."""

    name: str
    href: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Movers:
    """Those that gained and those that lost, the farthest first."""

    places: Sequence[Mover]
    targets: Sequence[Mover]

    @property
    def is_still(self) -> bool:
        """Did nothing move at all?"""
        return not self.places and not self.targets


def movers(
    places: Sequence[Below],
    now: Sequence[Standing],
    before: Sequence[Standing],
    *,
    door: Callable[[int], str],
    target_door: Callable[[Standing], str],
) -> Movers:
    """The places whose share of targets on pace changed most, and the unit's targets
    that drew ahead of their pace or fell behind it most, in percent points."""
    rated = [
        (place.moved, place)
        for place in places
        if place.moved and min(place.now.judged, place.before.judged) >= FEWEST
    ]
    past = {one.target.pk: _ahead(one) for one in before}
    drifts = []
    for one in now:
        then, today = past.get(one.target.pk), _ahead(one)
        if then is not None and today is not None and today != then:
            drifts.append((today - then, one))
    return Movers(
        [_place(place, door) for _by, place in _farthest(rated)],
        [_target(one, drift, target_door) for drift, one in _farthest(drifts)],
    )


def _farthest(rated: Sequence[tuple[Decimal, Thing]]) -> list[tuple[Decimal, Thing]]:
    ordered = sorted(rated, key=lambda pair: pair[0])
    up = [pair for pair in reversed(ordered) if pair[0] > 0][:SHOWN]
    down = [pair for pair in ordered if pair[0] < 0][:SHOWN]
    return up + down


def _ahead(one: Standing) -> Decimal | None:
    """Percent points ahead of the pace, of the whole way; None without a pace."""
    share, planned = one.pace.share, one.pace.planned_share
    return None if share is None or planned is None else share - planned


def _place(place: Below, door: Callable[[int], str]) -> Mover:
    said = _("từ %(then)s thành %(now)s chỉ tiêu đúng nhịp") % {
        "then": f"{place.before.on_pace}/{place.before.judged}",
        "now": f"{place.now.on_pace}/{place.now.judged}",
    }
    return Mover(place.name, door(place.unit), said, _tone(place.moved or Decimal(0)))


def _target(one: Standing, drift: Decimal, door: Callable[[Standing], str]) -> Mover:
    points = show_number(abs(drift).quantize(Decimal("0.1")))
    by = ngettext("%(points)s điểm", "%(points)s điểm", 1 if points == "1" else 2)
    words = _("nhanh thêm %(by)s trong tháng, %(now)s")
    if drift < 0:
        words = _("lùi %(by)s trong tháng, %(now)s")
    if (drift > 0) == one.pace.is_slow:
        words = _("nhanh thêm %(by)s trong tháng, vẫn %(now)s")
        if drift < 0:
            words = _("lùi %(by)s trong tháng, vẫn %(now)s")
    said = words % {"by": by % {"points": points}, "now": one.pace.words}
    return Mover(one.target.version.name, door(one), said, _tone(drift))


def _tone(by: Decimal) -> str:
    return "done" if by > 0 else "slow"
