"""What a long piece of work asks of Python's memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

SELDOM = (20_000, 20, 50)
"""So many new things, and so many rounds, before older ones are gone through again."""
HALF_OF_A_STRETCH = 2**16
"""Values of eight bytes."""
P = ParamSpec("P")
R = TypeVar("R")


def collect_seldom() -> None:
    """What is there now stays, and is no more searched for cycles; the rest seldom.

    For a process that has loaded the whole program: by itself Python would go through
    all of its modules, classes and addresses again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def on_one_stack(call: Callable[P, R]) -> Callable[P, R]:
    """`call`, with room on Python's stack for all that it calls.

    CPython since 3.11 keeps what it calls in stretches of 16 KiB. A call that crosses
    the edge of one asks the system for the next and gives it back when it returns; a
    loop that happens to stand at an edge does so with every round, for ten microseconds
    instead of a tenth of one (github.com/python/cpython/issues/142183, mended in late
    3.13 and 3.14). One stretch holds everything here, because the first call claims
    half of it: 1 MiB of addresses, of memory only what is used.
    """

    def first(*args: P.args, **kwargs: P.kwargs) -> R:
        return call(*args, **kwargs)

    first.__code__ = first.__code__.replace(co_stacksize=HALF_OF_A_STRETCH)
    return wraps(call)(first)


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
