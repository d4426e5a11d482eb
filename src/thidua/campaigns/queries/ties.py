"""To what everyday work the content of a campaign is tied, and to what it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.check.targets import newest_nodes
from thidua.campaigns.models import Campaign, ContentNode, ContentTie
from thidua.indices.models import CompositeIndex
from thidua.indices.queries.words import name_of


@dataclass(frozen=True, slots=True)
class TieRow:
    """An item with what it is tied to; `href` changes it, for whoever may."""

    name: str
    words: str
    index: str
    index_href: str
    href: str


@dataclass(frozen=True, slots=True)
class Ties:
    """The items of all trees that have a tie of their own."""

    words: str
    rows: Sequence[TieRow]


def outside_indices() -> dict[str, str]:
    """Indices by code: those that the program keeps, and those that papers name."""
    named = {str(code): str(label) for code, label in ContentTie.Outside.choices}
    kept = CompositeIndex.objects.only("code", "short_name", "name", "name_en")
    return named | {one.code: f"{name_of(one)} ({one.short_name})" for one in kept}


def ties_of(campaign: Campaign, *, may_change: bool) -> Ties:
    """What is tied, in the order of the trees."""
    ties = {one.node_key: one for one in ContentTie.objects.filter(campaign=campaign)}
    kept = set(CompositeIndex.objects.values_list("code", flat=True))
    known = outside_indices()
    items = [
        (audience, node)
        for audience, nodes in newest_nodes(campaign).items()
        for node in nodes
        if node.kind == ContentNode.Kind.ITEM and not node.reads_from
    ]
    rows = []
    for audience, node in items:
        tie = ties.get(node.key)
        if tie is None:
            continue
        code, args = tie.outside_index, [campaign.pk, audience, node.pk]
        rows.append(
            TieRow(
                name=node.name,
                words="; ".join(one for one in (tie.routine, tie.sector) if one),
                index=known.get(code, code),
                index_href=reverse("indices:index", args=[code])
                if code in kept
                else "",
                href=reverse("campaigns:tie", args=args) if may_change else "",
            )
        )
    words = _("%(tied)s trên %(count)s nội dung đã gắn") % {
        "tied": len(rows),
        "count": len(items),
    }
    return Ties(words, rows)
