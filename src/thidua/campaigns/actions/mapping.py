"""Which content of one tree stands for which of another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.mapping import Link, Source, links_of, mark_of
from thidua.campaigns.models import Audience, Campaign, ContentNode
from thidua.campaigns.policies import can_manage
from thidua.campaigns.rules import refuse_closed
from thidua.kernel.errors import Changed, RuleBroken
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor

WHOLE = Decimal(100)


@transaction.atomic
def map_content(
    node: ContentNode,
    source: Source,
    links: Sequence[Link],
    *,
    was: str,
    actor: Actor,
    at: datetime,
) -> ContentNode:
    """Say from which items of another tree an item reads its progress, or which items
    of a campaign carried on it answers to; also after the launch, with a trail.

    `links` are all that hold from now on. `Changed` when they are not those that were
    read (`was`, see `mark_of`).
    """
    audience = Audience.objects.select_related("campaign").get(trees=node.tree_id)
    campaign = Campaign.objects.locked(audience.campaign)
    can_manage(actor, campaign).enforce()

    refuse_closed(campaign)
    held = ContentNode.objects.select_for_update(of=("self",)).get(pk=node.pk)
    before = links_of(held, reads=source.reads)
    names = {item.key: item.name for item in source.items}
    known = names | _names_of(before)
    said = {"before": _said(before, known), "after": _said(links, known)}
    if mark_of(before) != was:
        raise Changed(
            _("Có người vừa nối lại nội dung này."),
            _("Xem bản mới nhất rồi nối tiếp."),
            theirs=[(held.name, said["before"])],
            yours={held.name: said["after"]},
        )
    _refuse_unfit(held, links, {one.key for one in before} | names.keys())
    _write(audience, held, links, reads=source.reads)

    said |= {"name": held.name, "audience": audience.name}
    record("campaigns.content.mapped", campaign, actor=actor, at=at, **said)
    return held


def _refuse_unfit(node: ContentNode, links: Sequence[Link], known: set[UUID]) -> None:
    keys = [one.key for one in links]
    if len(set(keys)) < len(keys) or not set(keys) <= known or node.key in keys:
        raise RuleBroken(
            _("Nội dung ấy không nối được."),
            _("Chọn nội dung khác ở cây bên kia; mỗi nội dung nối một lần."),
        )
    weights = [one.weight for one in links if one.weight is not None]
    if weights and len(weights) < len(links):
        raise RuleBroken(
            _("Có nội dung chưa ghi tỷ trọng."),
            _("Ghi cho mọi nội dung, hoặc để trống cả để tính ngang nhau."),
        )
    if any(weight <= 0 for weight in weights) or sum(weights) > WHOLE:
        raise RuleBroken(
            _("Tỷ trọng phải lớn hơn 0 và cộng lại không quá 100 %."),
            _("Sửa tỷ trọng, hoặc để trống tất cả để tính ngang nhau."),
        )


def _write(
    audience: Audience, node: ContentNode, links: Sequence[Link], *, reads: bool
) -> None:
    """The newest version and the one that the units see read alike."""
    nodes = ContentNode.objects.filter(tree__audience=audience, key=node.key)
    keys = [one.key for one in links]
    if not reads:
        nodes.update(answers_to=keys)
        return
    weights = [one.weight for one in links if one.weight is not None]
    nodes.update(reads_from=keys, reads_weights=weights)


def _names_of(links: Sequence[Link]) -> dict[UUID, str]:
    keys = [one.key for one in links]
    rows = ContentNode.objects.filter(key__in=keys).order_by("tree__number")
    return dict(rows.values_list("key", "name"))


def _said(links: Sequence[Link], names: dict[UUID, str]) -> str:
    return "; ".join(
        names.get(one.key, "")
        + (f" ({show_number(one.weight)} %)" if one.weight is not None else "")
        for one in links
    )
