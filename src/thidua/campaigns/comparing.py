"""Two versions of a content tree, node by node: added, removed, moved, reworded.

A node is the same one as long as it keeps its key, whatever it is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from thidua.campaigns.models import ContentNode
from thidua.campaigns.outline import in_order

_WORDS = ("name", "label", "detail", "kind", "nature", "lead_unit_id")


class Fate(StrEnum):
    """What became of a node; MOVED and REWORDED may both hold."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Pair:
    """A node in the older and in the newer version, each with its depth."""

    old: ContentNode | None
    new: ContentNode | None
    old_depth: int
    new_depth: int
    fates: frozenset[Fate]


def compare(old: Sequence[ContentNode], new: Sequence[ContentNode]) -> list[Pair]:
    """The newer version in its order, with what was removed where it stood."""
    before = {node.key: (depth, node) for depth, node in in_order(old)}
    after = {node.key: (depth, node) for depth, node in in_order(new)}
    moved = set(_moved(old, new))
    found = []
    for key in _order(list(before), list(after)):
        old_depth, was = before.get(key, (0, None))
        new_depth, now = after.get(key, (0, None))
        fates = _fates(was, now, is_moved=key in moved)
        found.append(Pair(was, now, old_depth, new_depth, fates))
    return found


def _order(before: Sequence[UUID], after: Sequence[UUID]) -> list[UUID]:
    """Keys of the newer version; a removed one follows the one it followed before."""
    order, known = list(after), set(after)
    for place, key in enumerate(before):
        if key not in known:
            at = order.index(before[place - 1]) + 1 if place else 0
            order.insert(at, key)
            known.add(key)
    return order


def _fates(
    was: ContentNode | None, now: ContentNode | None, *, is_moved: bool
) -> frozenset[Fate]:
    if was is None:
        return frozenset({Fate.ADDED})
    if now is None:
        return frozenset({Fate.REMOVED})
    found = {Fate.MOVED} if is_moved else set()
    if any(getattr(was, name) != getattr(now, name) for name in _WORDS):
        found.add(Fate.REWORDED)
    return frozenset(found or {Fate.SAME})


def _moved(old: Sequence[ContentNode], new: Sequence[ContentNode]) -> Iterator[UUID]:
    """Keys under another parent, or in another order among the sisters that stayed."""
    before, after = _places(old), _places(new)
    both = before.keys() & after.keys()
    for key in both:
        if before[key] != after[key]:
            yield key
    for parent in {before[key] for key in both}:
        stayed = [k for k in before if k in both and before[k] == after[k] == parent]
        now = [k for k in after if k in set(stayed)]
        yield from (a for a, b in zip(stayed, now, strict=True) if a != b)


def _places(nodes: Sequence[ContentNode]) -> dict[UUID, UUID | None]:
    """Under which key each key hangs, in the order of the tree."""
    keys = {node.pk: node.key for node in nodes}
    return {
        node.key: keys[node.parent_id] if node.parent_id else None
        for _depth, node in in_order(nodes)
    }
