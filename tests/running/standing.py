"""What stands before all tests of a file: written once, rolled back after the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

Told = TypeVar("Told")


@contextmanager
def standing(blocker: DjangoDbBlocker, write: Callable[[], Told]) -> Iterator[Told]:
    """For a fixture of a module: what `write` wrote and answered.

    What a test does on top of it is undone when the test ends, as ever.
    """
    with ExitStack() as stack:
        with blocker.unblock():
            stack.enter_context(transaction.atomic())
            told = write()
            _check_now()
        yield told
        with blocker.unblock():
            transaction.set_rollback(True)
            stack.close()


def _check_now() -> None:
    """Else every test would check all that was written again when it ends."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
