"""Room on Python's stack."""

from __future__ import annotations

import resource

import pytest

from thidua.kernel.memory import on_one_stack

ROUNDS = 500
DEEP = 400


def a_call(a: int = 1, b: int = 2, c: int = 3, d: int = 4, e: int = 5) -> list[int]:
    """Something with a few names, as most calls have."""
    f, g, h, i, j = e, d, c, b, a
    return [a, b, c, d, e, f, g, h, i, j]


def pages_taken(depth: int) -> int:
    """How many pages of memory a loop takes from the system, so deep in calls."""
    if depth:
        return pages_taken(depth - 1)
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _round in range(ROUNDS):
        a_call()
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def most_pages_taken() -> int:
    return max(pages_taken(depth) for depth in range(DEEP))


def test_no_loop_stands_at_an_edge_of_the_stack() -> None:
    assert on_one_stack(most_pages_taken)() < ROUNDS // 5


def test_what_comes_and_goes_is_what_the_call_takes_and_gives() -> None:
    def half(of: int, *, rest: int) -> int:
        if rest:
            raise ValueError(rest)
        return of // 2

    assert on_one_stack(half)(8, rest=0) == 4
    with pytest.raises(ValueError, match="3"):
        on_one_stack(half)(8, rest=3)
