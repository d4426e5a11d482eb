"""Members and board of a club: who asks, who belongs, who left; also as a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.clubs.models import BoardTerm, ClubMember, Role
from thidua.clubs.policies import can_keep, can_run, can_speak_for
from thidua.clubs.queries.frame import ClubFrame, club_frame
from thidua.clubs.queries.one import Seat, seats_of, terms_of
from thidua.clubs.queries.reading import Reading, my_rows
from thidua.clubs.queries.words import ShownMember, shown_members
from thidua.clubs.states import STANDING, STANDING_TONES, Standing, State
from thidua.exemplars.shown import PRIVATE
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Sheet

Options = list[tuple[str, str]]
MOST_PAST = 200


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of the list."""

    pk: int
    who: ShownMember
    is_exemplar: bool
    during: str
    way: str
    words: str
    contact: str
    state: str
    tone: str
    reason: str
    shows_name: bool
    may_let_go: bool
    may_consent: bool
    may_answer: bool
    may_speak: bool


@dataclass(frozen=True, slots=True)
class PastSeat:
    """Somebody who was on the board."""

    role: str
    name: str
    during: str
    because: str


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Everything `members.html` shows."""

    frame: ClubFrame
    finding: str
    is_part: bool
    """Only the exemplars are listed, as a figure of the club counts them."""
    board: Sequence[Seat]
    past_board: Sequence[PastSeat]
    asking: Sequence[MemberRow]
    invited: Sequence[MemberRow]
    members: Sequence[MemberRow]
    past: Sequence[MemberRow]
    may_run: bool
    may_keep: bool
    may_enrol: bool
    may_ask: bool
    today: str


def members_page(of: Reading, *, only_exemplars: bool = False) -> MembersPage:
    """Everybody, as this reader may see them; requests only for the board. Or of those
    who belong the exemplars alone."""
    runs, keeps = bool(can_run(of.actor, of.hands)), bool(can_keep(of.actor, of.hands))
    rows, board = rows_and_board(of, runs=runs)
    if only_exemplars:
        rows = [
            (state, row)
            for state, row in rows
            if row.is_exemplar and state == Standing.MEMBER
        ]
    by: dict[str, list[MemberRow]] = {one.value: [] for one in Standing}
    for state, row in rows:
        by[state].append(row)
    stands = of.club.state in STANDING
    return MembersPage(
        frame=club_frame(of, "clubs:members"),
        finding=_finding(by[Standing.MEMBER], only_exemplars=only_exemplars),
        is_part=only_exemplars,
        board=board,
        past_board=_past_board(of) if of.is_inside and not only_exemplars else [],
        asking=by[Standing.ASKED],
        invited=by[Standing.INVITED],
        members=by[Standing.MEMBER],
        past=[*by[Standing.LEFT], *by[Standing.DECLINED]],
        may_run=runs and stands,
        may_keep=keeps and stands,
        may_enrol=keeps and of.club.state == State.FOUNDED,
        may_ask=stands and of.actor.person_id is not None,
        today=dates.show(of.day),
    )


def _finding(members: Sequence[MemberRow], *, only_exemplars: bool) -> str:
    count = len(members)
    if only_exemplars:
        told = ngettext(
            "%(n)s điển hình đang sinh hoạt", "%(n)s điển hình đang sinh hoạt", count
        )
        return told % {"n": show_number(count)}
    if not count:
        return _("Chưa có hội viên nào")
    return ngettext("%(n)s hội viên", "%(n)s hội viên", count) % {
        "n": show_number(count)
    }


def rows_and_board(
    of: Reading, *, runs: bool
) -> tuple[list[tuple[str, MemberRow]], list[Seat]]:
    """Rows with their state: those who belong for everybody, the others inside alone
    and each for whom it is about. Beside them the board; asked for together."""
    own = {one.pk for one in my_rows(of.actor, of.club, Standing.values)}
    some = list(
        ClubMember.objects.filter(club=of.club)
        .select_related("exemplar")
        .order_by("sort_key", "-joined_on", "pk")
    )
    some = [
        one
        for one in some
        if one.state == Standing.MEMBER or of.is_inside or one.pk in own
    ]
    terms = terms_of(of)
    shown = shown_members(of, [*some, *(one.member for one in terms)])
    rows = [
        (one.state, _row(one, shown[one.pk], of, runs=runs, is_own=one.pk in own))
        for one in some
    ]
    return rows, seats_of(of, terms, shown)


def _row(
    one: ClubMember, who: ShownMember, of: Reading, *, runs: bool, is_own: bool
) -> MemberRow:
    speaks = is_own and bool(can_speak_for(of.actor, one, None))
    is_in = one.state == Standing.MEMBER
    return MemberRow(
        pk=one.pk,
        who=who,
        is_exemplar=one.exemplar_id is not None,
        during=_during(one),
        way=str(one.get_way_display()),
        words=one.words if of.is_inside or is_own else "",
        contact=one.contact if of.is_inside or is_own else "",
        state=str(one.get_state_display()),
        tone=STANDING_TONES[Standing(one.state)],
        reason=one.reason,
        shows_name=one.shows_name,
        may_let_go=is_in and (runs or speaks),
        may_consent=is_in
        and speaks
        and one.exemplar_id is None
        and one.kind in PRIVATE,
        may_answer=one.state == Standing.ASKED and runs,
        may_speak=speaks,
    )


def _during(one: ClubMember) -> str:
    if one.joined_on is None:
        return ""
    if one.left_on is None:
        return dates.show(one.joined_on)
    return dates.span(one.joined_on, one.left_on)


def _past_board(of: Reading) -> list[PastSeat]:
    terms = BoardTerm.objects.filter(club=of.club, ends_on__isnull=False)
    some = list(terms.select_related("member").order_by("-ends_on", "pk")[:MOST_PAST])
    return [
        PastSeat(
            role=str(one.get_role_display()),
            name=one.member.name,
            during=dates.span(one.starts_on, one.ends_on or one.starts_on),
            because=one.ended_because,
        )
        for one in some
    ]


def sheet_of(of: Reading) -> Sheet:
    """The members as an Excel sheet; contacts only inside."""
    rows, board = rows_and_board(of, runs=False)
    seats = {seat.who.pk: seat.role for seat in board}
    columns = [
        Column(pgettext("một", "Hội viên"), width=36),
        Column(_("Đối tượng"), width=18),
        Column(_("Điển hình, ngành nghề"), width=36),
        Column(_("Thuộc đơn vị"), width=30),
        Column(_("Chức danh"), width=18),
        Column(_("Từ ngày"), width=14),
    ]
    if of.is_inside:
        columns.append(Column(_("Cách liên hệ"), width=26))
    cells = []
    for state, one in rows:
        if state != Standing.MEMBER:
            continue
        who = one.who
        line = [who.name, who.kind, who.about, who.home]
        line += [seats.get(one.pk, ""), one.during]
        cells.append([*line, one.contact] if of.is_inside else line)
    return Sheet(
        name=_("Hội viên"),
        title=of.club.name,
        subtitle=_("Hội viên ngày %(day)s") % {"day": dates.show(of.day)},
        columns=columns,
        rows=cells,
    )


def board_options(of: Reading) -> tuple[Options, Options]:
    """Who may be chosen, and for what."""
    members = ClubMember.objects.filter(club=of.club).today().select_related("exemplar")
    some = list(members)
    shown = shown_members(of, some)
    roles = [(value, capfirst(str(label))) for value, label in Role.choices]
    return [(str(one.pk), shown[one.pk].name) for one in some], roles
