"""Of whom a milestone is asked: the unit that leads its item, else the audience."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from thidua.campaigns.models import AudienceMember, ContentNode, Milestone


def asked_of(milestones: Iterable[Milestone], on: date) -> dict[int, set[int]]:
    """The units that each milestone asks, by its number; two queries for all.

    An item with a leading unit in the audience asks that unit alone.
    """
    steps = list(milestones)
    audiences = {step.audience_id for step in steps}
    members: dict[int, set[int]] = defaultdict(set)
    joined = AudienceMember.objects.filter(audience__in=audiences).taking_part_on(on)
    for audience_id, unit_id in joined.values_list("audience_id", "unit_id"):
        members[audience_id].add(unit_id)
    leads = _leads(audiences)
    found: dict[int, set[int]] = {}
    for step in steps:
        everybody = members[step.audience_id]
        lead = leads.get((step.audience_id, step.node_key))
        found[step.pk] = {lead} if lead in everybody and lead else set(everybody)
    return found


def _leads(audiences: Iterable[int]) -> dict[tuple[int, UUID], int | None]:
    """The leading unit of each item, by audience and key, in the newest version."""
    nodes = ContentNode.objects.filter(tree__audience__in=audiences)
    rows = nodes.order_by("tree__number").values_list(
        "tree__audience_id", "key", "lead_unit_id"
    )
    return {(audience, key): lead for audience, key, lead in rows}
