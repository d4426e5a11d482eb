"""The calendar of a speaker, week by week: on a phone, and small on their page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel import clock, dates
from thidua.kernel.sheets import Column, Columns, Kind, Sheet, listed
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.speakers.availability import Day, Diary, diary_of
from thidua.speakers.models import Invitation, Speaker
from thidua.speakers.queries.tabs import crumbs
from thidua.speakers.queries.words import day_words, usually, weekday_names

WEEKS, GLANCE = 9, 5
"""Weeks of the calendar, and of the glance at it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: its number, how it stands, in words, and what a tap makes of it."""

    iso: str
    number: str
    month: str
    """Said on the first of a month and the first day shown."""
    tone: str
    says: str
    is_past: bool
    makes_free: bool
    href: str
    """To the invitation of that day, for those who may see it."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, Monday first."""

    days: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Everything `calendar.html` shows beside the form."""

    pk: int
    name: str
    crumbs: Sequence[Link]
    usual: str
    told: str
    heads: Sequence[str]
    weeks: Sequence[Week]


def calendar_page(speaker: Speaker, actor: Actor, day: date) -> CalendarPage:
    """For the speaker and the unit that keeps them."""
    told = speaker.days_told_at
    there = reverse("speakers:speaker", args=[speaker.pk])
    return CalendarPage(
        pk=speaker.pk,
        name=speaker.name,
        crumbs=crumbs(Link(speaker.name, there), Link(_("Lịch rảnh"), is_here=True)),
        usual=usually(speaker.weekdays),
        told=dates.since(clock.day_of(told), day) if told else _("chưa ghi lần nào"),
        heads=weekday_names(),
        weeks=weeks_of(speaker, day, WEEKS, actor),
    )


def calendar_sheet(speaker: Speaker, day: date) -> Sheet:
    """The days from this one on as Excel: how each stands, and who is promised it."""
    last = day + timedelta(days=7 * WEEKS - 1)
    diary = diary_of(speaker, day, last)
    asked = Invitation.objects.live().filter(speaker=speaker, day__range=(day, last))
    places = dict(asked.order_by().values_list("day", "place"))
    columns: Columns[date] = [
        (Column(_("Ngày"), kind=Kind.DATE, width=14), lambda on: on),
        (Column(_("Thứ"), width=12), dates.weekday),
        (Column(_("Lịch"), width=30), lambda on: day_words(diary.of(on))),
        (Column(_("Nơi mời"), width=40), lambda on: places.get(on, "")),
    ]
    days = [day + timedelta(days=number) for number in range(7 * WEEKS)]
    title = _("Lịch rảnh của %(name)s") % {"name": speaker.name}
    return listed(title, day, columns, days)


def weeks_of(
    speaker: Speaker, day: date, weeks: int, actor: Actor | None = None
) -> list[Week]:
    """The weeks from this one on; `actor` is given where the invitations are linked."""
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=7 * weeks - 1)
    diary = diary_of(speaker, first, last)
    linked = _linked(speaker, actor, first, last) if actor else {}
    cells = [
        _cell(first + timedelta(days=number), day, first, diary, linked)
        for number in range(7 * weeks)
    ]
    return [Week(cells[at : at + 7]) for at in range(0, len(cells), 7)]


def _linked(speaker: Speaker, actor: Actor, first: date, last: date) -> dict[date, str]:
    seen = Invitation.objects.visible_to(actor, first).live()
    rows = seen.filter(speaker=speaker, day__range=(first, last)).order_by()
    return {
        on: reverse("speakers:invitation", args=[pk])
        for pk, on in rows.values_list("pk", "day")
    }


def _cell(
    day: date, today: date, first: date, diary: Diary, linked: dict[date, str]
) -> Cell:
    stands = diary.of(day)
    is_first = day.day == 1 or day == first
    return Cell(
        iso=day.isoformat(),
        number=str(day.day),
        month=_("th. %(month)s") % {"month": day.month} if is_first else "",
        tone=stands.value,
        says=f"{dates.show_long(day)}: {day_words(stands)}",
        is_past=day < today,
        makes_free=stands != Day.FREE,
        href=linked.get(day, ""),
    )
