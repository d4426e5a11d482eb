"""What a weekly mail says to one person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from thidua.campaigns.queries.tasks import waiting_for as campaigns
from thidua.follow_up.kinds import USUAL, Kind, Mailing
from thidua.follow_up.models import Notice, NoticeChoice
from thidua.follow_up.queries.waiting import waiting_for as inspections
from thidua.indicators.queries.waiting import waiting_for as indicators
from thidua.kernel import dates
from thidua.kernel.tasks import MINE, Task, in_order
from thidua.organisations.actor import WRITERS, Actor, acting
from thidua.organisations.models import Mandate, Person

MOST = 15
"""Lines of each part; the rest is counted."""
WEEK = timedelta(days=7)


Source = Callable[[Actor, date], list[Task]]
_also: list[Source] = []


def also_from(source: Source) -> None:
    """Let a room that this one may not know of tell what waits in it."""
    if source not in _also:
        _also.append(source)


def digest_of(person: Person, day: date, *, since: datetime) -> str:
    """What waits for a person in all their offices, and what was told in the week
    before `since` and not read; “” when there is nothing."""
    waiting = sorted(_tasks(person, day), key=in_order)
    told = _told(person, since - WEEK)
    parts = []
    if waiting:
        parts.append(_part(_("Đang chờ anh/chị"), [_line(one, day) for one in waiting]))
    if told:
        parts.append(_part(_("Được nhắc trong tuần, chưa đọc"), told))
    return "\n\n".join(parts)


def _tasks(person: Person, day: date) -> Iterator[Task]:
    sources: list[Source] = [indicators, campaigns, inspections, *_also]
    held = Mandate.objects.held_on(day).filter(person=person, role__in=WRITERS)
    for mandate in held.with_unit_names(day):
        actor = acting(person.user, mandate)
        for source in sources:
            yield from (one for one in source(actor, day) if one.turn == MINE)


def _told(person: Person, since: datetime) -> list[str]:
    chosen = dict(
        NoticeChoice.objects.filter(person=person).values_list("kind", "mailing")
    )
    kinds = [
        kind
        for kind in Kind
        if chosen.get(kind, USUAL.get(kind, Mailing.NONE)) == Mailing.DIGEST
    ]
    unread = Notice.objects.filter(person=person, made_at__gte=since, kind__in=kinds)
    return list(unread.unread().values_list("title", flat=True))


def _line(task: Task, day: date) -> str:
    due = f" ({dates.due(task.due_on, day)})" if task.due_on else ""
    return f"{task.verb} {task.object}{due}"


def _part(title: str, lines: list[str]) -> str:
    shown = [f"- {line}" for line in lines[:MOST]]
    if len(lines) > MOST:
        shown.append(_("- và %(n)s việc nữa") % {"n": len(lines) - MOST})
    return "\n".join([f"{title}:", *shown])
