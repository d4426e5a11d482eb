"""Seconds on the wall, seconds of CPU, megabytes, percentiles."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

TICK = 0.01  # seconds: the unit of /proc/*/stat on Linux


@dataclass
class Spent:
    """What a block took, in seconds; CPU is PostgreSQL's, all its processes."""

    wall: float = 0.0
    cpu: float = 0.0


@dataclass(frozen=True)
class Family:
    """A process with all its children, living and ended."""

    pid: int

    def cpu(self) -> float:
        """Seconds of CPU so far, user and system."""
        own = _stat(self.pid)
        total = own.mine + own.of_ended_children
        for stat in _all_stats():
            if stat.parent == self.pid:
                total += stat.mine + stat.of_ended_children
        return total

    def memory(self) -> list[float]:
        """The resident MiB of each living child."""
        return [_memory(stat.pid) for stat in _all_stats() if stat.parent == self.pid]


@dataclass(frozen=True)
class _Stat:
    pid: int
    parent: int
    mine: float
    of_ended_children: float


@contextmanager
def spending(postgres: Family) -> Iterator[Spent]:
    """Measure this block; ended workers are counted once they were reaped."""
    spent = Spent()
    cpu, start = postgres.cpu(), time.perf_counter()
    yield spent
    spent.wall = time.perf_counter() - start
    time.sleep(0.05)
    spent.cpu = postgres.cpu() - cpu


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` percent do not exceed; exact for few values too."""
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[share - 1]


def _stat(pid: int) -> _Stat:
    rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system, child_user, child_system = (int(rest[i]) for i in range(11, 15))
    return _Stat(
        pid, int(rest[1]), (user + system) * TICK, (child_user + child_system) * TICK
    )


def _all_stats() -> Iterator[_Stat]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                yield _stat(int(folder.name))
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended meanwhile


def _memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    return 0.0
