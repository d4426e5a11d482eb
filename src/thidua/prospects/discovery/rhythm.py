"""How often something is told, and over which of its periods it is compared.

What is told by the month is looked at over a year of months; by the quarter over four
quarters; by the half-year over two, and whether it lasts over four; by the year over
one, and over three. The shortest period in which the campaign's forms ask for it
counts; a formula has that of its slowest part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import Max

from thidua.campaigns.models import Campaign
from thidua.indicators.models import FormLine, FormPeriod, IndicatorVersion
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.indicators.queries.computed import Book

FINEST = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Of one length of period: how many make a year; how many a span of what flows and
    of a level have; in how many of the last ones it must lead, told in at least some;
    and how many a rolling mean takes together."""

    per_year: int
    flow: int
    level: int
    lasting: int
    least_told: int
    rolling: int

    def span(self, *, is_flow: bool) -> int:
        """Periods of a span."""
        return self.flow if is_flow else self.level

    def enough(self, *, is_flow: bool) -> tuple[int, int]:
        """Of them, how many must be told of the last span, and of the first."""
        last = ceil(0.75 * self.flow) if is_flow else max(1, self.level - 1)
        first = max(1, self.flow // 2) if is_flow else 1
        return last, first


RHYTHMS: Mapping[PeriodKind, Rhythm] = {
    PeriodKind.MONTH: Rhythm(12, 12, 3, 12, 9, 3),
    PeriodKind.QUARTER: Rhythm(4, 4, 1, 4, 3, 1),
    PeriodKind.HALF: Rhythm(2, 2, 1, 4, 3, 1),
    PeriodKind.YEAR: Rhythm(1, 1, 1, 3, 2, 1),
}


@dataclass(frozen=True, slots=True)
class Spans:
    """Numbers of periods: where it began and where it stands, of a flow or a level."""

    kind: PeriodKind
    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def rhythm(self) -> Rhythm:
        return RHYTHMS[self.kind]

    @property
    def has_start(self) -> bool:
        """Is there a first span at all, before the last one?"""
        return self.first[0] <= self.first[1]


def kinds_of(
    campaign: Campaign, versions: Sequence[IndicatorVersion], book: Book | None
) -> dict[int, PeriodKind]:
    """In which periods each is told, by the number of its indicator."""
    asked = {one.indicator_id for one in versions}
    behind = {
        one.indicator_id: book.behind(one) if book else set()
        for one in versions
        if one.is_computed
    }
    asked |= {part for some in behind.values() for part in some}
    lines = FormLine.objects.filter(version__indicator__in=asked)
    own = set(campaign.form_links.values_list("form", flat=True))
    known: dict[tuple[int, bool], PeriodKind] = {}
    for indicator, form, text in lines.values_list(
        "version__indicator", "form", "form__period_kind"
    ):
        key, kind = (indicator, form in own), PeriodKind(text)
        known[key] = min(known.get(key, kind), kind, key=FINEST.index)
    told = {
        one: known.get((one, True)) or known.get((one, False)) or PeriodKind.MONTH
        for one in asked
    }
    for one, parts in behind.items():
        told[one] = max(
            (told[part] for part in parts), key=FINEST.index, default=FINEST[0]
        )
    return told


def lasts_of(
    campaign: Campaign, day: date, last_month: int
) -> Mapping[PeriodKind, int]:
    """The last period of each length whose reports were due by a day."""
    due = FormPeriod.objects.filter(
        form__in=campaign.form_links.values("form"), due_on__lt=day
    )
    found = {
        PeriodKind(kind): last
        for kind, last in due.values_list("form__period_kind").annotate(Max("period"))
    }
    ended = from_id(last_month).ends_on
    for kind in FINEST:
        span = containing(ended, kind)
        whole = span if span.ends_on <= ended else span.before()
        found.setdefault(kind, whole.id)
    return found | {PeriodKind.MONTH: last_month}


def spans_of(
    campaign: Campaign, kind: PeriodKind, last: int, *, is_flow: bool
) -> Spans:
    """The first periods of the campaign, and the last ones; they never overlap."""
    count = RHYTHMS[kind].span(is_flow=is_flow)
    begins = containing(campaign.starts_on, kind).id
    starts = last - count + 1
    return Spans(kind, (begins, min(begins + count - 1, starts - 1)), (starts, last))


def lasting_of(spans: Spans) -> tuple[int, int]:
    """From which period on it is looked whether somebody stays ahead, and after which
    no more; with those that a rolling mean needs before."""
    rhythm, last = spans.rhythm, spans.last[1]
    return last - rhythm.lasting - rhythm.rolling + 2, last + 1


def is_over_a_year(version: IndicatorVersion) -> bool:
    """What flows, and what a formula makes: a few months of it swing too much."""
    return version.nature in {"flow", "formula"}
