"""What a long piece of work asks of Python's memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
