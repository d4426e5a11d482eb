"""On which days somebody is free: what is usual, what was named, what is promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from thidua.speakers.models import Invitation, NamedDay, Speaker


class Day(Enum):
    """How a day stands; only a promised or a busy one refuses an invitation."""

    FREE = "free"
    UNUSUAL = "unusual"
    """Not a day on which they are usually free; one may ask."""
    BUSY = "busy"
    PROMISED = "promised"

    @property
    def is_open(self) -> bool:
        """May one ask for it?"""
        return self in {Day.FREE, Day.UNUSUAL}


@dataclass(frozen=True, slots=True)
class Diary:
    """The days of one speaker."""

    weekdays: AbstractSet[int]
    named: Mapping[date, bool] = field(default_factory=dict)
    promised: AbstractSet[date] = frozenset()

    def of(self, day: date) -> Day:
        """How a day stands: what is promised, then what was named, then the usual."""
        if day in self.promised:
            return Day.PROMISED
        if day in self.named:
            return Day.FREE if self.named[day] else Day.BUSY
        return Day.FREE if day.weekday() in self.weekdays else Day.UNUSUAL


def diaries_of(
    speakers: Iterable[Speaker], first: date, last: date
) -> dict[int, Diary]:
    """The diaries of some speakers between two days, in two questions."""
    some = list(speakers)
    pks = [one.pk for one in some]
    named: dict[int, dict[date, bool]] = defaultdict(dict)
    rows = NamedDay.objects.filter(speaker__in=pks, day__range=(first, last))
    for pk, day, is_free in rows.values_list("speaker", "day", "is_free"):
        named[pk][day] = is_free
    promised: dict[int, set[date]] = defaultdict(set)
    asked = Invitation.objects.live().filter(speaker__in=pks, day__range=(first, last))
    for pk, day in asked.order_by().values_list("speaker", "day"):
        promised[pk].add(day)
    return {
        one.pk: Diary(frozenset(one.weekdays), named[one.pk], promised[one.pk])
        for one in some
    }


def diary_of(speaker: Speaker, first: date, last: date) -> Diary:
    """The same of one."""
    return diaries_of([speaker], first, last)[speaker.pk]
