"""Of whom a milestone is asked: the unit that leads its item, else the audience."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from thidua.campaigns.models import AudienceMember, ContentNode, Milestone

Item = tuple[int, UUID]
"""An item of content: the number of its audience and its key."""


def asked_of(milestones: Iterable[Milestone], on: date) -> dict[int, set[int]]:
    """The units that each milestone asks, by its number; two queries for all.

    An item with a leading unit in the audience asks that unit alone.
    """
    steps = list(milestones)
    audiences = {step.audience_id for step in steps}
    joined = AudienceMember.objects.filter(audience__in=audiences).taking_part_on(on)
    return asked_among(
        steps, joined.values_list("audience_id", "unit_id"), leads_of(audiences)
    )


def asked_among(
    milestones: Iterable[Milestone],
    members: Iterable[tuple[int, int]],
    leads: Mapping[Item, int | None],
) -> dict[int, set[int]]:
    """`asked_of`, of members (audience, unit) and leading units known already."""
    taking: dict[int, set[int]] = defaultdict(set)
    for audience_id, unit_id in members:
        taking[audience_id].add(unit_id)
    found: dict[int, set[int]] = {}
    for step in milestones:
        everybody = taking[step.audience_id]
        lead = leads.get((step.audience_id, step.node_key))
        found[step.pk] = {lead} if lead in everybody and lead else set(everybody)
    return found


def leads_of(audiences: Iterable[int]) -> dict[Item, int | None]:
    """The leading unit of each item, by audience and key, in the newest version."""
    nodes = ContentNode.objects.filter(tree__audience__in=audiences)
    rows = nodes.order_by("tree__number").values_list(
        "tree__audience_id", "key", "lead_unit_id"
    )
    return {(audience, key): lead for audience, key, lead in rows}
