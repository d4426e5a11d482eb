"""The mapping of two trees side by side: what is joined, what is not, what is alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.trail import trail_of
from thidua.campaigns.mapping import (
    Item,
    Source,
    alike,
    items_of,
    links_of,
    mark_of,
    nodes_of,
    sources_for,
)
from thidua.campaigns.models import Audience, ContentNode
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor, signature

TOLD = 20
"""Lines of the history that are shown."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One item that is read from, or answered to."""

    key: str
    name: str
    weight: str


@dataclass(frozen=True, slots=True)
class MappedRow:
    """An item of this tree, what it is joined to, and what might be meant."""

    pk: int
    name: str
    path: str
    joined: Sequence[Joined]
    suggested: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]
    was: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An item of the other tree, and by how many it is taken up."""

    name: str
    path: str
    words: str
    is_bare: bool


@dataclass(frozen=True, slots=True)
class MappingPage:
    """Everything `mapping.html` shows."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    audience: str
    readers: Sequence[parts.Link]
    sources: Sequence[tuple[str, str]]
    source: str
    source_key: str
    reads: bool
    blocks: Sequence[tuple[str, Sequence[MappedRow]]]
    """The items not joined yet, then those that are, each under its heading."""
    other_title: str
    other: Sequence[SourceRow]
    set_href: str
    history: Sequence[parts.TrailLine]


def the_source(audience: Audience, key: str) -> Source | None:
    """The tree with a key, else the first that there is."""
    sources = sources_for(audience)
    return next((one for one in sources if one.key == key), next(iter(sources), None))


def mapping_page(audience: Audience, actor: Actor, day: date, key: str) -> MappingPage:
    """One tree against another of the campaign, or against a campaign carried on."""
    campaign = audience.campaign
    page = frame(campaign, actor, day, "edit")
    itself = campaign.audiences.filter(pk=audience.pk)
    sources = sources_for(audience)
    first = next(iter(sources), Source("", "", True, ()))
    source = next((one for one in sources if one.key == key), first)
    nodes = {node.pk: node for node in nodes_of(itself)[audience.pk]}
    items = items_of(list(nodes.values()))
    rows = [_row(item, nodes[item.pk], source) for item in items]
    bare = [row for row in rows if not row.joined]
    taken = Counter(
        one.key
        for item in items
        for one in links_of(nodes[item.pk], reads=source.reads)
    )
    return MappingPage(
        frame=page,
        crumbs=[
            *page.crumbs,
            parts.Link(_("Điều chỉnh"), reverse("campaigns:edit", args=[campaign.pk])),
            parts.Link(_("Nối các cây nội dung"), is_here=True),
        ],
        finding=_finding(len(bare), len(rows)),
        audience=audience.name,
        readers=_readers(audience),
        sources=[(one.key, one.name) for one in sources],
        source=source.name,
        source_key=source.key,
        reads=source.reads,
        blocks=_blocks(bare, [row for row in rows if row.joined]),
        other_title=_("Bên kia chưa ai nối: %(count)s")
        % {"count": sum(not taken[item.key] for item in source.items)},
        other=_others(source, taken),
        set_href=reverse("campaigns:mapping-set", args=[campaign.pk, audience.pk]),
        history=_history(audience),
    )


def _blocks(
    bare: Sequence[MappedRow], done: Sequence[MappedRow]
) -> list[tuple[str, Sequence[MappedRow]]]:
    found = [
        (_("Chưa nối: %(count)s") % {"count": len(bare)}, bare),
        (_("Đã nối: %(count)s") % {"count": len(done)}, done),
    ]
    return [(title, rows) for title, rows in found if rows]


def _finding(bare: int, whole: int) -> str:
    if not bare:
        return _("Cả %(count)s nội dung đã nối") % {"count": whole}
    return ngettext(
        "Còn %(bare)s trên %(count)s nội dung chưa nối",
        "Còn %(bare)s trên %(count)s nội dung chưa nối",
        bare,
    ) % {"bare": bare, "count": whole}


def _readers(audience: Audience) -> list[parts.Link]:
    campaign = audience.campaign
    return [
        parts.Link(
            one.name,
            reverse("campaigns:mapping", args=[campaign.pk, one.pk]),
            is_here=one.pk == audience.pk,
        )
        for one in campaign.audiences.all()
    ]


def _row(item: Item, node: ContentNode, source: Source) -> MappedRow:
    links = links_of(node, reads=source.reads)
    known = {one.key: one for one in source.items}
    here = [one for one in links if one.key in known]
    held = {one.key for one in links}
    free = [one for one in source.items if one.key not in held]
    near = alike(item.name, free)
    return MappedRow(
        pk=item.pk,
        name=item.name,
        path=item.path,
        joined=[
            Joined(
                str(one.key),
                known[one.key].name,
                "" if one.weight is None else show_number(one.weight),
            )
            for one in here
        ],
        suggested=[(str(one.key), one.name) for one in near],
        others=[(str(one.key), _called(one)) for one in free],
        was=mark_of(links),
    )


def _called(item: Item) -> str:
    return f"{item.path}: {item.name}" if item.path else item.name


def _others(source: Source, taken: Counter[UUID]) -> list[SourceRow]:
    rows = [
        SourceRow(
            item.name,
            item.path,
            _taken_words(taken[item.key]),
            is_bare=not taken[item.key],
        )
        for item in source.items
    ]
    return sorted(rows, key=lambda row: not row.is_bare)


def _taken_words(count: int) -> str:
    if not count:
        return _("chưa ai nối")
    return ngettext(
        "%(count)s nội dung nối tới", "%(count)s nội dung nối tới", count
    ) % {"count": count}


def _history(audience: Audience) -> list[parts.TrailLine]:
    mapped = trail_of(audience.campaign, verb="campaigns.content.mapped")
    mine = mapped.filter(details__audience=audience.name)
    return [
        parts.TrailLine(
            when=show_moment(one.at.astimezone(ZONE)),
            words=_("nối “%(name)s”:") % {"name": one.details.get("name", "")},
            who=signature(one.actor_name, one.office),
            before=str(one.details.get("before", "")),
            after=str(one.details.get("after", "")) or _("không nối"),
        )
        for one in mine[:TOLD]
    ]


def answered(node: ContentNode) -> list[parts.Link]:
    """The items of campaigns carried on that an item answers to, each with its own."""
    if not node.answers_to:
        return []
    found: dict[UUID, parts.Link] = {}
    rows = ContentNode.objects.filter(key__in=node.answers_to).select_related(
        "tree__audience__campaign"
    )
    for one in rows.order_by("tree__number"):
        campaign = one.tree.audience.campaign
        href = reverse("campaigns:campaign", args=[campaign.pk])
        found[one.key] = parts.Link(f"{one.name} ({campaign.name})", href)
    return [found[key] for key in node.answers_to if key in found]
