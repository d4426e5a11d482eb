"""Reminders of milestones and of what pacts promise, by the campaign's plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.naming import movement_inside
from thidua.campaigns.promised import Owed, Promises, offered
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import ReminderPlan
from thidua.follow_up.steps import Step, to_take
from thidua.follow_up.telling import Tale, later
from thidua.kernel import dates
from thidua.kernel.calendar import working_days_between

FAR = timedelta(days=60)
"""Further from the due day than this no step lies."""


def tales_of_promises(after: date, today: date) -> tuple[list[Tale], int]:
    """What units are told of that they owe, before its day, on it and after; how many
    steps passed unseen. In a few questions of each room, however many owe."""
    found: list[Tale] = []
    skipped = 0
    for room in offered():
        falling = list(room.falling(after - FAR, today + FAR))
        plans = _plans({one.campaign_id for one in falling})
        steps: dict[int, Step] = {}
        for one in falling:
            plan = plans.get(one.campaign_id) or ReminderPlan()
            step, passed = to_take(one.due_on, plan, after=after, today=today)
            skipped += passed
            if step is not None:
                steps[one.pk] = Step(step)
        found += of_promises(room, steps, today)
    return found, skipped


def _plans(campaigns: Iterable[int]) -> Mapping[int, ReminderPlan]:
    plans = ReminderPlan.objects.filter(campaign__in=campaigns)
    return {one.campaign_id: one for one in plans if one.campaign_id}


def of_promises(
    room: Promises, steps: Mapping[int, Step], today: date
) -> Iterator[Tale]:
    """What is told at their step to each unit that still owes something."""
    for one in room.owed(list(steps), today) if steps else ():
        step = steps[one.pk]
        yield Tale(
            key=f"promised:{room.name}:{step}:{one.pk}:{one.due_on}:{one.unit_id}",
            unit_id=one.unit_id,
            kind=Kind.PROMISED,
            title=later(_title, one, today),
            body=later(_body, one),
            path=one.path,
        )


def told_again(room_name: str, step: Step, pk: int, today: date) -> list[Tale]:
    """The same of one thing on another day; nothing when it is not owed any more."""
    rooms = [one for one in offered() if one.name == room_name]
    return [tale for one in rooms for tale in of_promises(one, {pk: step}, today)]


def _title(one: Owed, today: date) -> str:
    said = {"about": Truncator(one.what()).chars(240)}
    if today > one.due_on:
        return _("Đã quá hạn: %(about)s") % said
    if today == one.due_on:
        return _("Hôm nay là hạn: %(about)s") % said
    left = working_days_between(today, one.due_on)
    words = ngettext(
        "Còn %(left)s ngày làm việc đến hạn: %(about)s",
        "Còn %(left)s ngày làm việc đến hạn: %(about)s",
        left,
    )
    return words % {**said, "left": left}


def _body(one: Owed) -> str:
    return _("Hạn là %(day)s, trong %(movement)s.") % {
        "day": dates.show_long(one.due_on),
        "movement": movement_inside(one.movement),
    }
