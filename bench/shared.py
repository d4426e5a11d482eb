"""What several parts measure on: built once, when the first of them asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bench.ground import Ground, Place

if TYPE_CHECKING:
    from bench.nation import Nation


@dataclass
class Shared:
    """The nation's database and what stands in it."""

    ground: Ground
    is_quick: bool = False

    @cached_property
    def place(self) -> Place:
        return self.ground.fresh("bench_nation")

    @cached_property
    def nation(self) -> Nation:
        from bench import nation  # noqa: PLC0415 - Django must stand first

        return nation.build(self.place, is_quick=self.is_quick)

    def forget(self) -> None:
        """Drop everything that was built."""
        self.ground.forget(
            "bench_nation",
            "bench_province",
            "bench_names",
            "bench_palette",
            "bench_check",
            "bench_imports",
            "bench_urging",
        )
