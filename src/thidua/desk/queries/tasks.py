"""The tasks of every room: sent back, overdue, this week, later, with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.kernel import dates, tasks
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.waiting import Waiting, waiting_in

Source = Callable[[Actor, date], Sequence[tasks.Task]]
WEEK = 7
SHOWN = 12
"""How many tasks of one group are listed before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for a person on a day, in groups, and the sentence that says so."""

    groups: Sequence[parts.TaskGroup]
    overdue: str
    rest: str
    count: int
    says_how_many: bool


def work_of(some: Iterable[tasks.Task], on: date) -> Work:
    """Some tasks in their groups, with the sentence that says how many there are."""
    found = sorted(some, key=tasks.in_order)
    whole = [task for task in found if task.turn == tasks.MINE]
    back = [task for task in whole if task.is_sent_back]
    mine = [task for task in whole if not task.is_sent_back]
    overdue = [task for task in mine if _left(task, on) < 0]
    week = [task for task in mine if 0 <= _left(task, on) <= WEEK]
    later = [task for task in mine if _left(task, on) > WEEK]
    others = [task for task in found if task.turn != tasks.MINE]
    first = next(iter(back or overdue or week or later), None)
    late = sum(1 for task in whole if _left(task, on) < 0)
    titled = [
        (_("Bị trả lại, sửa trước"), back, "late"),
        (_("Quá hạn"), overdue, "late"),
        (_("Trong tuần này"), week, ""),
        (_("Sau đó"), later, ""),
        (_("Đang chờ người khác"), others, ""),
    ]
    return Work(
        groups=[
            _group(title, group, tone, on, first)
            for title, group, tone in titled
            if group
        ],
        overdue=_overdue(late),
        rest=_rest(
            len(back) + len(overdue) - late, len(week), len(later), after=bool(late)
        ),
        count=len(whole),
        says_how_many=bool(back or overdue or week),
    )


def asked(sources: Iterable[Source], actor: Actor, on: date) -> list[tasks.Task]:
    """What waits in every room; those with one plain question are asked together.

    Nothing is stored, so nothing can be out of date.
    """
    sources = list(sources)
    together = [one for one in sources if isinstance(one, Waiting)]
    alone = [one for one in sources if not isinstance(one, Waiting)]
    found = [task for source in alone for task in source(actor, on)]
    return found + waiting_in(together, actor, on)


def _left(task: tasks.Task, on: date) -> int:
    """Days to go; a task without a day can wait longest."""
    return (task.due_on - on).days if task.due_on else 10_000


def _group(
    title: str,
    group: Sequence[tasks.Task],
    tone: str,
    on: date,
    first: tasks.Task | None,
) -> parts.TaskGroup:
    count = ngettext("%(n)s việc", "%(n)s việc", len(group)) % {"n": len(group)}
    if len(group) > SHOWN:
        count = _("%(n)s việc, đây là %(shown)s việc đầu") % {
            "n": len(group),
            "shown": SHOWN,
        }
    shown = [_shown(task, on, is_main=task is first) for task in group[:SHOWN]]
    return parts.TaskGroup(title, count, shown, tone)


def _shown(task: tasks.Task, on: date, *, is_main: bool) -> parts.Task:
    late = task.due_on is not None and task.due_on < on and task.turn == tasks.MINE
    mine = task.turn == tasks.MINE
    return parts.Task(
        what=joined(task.verb, task.object) if mine else task.object,
        href=task.url,
        about=task.detail,
        due=_due(task, on),
        due_note=_("hạn %(day)s") % {"day": dates.show_short(task.due_on, beside=on)}
        if task.due_on
        else "",
        tone="late" if late else "",
        turn=_("Đến lượt mình") if mine else task.turn_detail,
        turn_note=task.turn_detail if mine else "",
        verb=(task.button or task.verb) if mine else _("Xem"),
        is_main=is_main,
        inside=[parts.Link(label, href) for label, href in task.inside],
        inside_words=_("Mở từng việc trong %(n)s việc") % {"n": len(task.inside)},
    )


def _due(task: tasks.Task, on: date) -> str:
    """The deadline in words: within the week by its weekday."""
    if task.due_on is None:
        return _("không có hạn")
    left = (task.due_on - on).days
    if 2 <= left < WEEK:
        return dates.weekday(task.due_on)
    return dates.due(task.due_on, on)


def joined(verb: str, thing: str) -> str:
    """`Nhập` + `Báo cáo tháng 4/2025` → `Nhập báo cáo tháng 4/2025`."""
    return (
        f"{verb} {thing[:1].lower()}{thing[1:]}"
        if thing[1:2].islower()
        else (f"{verb} {thing}")
    )


def _overdue(count: int) -> str:
    if not count:
        return ""
    words = ngettext("%(n)s việc quá hạn", "%(n)s việc quá hạn", count)
    return words % {"n": in_words(count)}


def _rest(back: int, week: int, later: int, *, after: bool) -> str:
    """What follows the overdue ones in the greeting, to the full stop.

    `back` were sent back and are not late, `week` fall due within the week.
    """
    counts = (
        (back, ngettext("%(n)s việc bị trả lại", "%(n)s việc bị trả lại", back)),
        (week, ngettext("%(n)s việc trong tuần", "%(n)s việc trong tuần", week)),
    )
    said = [words % {"n": in_words(count)} for count, words in counts if count]
    if len(said) > 1:
        both = _("%(returned)s và %(week)s") % {
            "returned": said[0],
            "week": said[1],
        }
        return f", {both}." if after else f" {both}."
    if said:
        return (_(" và %(tasks)s.") if after else _(" %(tasks)s.")) % {"tasks": said[0]}
    if after:
        return "."
    if later:
        return _(" trong tuần không có việc nào đến hạn.")
    return _(" hiện không có việc nào đang chờ.")


def in_words(count: int) -> str:
    """Small numbers as an office says them: `hai`, `ba`; larger ones in digits."""
    said = (
        _("không"),
        _("một"),
        _("hai"),
        _("ba"),
        _("bốn"),
        pgettext("số đếm", "năm"),
        _("sáu"),
        _("bảy"),
        _("tám"),
        _("chín"),
        _("mười"),
    )
    return said[count] if count < len(said) else str(count)
