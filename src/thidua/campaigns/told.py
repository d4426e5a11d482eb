"""Up to which month a page tells how targets stand: one rule for all of them.

The month told is the last one that has ended and of which every form of the campaign
is due, or has all accepted that it expected (`indicators/told.py`): one month for the
whole campaign, since its pages put targets of several forms side by side. A newer month
that is partly in is told beside it, never instead: one unit that reports early moves
nothing, and figures meet the pace of the day they are of. The rule holds on the pages
of campaigns and targets, on the monitoring pages, for what *Hiệu quả* says while a
stretch runs, beside the figures of a period that still runs, and for the year that a
giving grid puts beside. A period that is over is told on its own last day where it is
itself the subject: in its entry grid, and in the effect of a stretch that has ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing, from_id
from thidua.kernel import dates

Key = tuple[int, int]
"""An indicator and a period."""


def told_in(campaigns: Sequence[Campaign], today: date) -> dict[int, PeriodSpan]:
    """The month told of each campaign by a day, by its number.

    Nothing is asked where they were all fetched `telling` it.
    """
    if any(one.told_by != today for one in campaigns):
        asked = Campaign.objects.filter(pk__in=[one.pk for one in campaigns])
        campaigns = list(asked.telling(today))
    return {one.pk: from_id(one.told_id) for one in campaigns}


def told_on(campaign: Campaign, today: date) -> date:
    """The day of which its targets are told by a day: the last of the month told."""
    return told_in([campaign], today)[campaign.pk].ends_on


@dataclass(frozen=True, slots=True)
class Received:
    """How many figures of a period came, were accepted and were expected."""

    reported: int
    accepted: int
    expected: int

    @property
    def words(self) -> str:
        """`147/148 nơi đã báo cáo, 131 đã nhận`: always of what."""
        said = {
            "reported": self.reported,
            "expected": max(self.expected, self.reported),
            "accepted": self.accepted,
        }
        if not self.expected:
            return _("%(reported)s nơi đã báo cáo, %(accepted)s đã nhận") % said
        return (
            _("%(reported)s/%(expected)s nơi đã báo cáo, %(accepted)s đã nhận") % said
        )


_RECEIVED = """
select wanted.indicator_id, wanted.period_id, coalesce(came.reported, 0),
    coalesce(came.accepted, 0), coalesce(due.expected, 0)
from (
    select indicator_id, period_id from unnest(%(indicators)s::bigint[]) indicator_id,
        unnest(%(periods)s::smallint[]) period_id) wanted
left join indicators_figures(%(tree)s, %(units)s, %(indicators)s, %(periods)s) came
  on came.indicator_id = wanted.indicator_id and came.period_id = wanted.period_id
left join indicators_expected(%(tree)s, %(units)s, %(indicators)s, %(periods)s) due
  on due.indicator_id = wanted.indicator_id and due.period_id = wanted.period_id
"""


def received_by(
    tree_id: int, unit_id: int, indicators: Iterable[int], periods: Iterable[int]
) -> Mapping[Key, Received]:
    """What came of a unit and those below it, of what was expected; one query."""
    wanted, spans = sorted(set(indicators)), sorted(set(periods))
    if not wanted or not spans:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _RECEIVED,
            {
                "tree": tree_id,
                "units": [unit_id],
                "indicators": wanted,
                "periods": spans,
            },
        )
        return {(row[0], row[1]): Received(*row[2:]) for row in cursor.fetchall()}


def newer_months(told: date, today: date) -> list[int]:
    """The months after the one told that have begun by today, oldest first."""
    month = containing(today, PeriodKind.MONTH)
    found: list[int] = []
    while month.ends_on > told:
        found.insert(0, month.id)
        month = month.before()
    return found


def coming_in(
    indicator: int, months: Iterable[int], received: Mapping[Key, Received]
) -> list[str]:
    """`tháng 5/2025: mới có 1/148 nơi báo cáo`, for each newer month that began so."""
    found: list[str] = []
    for month in months:
        one = received.get((indicator, month))
        if one is None or not one.reported:
            continue
        span = from_id(month)
        said = {
            "month": dates.period_name(span.starts_on, span.ends_on),
            "reported": one.reported,
            "expected": max(one.expected, one.reported),
        }
        words = _("%(month)s: mới có %(reported)s/%(expected)s nơi báo cáo")
        found.append(words % said)
    return found
