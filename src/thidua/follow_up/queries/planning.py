"""What a plan of an inspection may choose from: units, content, targets."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from thidua.campaigns.models import AudienceMember, Campaign, ContentNode, Target
from thidua.follow_up.drafts import ItemDraft
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage
from thidua.organisations.namesakes import listed_names

CONTENT, TARGET = "noi-dung-", "chi-tieu-"
"""Before the key of an item of content, and the number of a target."""


def units_to_inspect(
    campaign: Campaign, actor: Actor, day: date
) -> list[tuple[str, str]]:
    """Who takes part in a campaign and may be inspected by this unit, by name."""
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    taking = members.taking_part_on(day).exclude(unit=actor.unit_id)
    if actor.unit_id not in {campaign.office_id, campaign.launcher_id}:
        below = Lineage.objects.filter(
            ancestor=actor.unit_id or 0, depth__gt=0, during__contains=day
        )
        taking = taking.filter(unit__in=below.values("unit"))
    names = listed_names(set(taking.values_list("unit_id", flat=True)), day)
    ordered = sorted(names.items(), key=lambda pair: sort_key(pair[1]))
    return [(str(unit), name) for unit, name in ordered]


def items_to_look_at(campaign: Campaign, unit_id: int | None) -> dict[str, ItemDraft]:
    """Content of the campaign, then targets of the unit, by the value of a choice."""
    nodes = ContentNode.objects.filter(
        tree__audience__campaign=campaign, kind=ContentNode.Kind.ITEM
    ).order_by("tree__number", "pk")
    content: dict[UUID, str] = {node.key: node.name for node in nodes}
    found = {
        f"{CONTENT}{key}": ItemDraft(name, node_key=key)
        for key, name in content.items()
    }
    if unit_id is None:
        return found
    targets = Target.objects.filter(Q(campaign=campaign), unit=unit_id).open()
    for target in targets.select_related("version").order_by("pk"):
        found[f"{TARGET}{target.pk}"] = ItemDraft(
            target.version.name, target_id=target.pk
        )
    return found
