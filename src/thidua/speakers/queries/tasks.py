"""What of speakers waits for a person: computed in one question, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.tasks import MINE, Task, state_on
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting

ANSWER_WITHIN, REPORT_WITHIN = timedelta(days=5), timedelta(days=7)
"""An invitation is answered, and a talk reported on, within so many days."""
STALE = timedelta(days=90)
"""A calendar that nobody touched for so long is asked after."""

# Of one's own, and of the unit and those it succeeded: invitations to answer, days to
# agree to, talks to report on, whom to admit, calendars to renew.
_WAITING = """
with recursive ours (unit_id) as (
    select %(unit)s::bigint where %(writes)s union
    select predecessor_id from organisations_succession
    join ours on ours.unit_id = successor_id
)
select 'answer', asked.id, speaker.name, asked.day,
    least(asked.day, said.day + %(answer)s::int), 1
from speakers_invitation asked
join lateral (select max(turn.at)::date as day from speakers_invitationturn turn
    where turn.invitation_id = asked.id) said on true
join speakers_speaker speaker on speaker.id = asked.speaker_id
where asked.state = 'sent' and (speaker.person_id = %(person)s
    or speaker.home_id in (select unit_id from ours))
union all
select 'agree', asked.id, speaker.name, asked.day,
    least(asked.day, said.day + %(answer)s::int), 1
from speakers_invitation asked
join lateral (select max(turn.at)::date as day from speakers_invitationturn turn
    where turn.invitation_id = asked.id) said on true
join speakers_speaker speaker on speaker.id = asked.speaker_id
where asked.state = 'countered' and asked.unit_id in (select unit_id from ours)
union all
select 'report', asked.id, speaker.name, asked.day, asked.day + %(report)s::int, 1
from speakers_invitation asked
join speakers_speaker speaker on speaker.id = asked.speaker_id
where asked.state = 'accepted' and asked.day <= %(on)s
  and asked.unit_id in (select unit_id from ours)
union all
select 'admit', speaker.id, speaker.name, null, null, 1
from speakers_speaker speaker
where speaker.state = 'proposed' and speaker.home_id in (select unit_id from ours)
union all
select 'renew', max(speaker.id), max(speaker.name), null, null, count(*)::int
from speakers_speaker speaker
where speaker.state = 'active'
  and (speaker.days_told_at is null or speaker.days_told_at < %(stale)s::date)
  and (speaker.person_id = %(person)s
       or speaker.home_id in (select unit_id from ours))
having count(*) > 0
order by 1, 4, 2
"""


def _given(actor: Actor, on: date) -> dict[str, Any] | None:
    if actor.person_id is None:
        return None
    return {
        "unit": actor.unit_id or 0,
        "person": actor.person_id,
        "writes": actor.unit_id is not None and actor.holds(Power.RUN),
        "on": on,
        "answer": ANSWER_WITHIN.days,
        "report": REPORT_WITHIN.days,
        "stale": on - STALE,
    }


def _tasks(rows: Sequence[Row], _actor: Actor, on: date) -> Iterator[Task]:
    for kind, number, name, day, due, count in rows:
        verb, thing, detail = _words(kind, name, day, count)
        yield Task(
            verb=verb,
            object=thing,
            detail=detail,
            due_on=due,
            turn=MINE,
            turn_detail="",
            url=_url(kind, number, count),
            state=state_on(due, on),
        )


def _url(kind: str, number: int, count: int) -> str:
    if kind == "renew":
        if count == 1:
            return reverse("speakers:calendar", args=[number])
        return f"{reverse('speakers:list')}?cua-minh=1"
    doors = {"admit": "speakers:speaker", "report": "speakers:report"}
    return reverse(doors.get(kind, "speakers:invitation"), args=[number])


def _words(kind: str, name: str, day: date | None, count: int) -> tuple[str, str, str]:
    """Verb, with what, and what it is about."""
    words = {"name": name, "day": dates.show(day)}
    if kind == "answer":
        thing = _("lời mời %(name)s nói chuyện ngày %(day)s") % words
        return (
            _("Trả lời"),
            thing,
            _("Nhận lời, hẹn ngày khác, hoặc từ chối kèm lý do."),
        )
    if kind == "agree":
        thing = _("ngày %(day)s mà %(name)s hẹn") % words
        return _("Trả lời"), thing, _("Đồng ý, hoặc đề nghị ngày khác.")
    if kind == "report":
        thing = _("buổi nói chuyện ngày %(day)s của %(name)s") % words
        return (
            pgettext("nút", "Báo kết quả"),
            thing,
            _("Bao nhiêu người đến, mang về điều gì."),
        )
    if kind == "admit":
        thing = _("báo cáo viên %(name)s") % words
        return _("Xem"), thing, _("Ghi phiếu đồng ý rồi đưa vào danh sách.")
    said = ngettext(
        "lịch rảnh của %(n)s báo cáo viên", "lịch rảnh của %(n)s báo cáo viên", count
    )
    detail = _("Đã ba tháng chưa ai sửa; nơi khác xem lịch này để mời.")
    return _("Ghi lại"), said % {"n": show_number(count)}, detail


waiting_for = Waiting(
    _WAITING,
    ("kind", "number", "name", "day_on", "due_on", "count"),
    _given,
    _tasks,
)
"""Invitations to answer, days to agree to, talks to report, calendars to renew."""
