"""What a long piece of work asks of Python's memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (20_000, 20, 50)
"""So many new things, and so many rounds, before older ones are gone through again."""


def collect_seldom() -> None:
    """What is there now stays, and is no more searched for cycles; the rest seldom.

    For a process that has loaded the whole program: by itself Python would go through
    all of its modules, classes and addresses again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@contextmanager
def uncollected() -> Iterator[None]:
    """Within this block nothing is searched for cycles; also a decorator.

    For work that makes very many lists and tuples and no cycles, like reading a sheet:
    the collector would go through all of them again and again (half of the time that a
    hundred thousand rows took). What nobody refers to is freed as always.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
