"""Which content of one tree stands for which of another (ADR 0030).

An item reads its progress from items of the campaign's other trees; one item may read
from several by weights, and several may read from one. An item also says which items of
a campaign that is carried on it answers to. Figures never flow through either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from thidua.campaigns import outline
from thidua.campaigns.models import Audience, Campaign, ContentNode, ContentTree
from thidua.kernel.text import fold, sort_key

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


def nodes_of(
    audiences: QuerySet[Audience], *, frozen: bool = False
) -> dict[int, list[ContentNode]]:
    """The nodes of each audience's newest tree, by audience; two queries.

    `frozen`: of the last one launched.
    """
    trees = ContentTree.objects.filter(audience__in=audiences)
    if frozen:
        trees = trees.filter(frozen_at__isnull=False)
    newest = dict(trees.order_by("number").values_list("audience_id", "pk"))
    nodes = ContentNode.objects.filter(tree__in=newest.values()).select_related("tree")
    found: dict[int, list[ContentNode]] = defaultdict(list)
    for node in nodes:
        found[node.tree.audience_id].append(node)
    return found


def sources_for(audience: Audience) -> list[Source]:
    """The campaign's other trees, then those of the campaigns that it carries on.

    What has no item yet is left out.
    """
    campaign = audience.campaign
    others = campaign.audiences.exclude(pk=audience.pk)
    nodes = nodes_of(others)
    found = [
        Source(f"a{one.pk}", one.name, True, items_of(nodes[one.pk])) for one in others
    ]
    carried = campaign.carries_on.order_by("starts_on", "pk")
    launched = _launched_items(carried)
    found += [
        Source(f"c{one.pk}", one.name, False, launched[one.pk]) for one in carried
    ]
    return [one for one in found if one.items]


def _launched_items(campaigns: QuerySet[Campaign]) -> dict[int, list[Item]]:
    """The items of campaigns as last launched, by campaign."""
    audiences = Audience.objects.filter(campaign__in=campaigns)
    nodes = nodes_of(audiences, frozen=True)
    found: dict[int, list[Item]] = defaultdict(list)
    for one in audiences:
        found[one.campaign_id] += items_of(nodes[one.pk])
    return found


def alike(name: str, items: Sequence[Item]) -> list[Item]:
    """The items whose names share most words with a name, the nearest first."""
    mine = _words(name)
    scored = [(_common(mine, _words(item.name)), item) for item in items]
    near = [(score, item) for score, item in scored if score >= ALIKE]
    near.sort(key=lambda pair: (-pair[0], sort_key(pair[1].name)))
    return [item for _score, item in near[:SUGGESTED]]


def _words(name: str) -> set[str]:
    text = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return set(text.split()) - _SMALL


def _common(mine: set[str], others: set[str]) -> float:
    return len(mine & others) / len(mine | others) if mine | others else 0.0
