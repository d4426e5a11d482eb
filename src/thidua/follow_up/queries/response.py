"""A year of response: who took up, planned, reported in time, was urged, mended.

Units × steps and months, computed each time from what happened, never stored. Each mark
opens what it stands for. A unit with others below it counts theirs with its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.ladder import next_below
from thidua.campaigns.models import AudienceMember, Campaign, UnitPlan
from thidua.campaigns.states import PlanState
from thidua.follow_up.models import ReviewCall
from thidua.follow_up.queries.counting import letters_of, mended_of, urged_of
from thidua.follow_up.queries.periodic import Sent, calls_of, sent_of
from thidua.follow_up.review_words import period_said
from thidua.indicators.models import Form
from thidua.indicators.periods import (
    PeriodKind,
    PeriodSpan,
    between,
    containing,
    from_id,
)
from thidua.indicators.queries import received
from thidua.kernel import clock, dates
from thidua.kernel.clock import day_of
from thidua.kernel.numbers import show_percent
from thidua.kernel.sheets import Column, Sheet
from thidua.kernel.text import sort_key
from thidua.kernel.ui import addresses
from thidua.kernel.ui.parts import Link
from thidua.organisations.namesakes import listed_names

DASH = "–"


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: what it says, how it is coloured, what opens its cause."""

    words: str = DASH
    tone: str = ""
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One unit's year."""

    name: str
    href: str
    """Its own table, when there are units below it."""
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """Everything that `response.html` shows."""

    crumbs: Sequence[Link]
    title: str
    finding: str
    heads: Sequence[str]
    years: Sequence[Link]
    rows: Sequence[ResponseRow]
    sheet_href: str


def response_page(
    campaign: Campaign, unit: int, year: int, today: date
) -> ResponsePage:
    """A unit and those next below it in a campaign, over a year."""
    day = min(today, date(year, 12, 31))
    units = _units(campaign, unit, day)
    months = _months(campaign, year, today)
    facts = _Facts.of(campaign, unit, units, year, months, today)
    names = listed_names([*units, unit], day)
    rows = [
        ResponseRow(
            name=names.get(one, ""),
            href="" if one == unit else address(campaign.pk, year, one),
            marks=facts.marks(one),
        )
        for one in sorted(
            units, key=lambda pk: (pk != unit, sort_key(names.get(pk, "")))
        )
    ]
    return ResponsePage(
        crumbs=[
            Link(campaign.name, reverse("campaigns:campaign", args=[campaign.pk])),
            Link(_("Hưởng ứng"), address(campaign.pk, year)),
        ],
        title=_("%(unit)s hưởng ứng phong trào, năm %(year)s")
        % {"unit": names.get(unit, ""), "year": year},
        finding=facts.finding(units),
        heads=facts.heads,
        years=_years(campaign, unit, year, today),
        rows=rows,
        sheet_href=f"{address(campaign.pk, year, unit)}&xuat=excel",
    )


def response_sheet(page: ResponsePage) -> Sheet:
    """The same table as Excel."""
    return Sheet(
        name=_("Hưởng ứng"),
        title=page.title.upper(),
        subtitle=page.finding,
        columns=[Column(_("Đơn vị"), width=30)]
        + [Column(head, width=12) for head in page.heads],
        rows=[[row.name, *(mark.words for mark in row.marks)] for row in page.rows],
    )


def address(campaign: int, year: int, unit: int | None = None) -> str:
    """The table of a unit in a year."""
    path = f"{reverse('follow_up:response', args=[campaign])}?nam={year}"
    return path if unit is None else f"{path}&don-vi={unit}"


def _units(campaign: Campaign, unit: int, day: date) -> list[int]:
    """Those next below; the unit itself too when it takes part."""
    below = next_below(campaign, unit, day)
    members = AudienceMember.objects.filter(audience__campaign=campaign, unit=unit)
    itself = members.taking_part_on(day).exists() or not below
    return [*below, *([unit] if itself and unit not in below else [])]


def _months(campaign: Campaign, year: int, today: date) -> list[PeriodSpan]:
    first = max(date(year, 1, 1), campaign.starts_on)
    last = min(date(year, 12, 31), campaign.ends_on, today)
    return list(between(first, last, PeriodKind.MONTH)) if first <= last else []


def _years(campaign: Campaign, unit: int, year: int, today: date) -> list[Link]:
    last = min(today, campaign.ends_on).year
    return [
        Link(str(one), address(campaign.pk, one, unit), is_here=one == year)
        for one in range(campaign.starts_on.year, max(last, year) + 1)
    ]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of all the units, in a fixed number of questions."""

    campaign: Campaign
    year: int
    today: date
    months: Sequence[PeriodSpan]
    taken_up: Mapping[int, date | None]
    planned: Mapping[int, date]
    reports: Mapping[tuple[int, int], Sent]
    calls: Sequence[ReviewCall]
    reviews: Mapping[tuple[int, int], Sent]
    urged: Mapping[int, int]
    letters: Mapping[int, tuple[int, int]]
    mended: Mapping[int, tuple[int, int]]

    @classmethod
    def of(
        cls,
        campaign: Campaign,
        unit: int,
        units: Sequence[int],
        year: int,
        months: Sequence[PeriodSpan],
        today: date,
    ) -> _Facts:
        calls, day = calls_of(campaign, year, today), min(today, date(year, 12, 31))
        return cls(
            campaign=campaign,
            year=year,
            today=today,
            months=months,
            taken_up=_taken_up(campaign, units, today),
            planned=_planned(campaign, units, today),
            reports=_reports(campaign, unit, months, today),
            calls=calls,
            reviews=sent_of(campaign, calls, units, day, today),
            urged=urged_of(campaign, units, year, today),
            letters=letters_of(campaign, units, year, today),
            mended=mended_of(campaign, units, year, today),
        )

    @property
    def heads(self) -> list[str]:
        months = [_("T%(n)s") % {"n": span.number} for span in self.months]
        return [
            _("Tiếp nhận"),
            _("Kế hoạch"),
            *months,
            *(
                _("Báo cáo %(period)s")
                % {"period": period_said(from_id(one.period_id))}
                for one in self.calls
            ),
            _("Bị nhắc quá hạn"),
            _("Công văn đôn đốc"),
            _("Khắc phục"),
        ]

    def marks(self, unit: int) -> list[Mark]:
        return [
            self._taken(unit),
            self._plan(unit),
            *(self._month(unit, span) for span in self.months),
            *(self._review(unit, call) for call in self.calls),
            self._urged(unit),
            self._letters(unit),
            self._mended(unit),
        ]

    def finding(self, units: Iterable[int]) -> str:
        tallies = [
            tally for (unit, _month), tally in self.reports.items() if unit in {*units}
        ]
        judged = sum(one.expected for one in tallies) - sum(
            one.expected - one.on_time - one.late - one.missing for one in tallies
        )
        silent = sum(1 for when in self.taken_up.values() if when is None)
        parts = []
        if judged:
            share = show_percent(100 * sum(one.on_time for one in tallies) / judged)
            parts.append(_("%(share)s báo cáo đúng hạn") % {"share": share})
        if silent:
            parts.append(
                ngettext(
                    "%(n)s nơi chưa báo tiếp nhận",
                    "%(n)s nơi chưa báo tiếp nhận",
                    silent,
                )
                % {"n": silent}
            )
        return "; ".join(parts) or _("Chưa có gì đến hạn trong năm này")

    def _taken(self, unit: int) -> Mark:
        href = reverse("campaigns:units", args=[self.campaign.pk])
        if unit not in self.taken_up:
            return Mark()
        when = self.taken_up[unit]
        if when is None:
            return Mark(_("chưa"), "late", href)
        return Mark(dates.show_short(when, beside=self.today), "", href)

    def _plan(self, unit: int) -> Mark:
        when = self.planned.get(unit)
        if when is None:
            if unit not in self.taken_up:
                return Mark()
            units = reverse("campaigns:units", args=[self.campaign.pk])
            return Mark(_("chưa"), "slow", units)
        href = reverse("campaigns:plan-of", args=[self.campaign.pk, unit])
        return Mark(dates.show_short(when, beside=self.today), "", href)

    def _month(self, unit: int, span: PeriodSpan) -> Mark:
        query = f"don-vi={unit}&phong-trao={self.campaign.pk}&ky={span.id}"
        href = f"{addresses.address('desk:reports')}?{query}"
        return _sent(self.reports.get((unit, span.id)), href)

    def _review(self, unit: int, call: ReviewCall) -> Mark:
        href = reverse("follow_up:review-call", args=[call.pk])
        return _sent(self.reviews.get((unit, call.pk)), href)

    def _told(self, unit: int, part: str) -> str:
        """Where everything that a mark counts is listed."""
        path = reverse("follow_up:told", args=[self.campaign.pk])
        return f"{path}?nam={self.year}&don-vi={unit}#{part}"

    def _urged(self, unit: int) -> Mark:
        count = self.urged.get(unit, 0)
        href = self._told(unit, "reminded")
        return Mark(str(count), "slow", href) if count else Mark()

    def _letters(self, unit: int) -> Mark:
        if unit not in self.letters:
            return Mark()
        count, last = self.letters[unit]
        one = reverse("follow_up:letter", args=[last])
        href = one if count == 1 else self._told(unit, "letters")
        return Mark(str(count), "slow", href)

    def _mended(self, unit: int) -> Mark:
        if unit not in self.mended:
            return Mark()
        mended, every = self.mended[unit]
        href = self._told(unit, "findings")
        return Mark(f"{mended}/{every}", "" if mended == every else "slow", href)


def _sent(tally: Sent | None, href: str) -> Mark:
    """How many of the reports to be sent came in time; of one, how it came."""
    if tally is None or not tally.expected:
        return Mark()
    said = _("%(on_time)s đúng hạn, %(late)s muộn, %(missing)s chưa gửi") % {
        "on_time": tally.on_time,
        "late": tally.late,
        "missing": tally.missing,
    }
    tone = "late" if tally.missing else "slow" if tally.late else ""
    if tally.expected == 1:
        words = (
            _("đúng hạn")
            if tally.on_time
            else _("muộn")
            if tally.late
            else _("chưa gửi")
            if tally.missing
            else _("chưa đến hạn")
        )
        return Mark(words, tone, href, said)
    return Mark(f"{tally.on_time}/{tally.expected}", tone, href, said)


def _taken_up(
    campaign: Campaign, units: Sequence[int], today: date
) -> dict[int, date | None]:
    """When each said that it received the campaign; None: not yet."""
    members = AudienceMember.objects.filter(
        audience__campaign=campaign, unit__in=units
    ).taking_part_on(today)
    ended = clock.end_of(today)
    return {
        unit: day_of(at) if at and at < ended else None
        for unit, at in members.values_list("unit_id", "acknowledged_at")
    }


def _planned(campaign: Campaign, units: Sequence[int], today: date) -> dict[int, date]:
    plans = UnitPlan.objects.filter(
        campaign=campaign,
        unit__in=units,
        state=PlanState.ADOPTED,
        adopted_at__lt=clock.end_of(today),
    )
    return {
        unit: day_of(at)
        for unit, at in plans.values_list("unit_id", "adopted_at")
        if at
    }


def _reports(
    campaign: Campaign, unit: int, months: Sequence[PeriodSpan], today: date
) -> dict[tuple[int, int], Sent]:
    """By unit and month; a quarter, a half-year, a year count in their last month."""
    ending = {
        span.id: month.id
        for month in months
        for span in (containing(month.ends_on, kind) for kind in PeriodKind)
        if span.ends_on == month.ends_on
    }
    forms = list(Form.objects.filter(pk__in=campaign.form_links.values("form")))
    found: dict[tuple[int, int], Sent] = {}
    for one in received(forms, unit, sorted(ending), today=today) if forms else []:
        key = one.unit_id, ending[one.period_id]
        had = found.get(key, Sent())
        found[key] = Sent(
            had.expected + one.expected,
            had.on_time + one.on_time,
            had.late + one.late,
            had.missing + one.missing,
        )
    return found
