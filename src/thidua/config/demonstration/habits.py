"""Who sends in time, who late, who not at all; pure, with a fixed seed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zlib import crc32

from thidua.config.demonstration.dice import SEED, dice
from thidua.config.demonstration.places import Place
from thidua.kernel.clock import ZONE

SILENT_NOW = {
    "b29230": 3,
    "b29209": 2,
    "b29101": 2,
    "b29227": 1,
    "b29218": 1,
    "b29089": 1,
    "a29830": 2,
    "a29512": 1,
    "a29413": 1,
}
"""How many of the last periods these communes have not reported."""

WAITING = {"b": 0.35, "a": 0.06}
"""The share that waits: of a district's communes, of a whole province's."""

NEVER_SILENT = frozenset({"b29008", "b28901", "a28996", "a28901"})
"""The communes of the story: always there, so that their charts have no holes."""


@dataclass(frozen=True, slots=True)
class Sending:
    """When a report went off and when it was accepted; None: not (yet)."""

    sent_at: datetime | None
    accepted_at: datetime | None

    @property
    def is_silent(self) -> bool:
        return self.sent_at is None


SILENCE = Sending(None, None)


def sendings(
    place: Place, due_days: list[date], known_until: date, slow: Collection[str] = ()
) -> list[Sending]:
    """How one place sent each of its reports, up to a day.

    Above a unit of `slow` some of the last reports still wait to be accepted.
    """
    chance = dice("habit", place.key)
    lateness = chance.triangular(0.0, 0.11, 0.012)
    silent = _silent_periods(place, len(due_days))
    result = []
    for number, due in enumerate(due_days):
        own = dice("habit", place.key, due)
        is_late = own.random() < lateness and place.key not in NEVER_SILENT
        days = own.randint(1, 9) if is_late else -own.choice((0, 0, 1, 1, 1, 2, 3))
        sent = _moment(due + timedelta(days=days), own.randint(0, 570))
        if number in silent or sent.date() > known_until:
            result.append(SILENCE)
            continue
        accepted: datetime | None = _moment(
            max(due, sent.date()) + timedelta(days=own.randint(1, 4)),
            own.randint(0, 570),
        )
        is_last = number == len(due_days) - 1
        waits = (
            is_last and place.above in slow and own.random() < WAITING[place.above[0]]
        )
        if waits or (accepted and accepted.date() > known_until):
            accepted = None
        result.append(Sending(sent, accepted))
    return result


def _silent_periods(place: Place, count: int) -> set[int]:
    """Now and then a commune falls silent for a while."""
    now = SILENT_NOW.get(place.key, 0)
    silent = set(range(count - now, count))
    chance = dice("silence", place.key)
    if place.key not in NEVER_SILENT and count > 12 and chance.random() < 0.14:
        start = chance.randrange(6, count - 6)
        silent |= set(range(start, start + chance.choice((1, 1, 2, 3))))
    return silent


def _moment(day: date, minutes: int) -> datetime:
    """In office hours, on the working day before when it falls on a weekend."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    return datetime.combine(day, time(7, 30), ZONE) + timedelta(minutes=minutes)


MISSING_IN_A_THOUSAND = 4
MISSING_REASONS = (
    "Cán bộ phụ trách nghỉ thai sản, đang bàn giao sổ theo dõi",
    "Chờ ngành dọc chốt số, sẽ bổ sung ở kỳ sau",
    "Đang rà lại danh sách, ấp chưa gửi biên bản",
    "Sổ theo dõi bị ướt trong đợt triều cường, đang lập lại",
)


def missing_reason(place: Place, code: str, period: date) -> str:
    """Seldom, a figure is not there, and the unit says why."""
    if place.key in NEVER_SILENT:
        return ""
    drawn = crc32(f"{SEED}|missing|{place.key}|{code}|{period}".encode())
    if drawn % 1000 >= MISSING_IN_A_THOUSAND:
        return ""
    return MISSING_REASONS[drawn // 1000 % len(MISSING_REASONS)]
