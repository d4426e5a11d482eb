"""What waits in many rooms, asked in one question.

A room whose tasks come from one plain question describes it as `Waiting` and calls
it `waiting_for`: it answers alone, like any function of that name, and the desk asks
all of them together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thidua.kernel.database import prepared
from thidua.kernel.tasks import Task, in_order
from thidua.organisations.actor import Actor

Row = Sequence[Any]
_GIVEN = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A room's question, what it is given, and the tasks that its rows make.

    `columns` names what the question answers: text, whole numbers, lists of them, and
    days where the name ends in `_on`, moments where in `_at`. `given` answers None for
    whom nothing can wait.
    """

    question: str
    columns: tuple[str, ...]
    given: Callable[[Actor, date], Mapping[str, Any] | None]
    tell: Callable[[Sequence[Row], Actor, date], Iterable[Task]]
    also: tuple[Waiting, ...] = ()

    def __call__(self, actor: Actor, on: date) -> list[Task]:
        """The tasks of this room alone; computed, never stored."""
        return waiting_in([self], actor, on)

    def rows(self, actor: Actor, on: date) -> list[Row]:
        """What the question answers of itself, for who wants more than tasks of it."""
        given = self.given(actor, on)
        return _rows([(self, given)])[0] if given else []


def waiting_in(rooms: Iterable[Waiting], actor: Actor, on: date) -> list[Task]:
    """The tasks of all these rooms, in order; one question however many they are."""
    every = [one for room in rooms for one in (room, *room.also)]
    asked = [(one, given) for one in every if (given := one.given(actor, on))]
    told = zip(asked, _rows(asked), strict=True)
    found = [task for (one, _), rows in told for task in one.tell(rows, actor, on)]
    return sorted(found, key=in_order)


def _rows(asked: Sequence[tuple[Waiting, Mapping[str, Any]]]) -> list[list[Row]]:
    """What each of the questions answers, from one row with a list for each."""
    if not asked:
        return []
    given: dict[str, Any] = {}
    parts = []
    for place, (one, its_own) in enumerate(asked):
        given |= {f"{name}_{place}": value for name, value in its_own.items()}
        words = _GIVEN.sub(rf"%(\1_{place})s", one.question)
        names = ", ".join(one.columns)
        row = f"json_agg(json_build_array({names}))::text"
        parts.append(f"(select {row} from ({words}) found ({names}))")  # noqa: S608
    (answers,) = prepared.rows(f"select {', '.join(parts)}", given)
    return [
        _read(answer, one.columns)
        for (one, _), answer in zip(asked, answers, strict=True)
    ]


def _read(answer: str | None, columns: Sequence[str]) -> list[Row]:
    rows: list[list[Any]] = json.loads(answer) if answer else []
    times = [
        (place, of.fromisoformat)
        for place, name in enumerate(columns)
        for ending, of in (("_on", date), ("_at", datetime))
        if name.endswith(ending)
    ]
    for row in rows:
        for place, read in times:
            row[place] = read(row[place]) if row[place] else None
    return list(rows)
