"""Work that waits for somebody: computed by each room, never stored.

Every room answers `waiting_for(actor, on) -> list[Task]`; the desk puts the answers
together. A task goes away by being done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MINE = "mine"
"""It is my turn."""
THEIRS = "theirs"
"""I wait for somebody else; `turn_detail` says for whom."""

UNIT = "unit"
"""Work of the office: its officers do it, and its head may."""
HEAD = "head"
"""Only who signs for the unit can do it: to sign, to praise, to decide, to launch."""
OWN = "own"
"""Of the very person, whatever their role: what they pledged, were given or asked."""

OVERDUE = "overdue"
DUE_SOON = "soon"
OPEN = "open"

SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the desk: verb, object, day, whose turn, and where to do it.

    `verb` is what to do (“Nhập”, “Sửa”, “Nhận”); `object` what with (“Báo cáo tháng
    4/2025”); `detail` says more in a few words. `turn` is MINE or THEIRS; `state` is
    OVERDUE, DUE_SOON or OPEN; `url` is where the work is done. What was done once and
    came back to be mended (`is_sent_back`) stands before everything else. `button` is
    what the button says where the verb is half a sentence (“Sửa 2 số bị trả lại của”).
    Of many alike made one, `inside` names each with its address; `url` is the first.
    `whose` is UNIT, HEAD or OWN: a head's desk begins with the last two.
    """

    verb: str
    object: str
    detail: str
    due_on: date | None
    turn: str
    turn_detail: str
    url: str
    state: str
    is_sent_back: bool = False
    button: str = ""
    inside: Sequence[tuple[str, str]] = ()
    whose: str = UNIT


def state_on(due_on: date | None, day: date) -> str:
    """How a due date stands on a day."""
    if due_on is None:
        return OPEN
    if due_on < day:
        return OVERDUE
    return DUE_SOON if (due_on - day).days <= SOON_DAYS else OPEN


def my_task(
    verb: str,
    thing: str,
    detail: str,
    url: str,
    *,
    due: date | None,
    on: date,
    whose: str = UNIT,
) -> Task:
    """My turn: one line of a desk as it stands on a day."""
    return Task(
        verb=verb,
        object=thing,
        detail=detail,
        due_on=due,
        turn=MINE,
        turn_detail="",
        url=url,
        state=state_on(due, on),
        whose=whose,
    )


def in_order(task: Task) -> tuple[bool, bool, date, str]:
    """Mine before theirs; what came back first, then overdue, then by due date."""
    return (
        task.turn != MINE,
        not task.is_sent_back,
        task.due_on or date.max,
        task.object,
    )
