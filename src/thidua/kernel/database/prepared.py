"""Questions that the database prepares once for a connection (ADR 0066).

What an office opens all day is asked again and again in the same words, and to plan
such a question often costs more than to answer it. `rows()` has it prepared when a
connection asks it first; afterwards only its values are sent, and PostgreSQL runs the
plan that it keeps for as long as the connection serves. Behind a pool, where the next
transaction may come to another server, nothing is prepared and the answer is the same.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import NotSupportedError, connection
from psycopg.pq import TransactionStatus

Rows = list[tuple[Any, ...]]
MOST = 60
"""Questions kept for one connection: those that were asked last."""

# A plan for any values, whatever the first ones were: what is prepared here is asked of
# a unit, a person and a day. Only for this question: functions choose for themselves.
_ANSWER = "set plan_cache_mode = force_generic_plan; execute {}; reset plan_cache_mode"
_GIVEN = re.compile(r"%\((\w+)\)s")
_numbers = count(1)
_lines: WeakKeyDictionary[Any, _Line] = WeakKeyDictionary()


class _Line:
    """One connection: whether anything can be prepared on it, and what was."""

    def __init__(self, line: psycopg.Connection[Any]) -> None:
        self.kept: OrderedDict[str, str] = OrderedDict()
        # A pool makes up the number that it tells its clients; a server knows its own.
        (own,) = self._run("select pg_backend_pid()").fetchone() or (None,)
        self.is_direct = own == line.info.backend_pid

    def prepared(self, question: str) -> str:
        """The words that have it answered; prepared if it was not yet."""
        if question not in self.kept:
            text, names = _numbered(question)
            name = f"asked_{next(_numbers)}"
            self._run(f"prepare {name} as {text}")
            values = ", ".join(f"%({one})s" for one in names)
            self.kept[question] = f"{name} ({values})" if names else name
            if len(self.kept) > MOST:
                self.forget(next(iter(self.kept)))
        self.kept.move_to_end(question)
        return _ANSWER.format(self.kept[question])

    def forget(self, question: str) -> None:
        """The question is not asked any more, or has to be prepared anew."""
        name = self.kept.pop(question).partition(" ")[0]
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            self._run(f"deallocate {name}")

    def _run(self, words: str) -> psycopg.Cursor[Any]:
        asking: psycopg.Cursor[Any] = connection.connection.cursor()
        return asking.execute(words)


def rows(question: str, given: Mapping[str, Any]) -> Rows:
    """All that a question answers, which is asked often and always in the same words.

    Values stand beside the words as `%(name)s`; where PostgreSQL cannot tell the type
    of one, the words do (`%(days)s::int`).
    """
    line = _line()
    if not line.is_direct:
        return _plainly(question, given)
    try:
        with connection.cursor() as cursor:
            cursor.execute(line.prepared(question), given)
            cursor.nextset()
            return list(cursor.fetchall())
    except NotSupportedError:  # a migration gave a column another type meanwhile
        line.forget(question)
        if connection.in_atomic_block:
            raise
        return _plainly(question, given)


def _plainly(question: str, given: Mapping[str, Any]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return list(cursor.fetchall())


def _line() -> _Line:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    line = connection.connection
    known = _lines.get(line)
    if known is None:
        known = _lines[line] = _Line(line)
    return known


@lru_cache(maxsize=MOST)
def _numbered(question: str) -> tuple[str, Iterable[str]]:
    """The question with `$1`, `$2` for its values, and their names in that order."""
    names = list(dict.fromkeys(_GIVEN.findall(question)))
    text = _GIVEN.sub(lambda found: f"${names.index(found[1]) + 1}", question)
    return text.replace("%%", "%"), names
