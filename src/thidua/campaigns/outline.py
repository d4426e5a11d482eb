"""The shape of a content tree: order, branches, and moving a node about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from thidua.campaigns.models import ContentNode, ContentTree


def in_order(nodes: Sequence[ContentNode]) -> Iterator[tuple[int, ContentNode]]:
    """Every node after its parent, sisters by position, each with its depth."""
    below = _by_parent(nodes)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, ContentNode]]:
        for node in below[parent]:
            yield depth, node
            yield from walk(node.pk, depth + 1)

    return walk(None, 0)


def branch(nodes: Sequence[ContentNode], pk: int) -> list[ContentNode]:
    """A node and all below it."""
    below = _by_parent(nodes)
    found = [node for node in nodes if node.pk == pk]
    for node in found:
        found.extend(below[node.pk])
    return found


def moved(nodes: Sequence[ContentNode], pk: int, direction: str) -> list[ContentNode]:
    """The nodes whose parent or position changes; none when there is no such way."""
    below = _by_parent(nodes)
    known = {node.pk: node for node in nodes}
    node = known[pk]
    sisters = below[node.parent_id]
    place = sisters.index(node)
    if direction in {"up", "down"}:
        other = place + (-1 if direction == "up" else 1)
        if not 0 <= other < len(sisters):
            return []
        sisters[place], sisters[other] = sisters[other], sisters[place]
        return _numbered(sisters)
    if direction == "in":
        if place == 0:
            return []
        host = sisters[place - 1]
        node.parent = host
        return _numbered([*below[host.pk], node])
    if node.parent_id is None:
        return []
    parent = known[node.parent_id]
    aunts = below[parent.parent_id]
    node.parent = known.get(parent.parent_id) if parent.parent_id else None
    aunts.insert(aunts.index(parent) + 1, node)
    return _numbered(aunts)


def placed(
    nodes: Sequence[ContentNode], pk: int, beside: int, where: str
) -> list[ContentNode]:
    """The nodes that change when one is put before, after or inside another.

    None when it stands there already. `ValueError` when the other lies in its branch.
    """
    below = _by_parent(nodes)
    known = {node.pk: node for node in nodes}
    node, other = known[pk], known[beside]
    if other in branch(nodes, pk):
        raise ValueError(beside)
    host = other if where == "inside" else known.get(other.parent_id or 0)
    before = [one.pk for one in below[host.pk if host else None]]
    sisters = [one for one in below[host.pk if host else None] if one.pk != pk]
    place = len(sisters)
    if where != "inside":
        place = sisters.index(other) + (where == "after")
    sisters.insert(place, node)
    if before == [one.pk for one in sisters]:
        return []
    node.parent = host
    return _numbered(sisters)


def copy_nodes(source: ContentTree, target: ContentTree) -> None:
    """Write the nodes of one tree into another, keys kept, level by level."""
    made: dict[int | None, ContentNode | None] = {None: None}
    for _depth, node in in_order(list(source.nodes.all())):
        made[node.pk] = ContentNode.objects.create(
            tree=target,
            parent=made[node.parent_id],
            **{
                name: getattr(node, name)
                for name in (
                    "key",
                    "kind",
                    "nature",
                    "label",
                    "name",
                    "detail",
                    "position",
                    "lead_unit_id",
                    "reads_from",
                    "reads_weights",
                    "answers_to",
                )
            },
        )


def _by_parent(nodes: Sequence[ContentNode]) -> dict[int | None, list[ContentNode]]:
    below: dict[int | None, list[ContentNode]] = defaultdict(list)
    for node in sorted(nodes, key=lambda n: (n.position, n.pk)):
        below[node.parent_id].append(node)
    return below


def _numbered(nodes: Sequence[ContentNode]) -> list[ContentNode]:
    for position, node in enumerate(nodes):
        node.position = position
    return list(nodes)
