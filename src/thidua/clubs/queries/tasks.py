"""What of clubs waits for a person: one question, never stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.numbers import show_number
from thidua.kernel.tasks import HEAD, MINE, UNIT, Task, state_on
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting

AHEAD = timedelta(days=14)
"""How long before its day a meeting is to be called, or the next one planned."""
TO_WRITE = timedelta(days=7)
"""How long after a meeting its minutes are due (a habit of this house)."""

# `ours`: the unit and those it succeeded. `run`: clubs that this person is on the board
# of, or whose unit in charge they write for. `chair`: those whose minutes they approve,
# as the chair, or as the head for a chair that is a unit or does not sign in.
_WAITING = """
with recursive ours (unit_id) as (
    select %(unit)s::bigint union
    select predecessor_id from organisations_succession
    join ours on ours.unit_id = successor_id
), seat as (
    select term.club_id, term.role, term.due_on, member.person_id, member.unit_id,
        exists (select from organisations_user held
                where held.person_id = member.person_id and held.is_active) as signs_in
    from clubs_boardterm term join clubs_clubmember member on member.id = term.member_id
    where term.ends_on is null
), run as (
    select club.* from clubs_club club
    where club.state <> 'dissolved' and (
        %(writes)s and club.home_id in (select unit_id from ours)
        or exists (select from seat where seat.club_id = club.id
                   and seat.person_id = %(person)s))
), chaired as (
    select club.id from clubs_club club join seat on seat.club_id = club.id
    where seat.role = 'chair' and (
        seat.signs_in and seat.person_id = %(person)s
        or not seat.signs_in and %(signs)s and (
            seat.unit_id = %(unit)s
            or seat.unit_id is null and club.home_id in (select unit_id from ours)))
)
select 'asked', run.id, 0::bigint, run.name, count(*)::int, null::date
from run join clubs_clubmember member on member.club_id = run.id
where member.state = 'asked' group by run.id, run.name
union all
select 'invited', club.id, 0, club.name, 1, null
from clubs_clubmember member join clubs_club club on club.id = member.club_id
where member.state = 'invited'
  and (member.person_id = %(person)s
       or %(writes)s and coalesce(member.unit_id, member.home_id) = %(unit)s
          and member.person_id is null)
union all
select 'start', run.id, 0, run.name, 1, null from run
where run.state = 'founded' and %(writes)s
  and run.home_id in (select unit_id from ours)
union all
select 'elect', run.id, 0, run.name, 1, seat.due_on
from run join seat on seat.club_id = run.id
where run.state = 'active' and seat.role = 'chair' and seat.due_on < %(on)s
union all
select 'call', run.id, meeting.id, meeting.title, 1, meeting.held_on
from run join clubs_clubmeeting meeting on meeting.club_id = run.id
where meeting.state = 'planned' and meeting.held_on between %(on)s and %(ahead)s
union all
select 'write', run.id, meeting.id, meeting.title, 1,
    meeting.held_on + %(to_write)s::int
from run join clubs_clubmeeting meeting on meeting.club_id = run.id
where meeting.state in ('planned', 'invited') and meeting.held_on < %(on)s
union all
select 'mend', run.id, meeting.id, meeting.title, 1, null
from run join clubs_clubmeeting meeting on meeting.club_id = run.id
where meeting.state = 'returned'
union all
select 'approve', meeting.club_id, meeting.id, meeting.title, 1, null
from clubs_clubmeeting meeting join chaired on chaired.id = meeting.club_id
where meeting.state = 'written'
union all
select 'plan', run.id, 0, run.name, 1,
    (coalesce(last.held_on, run.founded_on) + run.rhythm * interval '1 month')::date
from run left join lateral (
    select max(held_on) as held_on from clubs_clubmeeting
    where club_id = run.id and state <> 'cancelled') last on true
where run.state = 'active'
  and coalesce(last.held_on, run.founded_on) + run.rhythm * interval '1 month'
      <= %(ahead)s
  and not exists (select from clubs_clubmeeting ahead
      where ahead.club_id = run.id and ahead.state in ('planned', 'invited'))
union all
select 'come', meeting.club_id, meeting.id, meeting.title, 1, meeting.held_on
from clubs_clubmeeting meeting
join clubs_invitee invitee on invitee.meeting_id = meeting.id
left join clubs_clubmember member on member.id = invitee.member_id
where meeting.state = 'invited' and meeting.held_on >= %(on)s and invitee.answer = ''
  and (member.person_id = %(person)s or invitee.person_id = %(person)s
       or %(writes)s and member.person_id is null
          and coalesce(member.unit_id, member.home_id, invitee.unit_id) = %(unit)s)
group by meeting.club_id, meeting.id, meeting.title, meeting.held_on
order by 1, 3, 2
"""


def _given(actor: Actor, on: date) -> dict[str, Any] | None:
    if actor.person_id is None:
        return None
    return {
        "unit": actor.unit_id or 0,
        "person": actor.person_id,
        "on": on,
        "ahead": on + AHEAD,
        "to_write": TO_WRITE.days,
        "writes": actor.holds(Power.RUN),
        "signs": actor.holds(Power.SIGN),
    }


def _tasks(rows: Sequence[Row], _actor: Actor, on: date) -> list[Task]:
    return [
        _task(kind, club, meeting, name, count, due, on)
        for kind, club, meeting, name, count, due in rows
    ]


def _task(
    kind: str,
    club: int,
    meeting: int,
    name: str,
    count: int,
    due: date | None,
    on: date,
) -> Task:
    called = f"“{capfirst(name)}”" if meeting else name
    verb, thing, detail = _WORDS[kind](called, count)
    door = _DOORS[kind]
    numbers = [club, meeting] if meeting else [club]
    return Task(
        verb=verb,
        object=thing,
        detail=detail,
        due_on=due,
        turn=MINE,
        turn_detail="",
        url=reverse(door, args=numbers),
        state=state_on(due, on),
        is_sent_back=kind == "mend",
        whose=_WHOSE.get(kind, UNIT),
    )


_DOORS = {
    "asked": "clubs:members",
    "invited": "clubs:club",
    "start": "clubs:club",
    "elect": "clubs:board",
    "call": "clubs:meeting",
    "write": "clubs:minutes",
    "mend": "clubs:minutes",
    "approve": "clubs:meeting",
    "plan": "clubs:plan",
    "come": "clubs:meeting",
}
_WHOSE = {"approve": HEAD}
Said = tuple[str, str, str]


def _asked(name: str, count: int) -> Said:
    words = ngettext("%(n)s người xin vào", "%(n)s người xin vào", count)
    return _("Trả lời"), words % {"n": show_number(count)}, name


def _invited(name: str, _count: int) -> Said:
    return _("Trả lời"), _("Lời mời vào câu lạc bộ"), name


def _start(name: str, _count: int) -> Said:
    return _("Cho sinh hoạt"), name, _("Ghi hội viên, cử chủ nhiệm, rồi bắt đầu.")


def _elect(name: str, _count: int) -> Said:
    return _("Cử chủ nhiệm"), name, _("Nhiệm kỳ đã hết; người cũ còn điều hành.")


def _call(name: str, _count: int) -> Said:
    return _("Mời họp"), name, _("Xem lại chương trình rồi gửi giấy mời.")


def _write(name: str, _count: int) -> Said:
    return (
        _("Ghi biên bản"),
        name,
        _("Ai dự, bàn gì, nơi học mang về điều gì."),
    )


def _mend(name: str, _count: int) -> Said:
    return _("Sửa biên bản"), name, _("Chủ nhiệm trả lại.")


def _approve(name: str, _count: int) -> Said:
    return (
        _("Duyệt biên bản"),
        name,
        _("Duyệt xong thì vào kế hoạch của nơi học."),
    )


def _plan(name: str, _count: int) -> Said:
    return _("Lên lịch sinh hoạt"), name, _("Đến kỳ mà chưa có buổi nào trong lịch.")


def _come(name: str, _count: int) -> Said:
    return _("Trả lời giấy mời"), name, _("Dự, hay không dự được.")


_Telling = Callable[[str, int], Said]
_WORDS: dict[str, _Telling] = {
    "asked": _asked,
    "invited": _invited,
    "start": _start,
    "elect": _elect,
    "call": _call,
    "write": _write,
    "mend": _mend,
    "approve": _approve,
    "plan": _plan,
    "come": _come,
}


waiting_for = Waiting(
    _WAITING,
    ("kind", "club", "meeting", "name", "count", "due_on"),
    _given,
    _tasks,
)
"""Requests, invitations, meetings to call and to answer, minutes to write and to
    approve, a chair to choose, the next meeting to plan."""
