"""Which unit, audience and tree of a campaign a reader looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from thidua.campaigns.ladder import above_and_below, stood_under
from thidua.campaigns.models import (
    Audience,
    AudienceMember,
    Campaign,
    ContentNode,
    ContentTree,
)
from thidua.campaigns.policies import can_see_figures_of
from thidua.campaigns.states import State
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a unit, an audience, an item (by key), a target."""

    unit_id: int | None = None
    audience_id: int | None = None
    node_key: UUID | None = None
    target_id: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Who is looked at, through which tree, between whom above and below."""

    campaign: Campaign
    unit_id: int
    audiences: Sequence[Audience]
    audience: Audience | None
    nodes: Sequence[ContentNode]
    line: Sequence[int]
    below: Sequence[int]
    day: date
    is_whole_alone: bool
    """Does the reader know the whole, and neither this unit nor those below it?"""

    def href(self, **changes: object) -> str:
        """This page with another unit, audience or item."""
        wanted: dict[str, object] = {"don-vi": self.unit_id}
        if self.audience:
            wanted["doi-tuong"] = self.audience.pk
        wanted |= {name.replace("_", "-"): value for name, value in changes.items()}
        query = "&".join(f"{name}={value}" for name, value in wanted.items())
        return f"{address('campaigns:campaign', self.campaign.pk)}?{query}"


def view_of(campaign: Campaign, actor: Actor, day: date, asked: Asked) -> View:
    """What an address shows this reader; `Refused` for a unit beside or above."""
    unit_id = asked.unit_id or _own_view(campaign, actor)
    is_under = actor.is_system or stood_under(campaign, unit_id, actor.unit_id)
    if unit_id != campaign.root_id:
        can_see_figures_of(is_under).enforce()
    members = AudienceMember.objects.filter(audience=OuterRef("pk"), unit=unit_id)
    audiences = list(campaign.audiences.annotate(is_theirs=Exists(members)))
    audience = next(
        (one for one in audiences if one.pk == asked.audience_id),
        next(
            (one for one in audiences if one.is_theirs),
            audiences[0] if audiences else None,
        ),
    )
    return View(
        campaign,
        unit_id,
        audiences,
        audience,
        nodes_of(campaign, audience),
        *above_and_below(campaign, unit_id, day),
        day,
        is_whole_alone=not is_under,
    )


def nodes_of(campaign: Campaign, audience: Audience | None) -> list[ContentNode]:
    """The nodes of an audience's current tree: after the launch the last frozen one."""
    trees = ContentTree.objects.filter(audience=audience)
    if campaign.state != State.DRAFT:
        trees = trees.filter(frozen_at__isnull=False)
    tree = trees.order_by("-number").values("pk")[:1]
    return list(ContentNode.objects.filter(tree=Subquery(tree)))


def _own_view(campaign: Campaign, actor: Actor) -> int:
    """A unit opens the campaign on itself when it has a part, else on the whole."""
    unit_id = actor.unit_id
    if unit_id is None or unit_id in {campaign.office_id, campaign.launcher_id}:
        return campaign.root_id
    has_target = campaign.open_targets().filter(unit=unit_id).exists()
    return unit_id if has_target else campaign.root_id
