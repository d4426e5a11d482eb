"""The meetings of a club: the plan of the year and what came of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.clubs.models import ClubMeeting, ClubMeetingQuerySet, TakenHome
from thidua.clubs.policies import can_run
from thidua.clubs.queries.frame import ClubFrame, club_frame
from thidua.clubs.queries.reading import Reading
from thidua.clubs.states import MEETING_TONES, TOLD, MeetingState, State
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Kind, Sheet

HELD = "da-hop"
ONLY_HELD = f"loai={HELD}"
"""The address of the page that lists only those that took place."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of a list."""

    href: str
    day: str
    time: str
    title: str
    place: str
    people: str
    taken: str
    state: str
    tone: str
    is_late: bool

    def cells(self) -> list[str]:
        """As it stands in the Excel file."""
        when = [self.day, self.time]
        return [*when, self.title, self.place, self.people, self.taken, self.state]


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """Everything `meetings.html` shows."""

    frame: ClubFrame
    finding: str
    is_part: bool
    """Only those that took place are listed, as a figure of the club counts them."""
    ahead: Sequence[MeetingRow]
    held: Sequence[MeetingRow]
    may_plan: bool


def meetings_page(of: Reading, *, only_held: bool = False) -> MeetingsPage:
    """All meetings, those to come first; or those alone that took place."""
    meetings = ClubMeeting.objects.filter(club=of.club)
    past = meetings.held() if only_held else meetings.exclude(pk__in=meetings.ahead())
    ahead = meetings.ahead().order_by("held_on", "starts_at")
    done = meetings.held().count()
    return MeetingsPage(
        frame=club_frame(of, "clubs:meetings"),
        finding=ngettext(
            "%(n)s buổi sinh hoạt có biên bản",
            "%(n)s buổi sinh hoạt có biên bản",
            done,
        )
        % {"n": show_number(done)},
        is_part=only_held,
        ahead=[] if only_held else meeting_rows(ahead, of),
        held=meeting_rows(past, of),
        may_plan=bool(can_run(of.actor, of.hands)) and of.club.state == State.ACTIVE,
    )


def meeting_rows(
    found: ClubMeetingQuerySet | Iterable[ClubMeeting], of: Reading
) -> list[MeetingRow]:
    """Some meetings as rows; who came and what was taken home in two questions."""
    some = list(found)
    numbers = [one.pk for one in some]
    came = dict(
        ClubMeeting.objects.filter(pk__in=numbers)
        .order_by()
        .values_list("pk")
        .annotate(Sum("invitees__people"))
    )
    taken = dict(
        TakenHome.objects.filter(meeting__in=numbers)
        .order_by()
        .values_list("meeting")
        .annotate(Count("pk"))
    )
    return [_row(one, of, came.get(one.pk), taken.get(one.pk, 0)) for one in some]


def _row(one: ClubMeeting, of: Reading, came: int | None, taken: int) -> MeetingRow:
    is_told = one.state in TOLD
    return MeetingRow(
        href=reverse("clubs:meeting", args=[one.club_id, one.pk]),
        day=dates.show(one.held_on),
        time=f"{one.starts_at:%H:%M}",
        title=one.title,
        place=one.place,
        people=show_number(came or 0) if is_told else "",
        taken=show_number(taken) if is_told and taken else "",
        state=str(one.get_state_display()),
        tone=MEETING_TONES[MeetingState(one.state)],
        is_late=one.state in {MeetingState.PLANNED, MeetingState.INVITED}
        and one.held_on < of.day,
    )


def sheet_of(of: Reading) -> Sheet:
    """All meetings as an Excel sheet."""
    rows = meeting_rows(ClubMeeting.objects.filter(club=of.club), of)
    return Sheet(
        name=_("Buổi sinh hoạt"),
        title=of.club.name,
        subtitle=_("Các buổi sinh hoạt, đến ngày %(day)s")
        % {"day": dates.show(of.day)},
        columns=[
            Column(_("Ngày"), width=12),
            Column(_("Giờ"), width=8),
            Column(_("Chủ đề"), width=44),
            Column(_("Nơi họp"), width=30),
            Column(_("Số người dự"), kind=Kind.TEXT, width=12),
            Column(_("Nơi học mang về"), kind=Kind.TEXT, width=12),
            Column(_("Trạng thái"), width=22),
        ],
        rows=[one.cells() for one in rows],
    )
