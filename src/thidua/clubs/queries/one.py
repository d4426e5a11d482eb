"""The page of a club: what it is for, the next meeting, who leads, who belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from thidua.clubs.models import (
    BoardTerm,
    Club,
    ClubMeeting,
    ClubMember,
    Role,
)
from thidua.clubs.policies import can_keep, can_run
from thidua.clubs.queries.frame import ClubFrame, club_frame
from thidua.clubs.queries.meetings import ONLY_HELD, MeetingRow, meeting_rows
from thidua.clubs.queries.past import history_of
from thidua.clubs.queries.reading import Reading, my_rows
from thidua.clubs.queries.taken import who_took, who_took_words
from thidua.clubs.queries.words import ShownMember, shown_members
from thidua.clubs.starting import has_chair, may_start
from thidua.clubs.states import (
    AHEAD,
    DISSOLVE,
    PAUSE,
    RESUME,
    STANDING,
    Standing,
    State,
)
from thidua.documents.states import State as PaperState
from thidua.exemplars.letterhead import paragraphs
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Newest, newest
from thidua.speakers.models import Speaker
from thidua.speakers.queries.pool import Row as SpeakerRow
from thidua.speakers.queries.pool import rows_of as speaker_rows

ON_THE_PAGE = 12
LATELY = 4
EXEMPLARS = "dien-hinh"
ONLY_EXEMPLARS = f"loai={EXEMPLARS}"
"""The address of the members' page that lists only who is in the register."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody on the board."""

    role: str
    who: ShownMember
    during: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """Where the reader, or somebody of the reader's unit, stands in the club."""

    pk: int
    name: str
    state: str
    may_answer: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next one, as it is announced."""

    href: str
    day: str
    weekday: str
    month: str
    date: str
    time: str
    title: str
    place: str
    in_days: str
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class ClubPage:
    """Everything `club.html` shows."""

    frame: ClubFrame
    purpose: Sequence[str]
    rules: Sequence[str]
    figures: Sequence[parts.Figure]
    facts: Sequence[parts.Fact]
    board: Sequence[Seat]
    members: Sequence[ShownMember]
    more_members: int
    next: NextMeeting | None
    lately: Sequence[MeetingRow]
    speakers: Sequence[SpeakerRow]
    mine: Sequence[Mine]
    may_ask: bool
    may_plan: bool
    may_mend: bool
    may_start: Verdict | None
    may_pause: bool
    may_resume: Verdict | None
    may_dissolve: bool
    asking: int
    trail: Newest


def club_page(of: Reading) -> ClubPage:
    """One club, as this reader may see it."""
    club, actor = of.club, of.actor
    belong = ClubMember.objects.filter(club=club).today().select_related("exemplar")
    first = list(belong.order_by("exemplar_id", "sort_key", "pk")[:ON_THE_PAGE])
    terms = terms_of(of)
    speakers = _speakers(of)
    of.places.gather(one.home_id for one in speakers)
    units = list(club.units.values_list("pk", flat=True))
    of.places.gather(units)
    keeps = bool(can_keep(actor, of.hands))
    runs = bool(can_run(actor, of.hands))
    count = belong.count()
    shown = shown_members(of, [*first, *(one.member for one in terms)])
    return ClubPage(
        frame=club_frame(of, "clubs:club"),
        purpose=paragraphs(club.purpose),
        rules=paragraphs(club.rules),
        figures=_figures(of, count),
        facts=_facts(of, units),
        board=seats_of(of, terms, shown),
        members=[shown[one.pk] for one in first],
        more_members=max(0, count - len(first)),
        next=_next(of),
        lately=meeting_rows(ClubMeeting.objects.filter(club=club).held()[:LATELY], of),
        speakers=speaker_rows(speakers, actor, of.day, of.places),
        mine=_mine(of),
        may_ask=club.state in STANDING and actor.person_id is not None,
        may_plan=runs and club.state == State.ACTIVE,
        may_mend=keeps and club.state in STANDING,
        may_start=may_start(club) if keeps and club.state == State.FOUNDED else None,
        may_pause=keeps and bool(PAUSE.open_from(club.state)),
        may_resume=has_chair(club) & RESUME.open_from(club.state)
        if keeps and club.state == State.PAUSED
        else None,
        may_dissolve=keeps and bool(DISSOLVE.open_from(club.state)),
        asking=_asking(club) if runs else 0,
        trail=newest(history_of(club)) if of.is_inside else Newest(),
    )


def terms_of(of: Reading) -> list[BoardTerm]:
    """The board of today: chair, vice chairs, secretary."""
    order = list(Role)
    terms = BoardTerm.objects.filter(club=of.club, ends_on__isnull=True)
    return sorted(
        terms.select_related("member__exemplar"),
        key=lambda one: (order.index(Role(one.role)), one.starts_on),
    )


def seats_of(
    of: Reading, terms: Sequence[BoardTerm], shown: Mapping[int, ShownMember]
) -> list[Seat]:
    """The same, as this reader sees them."""
    told = _("từ %(first)s, nhiệm kỳ đến %(last)s")
    return [
        Seat(
            role=str(one.get_role_display()),
            who=shown[one.member_id],
            during=told
            % {"first": dates.show(one.starts_on), "last": dates.show(one.due_on)},
            is_over=one.due_on < of.day,
        )
        for one in terms
    ]


def _asking(club: Club) -> int:
    return ClubMember.objects.filter(club=club, state=Standing.ASKED).count()


def _figures(of: Reading, members: int) -> list[parts.Figure]:
    held = ClubMeeting.objects.filter(club=of.club).held()
    exemplars = ClubMember.objects.filter(club=of.club, exemplar__isnull=False)
    took = who_took(of.club)
    lately = Count("pk", filter=Q(held_on__year=of.day.year))
    met_so_far = held.aggregate(ever=Count("pk"), year=lately)
    year, count = met_so_far["year"], met_so_far["ever"]
    honoured = exemplars.today().count()
    met = ngettext(
        "buổi sinh hoạt từ khi lập %(since)s, %(n)s của năm %(year)s",
        "buổi sinh hoạt từ khi lập %(since)s, %(n)s của năm %(year)s",
        count,
    )
    span = {
        "n": show_number(year),
        "since": dates.show(of.club.founded_on),
        "year": of.day.year,
    }
    members_href, meetings_href, taken_href = (
        reverse(f"clubs:{name}", args=[of.club.pk])
        for name in ("members", "meetings", "taken")
    )
    return [
        parts.Figure(
            show_number(members),
            ngettext("hội viên đang sinh hoạt", "hội viên đang sinh hoạt", members),
            href=members_href,
        ),
        parts.Figure(
            show_number(honoured),
            npgettext("đếm", "điển hình", "điển hình", honoured),
            href=f"{members_href}?{ONLY_EXEMPLARS}",
        ),
        parts.Figure(
            show_number(count), met % span, href=f"{meetings_href}?{ONLY_HELD}"
        ),
        parts.Figure(show_number(took), who_took_words(took), href=taken_href),
    ]


def _facts(of: Reading, units: Sequence[int]) -> list[parts.Fact]:
    club, called = of.club, of.places.called
    facts = [
        parts.Fact(_("Đơn vị lập"), called(club.home_id)),
        parts.Fact(_("Cùng với"), "; ".join(sorted(map(called, units)))),
        parts.Fact(_("Lĩnh vực"), capfirst(str(club.get_field_display()))),
        parts.Fact(_("Ngành nghề"), club.trade),
        parts.Fact(_("Sinh hoạt"), str(club.get_rhythm_display())),
        _campaign(of),
        *_papers(of),
    ]
    return [one for one in facts if one.value]


def _campaign(of: Reading) -> parts.Fact:
    campaign = of.club.campaign
    if campaign is None:
        return parts.Fact("", "")
    there = reverse("clubs:emulation", args=[campaign.pk])
    return parts.Fact(_("Nòng cốt của"), campaign.name, there)


def _papers(of: Reading) -> list[parts.Fact]:
    """By which decisions it was founded and dissolved, with the way to the paper."""
    club = of.club
    found = [
        (_("Thành lập"), club.founded_on, club.founded_paper, club.founding),
        (_("Ngày giải thể"), club.dissolved_on, club.dissolved_paper, club.dissolution),
    ]
    facts = []
    for term, day, typed, document in found:
        if day is None:
            continue
        words, href = dates.show(day), ""
        if typed:
            words = f"{words}, {typed}"
        elif document is not None:
            state = PaperState(document.state).label
            words = _("%(day)s, quyết định %(state)s") % {"day": words, "state": state}
            is_mine = bool(can_keep(of.actor, of.hands))
            href = reverse("documents:document", args=[document.pk]) if is_mine else ""
        facts.append(parts.Fact(term, words, href))
    return facts


def _next(of: Reading) -> NextMeeting | None:
    ahead = ClubMeeting.objects.filter(
        club=of.club, state__in=AHEAD, held_on__gte=of.day
    )
    one = ahead.order_by("held_on", "starts_at").prefetch_related("items").first()
    if one is None:
        return None
    return NextMeeting(
        href=reverse("clubs:meeting", args=[of.club.pk, one.pk]),
        day=str(one.held_on.day),
        weekday=dates.weekday(one.held_on),
        month=dates.month_name(one.held_on),
        date=dates.show(one.held_on),
        time=f"{one.starts_at:%H:%M}",
        title=one.title,
        place=one.place,
        in_days=dates.due(one.held_on, of.day),
        items=[item.words for item in one.items.all()],
    )


def _speakers(of: Reading) -> list[Speaker]:
    """Who of the club's exemplars tells how, as far as one may know of them."""
    belong = ClubMember.objects.filter(club=of.club, exemplar__isnull=False).today()
    seen = Speaker.objects.visible_to(of.actor, of.day).offered(of.day)
    found = seen.filter(exemplar__in=belong.values("exemplar")).order_by("pk")
    return list(found[:ON_THE_PAGE])


def _mine(of: Reading) -> list[Mine]:
    return [
        Mine(
            pk=one.pk,
            name=one.name,
            state=str(one.get_state_display()),
            may_answer=one.state == Standing.INVITED,
            may_take_back=one.state == Standing.ASKED,
        )
        for one in my_rows(of.actor, of.club)
    ]
