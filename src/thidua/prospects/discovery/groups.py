"""Who is compared with whom: the same kind on the same step, and about as large.

The seam for clusters: anything that takes peers and gives groups may stand in the place
of `by_kind_and_size`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LEAST = 8
"""Units of a group with fewer are not compared: one of them is most of the rest."""
ABOUT = 40
"""Units of a group, if a kind has that many: near in size, and still a crowd."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One unit: its kind, its step below the head of the tree, its size or 0."""

    unit_id: int
    kind: str
    step: int
    size: float


@dataclass(frozen=True, slots=True)
class Group:
    """Peers of one kind and step; `least` to `most` is how large they are."""

    kind: str
    step: int
    peers: Sequence[Peer]
    least: float = 0.0
    most: float = 0.0

    @property
    def is_small(self) -> bool:
        """Too few to compare at all?"""
        return len(self.peers) < LEAST


Grouping = Callable[[Sequence[Peer]], list[Group]]


def by_kind_and_size(peers: Sequence[Peer]) -> list[Group]:
    """Groups of one kind and step, cut by size into parts of about `ABOUT`.

    Those of the very same size stay together, so that the order in which units come
    says nothing. Where a size is unknown the kind is not cut.
    """
    kinds: dict[tuple[str, int], list[Peer]] = defaultdict(list)
    for one in peers:
        kinds[one.kind, one.step].append(one)
    return [
        group
        for (kind, step), some in sorted(kinds.items())
        for group in _cut(kind, step, some)
    ]


def _cut(kind: str, step: int, peers: Sequence[Peer]) -> list[Group]:
    ordered = sorted(peers, key=lambda one: (one.size, one.unit_id))
    parts = max(1, round(len(ordered) / ABOUT))
    if parts == 1 or not ordered[0].size:
        return [_group(kind, step, ordered)]
    cuts = [ordered[len(ordered) * part // parts].size for part in range(1, parts)]
    bounds = sorted(set(cuts))
    groups: list[list[Peer]] = [[] for _place in range(len(bounds) + 1)]
    for one in ordered:
        groups[sum(one.size >= bound for bound in bounds)].append(one)
    return [_group(kind, step, some) for some in groups if some]


def _group(kind: str, step: int, peers: Sequence[Peer]) -> Group:
    return Group(kind, step, peers, peers[0].size, peers[-1].size)
