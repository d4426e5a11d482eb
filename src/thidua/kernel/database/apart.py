"""A set of the program's tables apart, where things are tried that shall touch nothing.

A number has a schema of its own with every table, function and trigger of the program
and none of its rows. Within it the database looks up no other name: whatever the
program asks or writes, it asks and writes there. It ends with the transaction at the
latest, so no connection can carry it into somebody else's request.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from thidua.kernel.errors import WrongMoment

_HELD = 8061949
"""The first number of the locks: who works in a set holds it, who drops it waits."""
_here: ContextVar[int | None] = ContextVar("apart", default=None)


class Gone(LookupError):  # noqa: N818 - a plain word, as in `kernel.errors`
    """The set of that number does not stand, or does not any more."""


class Astray(WrongMoment):
    """The database does not look names up where it was told to: nothing is done."""


def here() -> int | None:
    """The number of the set in which this request works; None among the real tables."""
    return _here.get()


def files() -> Path:
    """Where the files of what is done here are kept: apart as well."""
    return _files_of(_here.get())


def open_place(number: int) -> None:
    """Make the set of a number, empty; one that was there before is thrown away.

    About a second of the server's time and 5 MB.
    """
    _run("select kernel_apart_open(%s)", number)


def close_place(number: int) -> None:
    """Throw the set of a number away, with its files. Once is enough.

    Requests that work in it end first; those after them find that it is gone.
    """
    _run("select pg_advisory_xact_lock(%s, %s::integer)", _HELD, number)
    _run("select kernel_apart_close(%s)", number)
    transaction.on_commit(lambda: shutil.rmtree(_files_of(number), ignore_errors=True))


def is_open(number: int) -> bool:
    """Does the set of that number stand?"""
    return bool(_run("select to_regnamespace(%s) is not null", f"apart_{number}"))


@contextmanager
def within(number: int) -> Iterator[None]:
    """In this block every table is that of the set; nothing is done after the commit.

    `Gone` when it does not stand. An exception undoes what was done within.
    """
    with transaction.atomic():
        _run("select pg_advisory_xact_lock_shared(%s, %s::integer)", _HELD, number)
        if not is_open(number):
            raise Gone(number)
        settle()
        before = str(_run("select current_setting('search_path')"))
        later = len(connection.run_on_commit)
        _look_in(f"apart_{number}")
        token = _here.set(number)
        try:
            yield
            if not connection.needs_rollback:
                settle()
                _run("select set_config('search_path', %s, true)", before)
        finally:
            _here.reset(token)
            del connection.run_on_commit[later:]


def settle() -> None:
    """Check now what was put off until the commit, while names are looked up here."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _look_in(place: str) -> None:
    """For the rest of the transaction names are looked up there and nowhere else.

    `Astray` where something between us and the database keeps it from being so.
    """
    _run("select set_config('search_path', %s, true)", place)
    if _run("select array_to_string(current_schemas(false), ',')") != place:
        raise Astray(
            _("Cơ sở dữ liệu không giữ được phần tập làm tách khỏi số liệu thật."),
            _(
                "Báo người quản trị: trình gom kết nối (PgBouncer) phải ở chế độ"
                " “transaction” hoặc “session” và không được đổi search_path."
            ),
        )


def _files_of(number: int | None) -> Path:
    root = Path(settings.EVIDENCE_ROOT)
    return (
        root if number is None else root.with_name(f"{root.name}-apart") / f"{number}"
    )


def _run(statement: str, *given: int | str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        row = cursor.fetchone()
    return row[0] if row else None
