"""Which content of one tree stands for which of another (ADR 0030).

An item reads its progress from items of the campaign's other trees; one item may read
from several by weights, and several may read from one. An item also says which items of
a campaign that is carried on it answers to. Figures never flow through either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua.campaigns import outline
from thidua.campaigns.models import Audience, Campaign, ContentNode, ContentTree
from thidua.kernel.text import fold

ALIKE = 0.34
"""From which share of common words on a name is suggested."""
SUGGESTED = 3
_SMALL = {"va", "cua", "cac", "nhung", "trong", "cho", "theo", "ve", "den", "tu", "la"}


@dataclass(frozen=True, slots=True)
class Link:
    """One item that another reads from or answers to; the weight in percent, if any."""

    key: UUID
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a tree, where it lies, and what stands above it."""

    key: UUID
    pk: int
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Source:
    """A tree from which may be read (`reads`), or which may be answered to."""

    key: str
    name: str
    reads: bool
    items: Sequence[Item]


def links_of(node: ContentNode, *, reads: bool) -> list[Link]:
    """What a node reads from, with weights; or what it answers to."""
    if not reads:
        return [Link(key) for key in node.answers_to]
    if not node.reads_weights:
        return [Link(key) for key in node.reads_from]
    pairs = zip(node.reads_from, node.reads_weights, strict=True)
    return [Link(key, weight) for key, weight in pairs]


def mark_of(links: Iterable[Link]) -> str:
    """Another one as soon as a link or a weight changes."""
    said = (f"{one.key.hex}:{one.weight or ''}" for one in links)
    return " ".join(said)


def items_of(nodes: Sequence[ContentNode]) -> list[Item]:
    """The items in order, each with the names above it."""
    known = {node.pk: node for node in nodes}
    return [
        Item(node.key, node.pk, node.name, _path(node, known))
        for _depth, node in outline.in_order(nodes)
        if node.kind == ContentNode.Kind.ITEM
    ]


def _path(node: ContentNode, known: dict[int, ContentNode]) -> str:
    names: list[str] = []
    above = known.get(node.parent_id or 0)
    while above is not None:
        names.insert(0, above.label or above.name)
        above = known.get(above.parent_id or 0)
    return " › ".join(names)


def newest_nodes(audience: Audience, *, frozen: bool = False) -> list[ContentNode]:
    """The nodes of an audience's newest tree; `frozen`: of the last one launched."""
    trees = ContentTree.objects.filter(audience=audience)
    if frozen:
        trees = trees.filter(frozen_at__isnull=False)
    tree = trees.order_by("-number").first()
    return list(tree.nodes.all()) if tree else []


def sources_for(audience: Audience) -> list[Source]:
    """The campaign's other trees, then those of the campaigns that it carries on.

    What has no item yet is left out.
    """
    campaign = audience.campaign
    found = [
        Source(f"a{one.pk}", one.name, True, items_of(newest_nodes(one)))
        for one in campaign.audiences.exclude(pk=audience.pk)
    ]
    found += [
        Source(f"c{one.pk}", one.name, False, _launched_items(one))
        for one in campaign.carries_on.order_by("starts_on", "pk")
    ]
    return [one for one in found if one.items]


def _launched_items(campaign: Campaign) -> list[Item]:
    return [
        item
        for audience in campaign.audiences.all()
        for item in items_of(newest_nodes(audience, frozen=True))
    ]


def alike(name: str, items: Sequence[Item]) -> list[Item]:
    """The items whose names share most words with a name, the nearest first."""
    mine = _words(name)
    scored = [(_common(mine, _words(item.name)), item) for item in items]
    near = [(score, item) for score, item in scored if score >= ALIKE]
    near.sort(key=lambda pair: (-pair[0], pair[1].name))
    return [item for _score, item in near[:SUGGESTED]]


def _words(name: str) -> set[str]:
    text = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return set(text.split()) - _SMALL


def _common(mine: set[str], others: set[str]) -> float:
    return len(mine & others) / len(mine | others) if mine | others else 0.0
