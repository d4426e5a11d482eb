"""At which unit somebody registers, and of which content they may choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from thidua.campaigns.ladder import paths_up
from thidua.campaigns.models import AudienceMember, Campaign, ContentNode, ContentTree
from thidua.campaigns.outline import in_order
from thidua.campaigns.states import State
from thidua.kernel.errors import WrongMoment


@dataclass(frozen=True, slots=True)
class Choice:
    """An item of content that somebody may register for."""

    key: UUID
    name: str
    about: str


def unit_for(campaign: Campaign, unit_id: int | None, day: date) -> int | None:
    """The unit that takes part at which somebody of a unit registers: itself, or the
    nearest above it; None when there is none."""
    if unit_id is None:
        return None
    up = paths_up(campaign, [unit_id], day).get(unit_id) or [unit_id]
    members = AudienceMember.objects.filter(audience__campaign=campaign, unit__in=up)
    taking = set(members.taking_part_on(day).values_list("unit_id", flat=True))
    return next((one for one in reversed(up) if one in taking), None)


_COMMUNE = """
select distinct line.unit_id from organisations_lineage line
where line.during @> %(on)s::date and line.ancestor_id in (
    select up.ancestor_id from organisations_lineage up
    join organisations_unit above on above.id = up.ancestor_id
    where up.unit_id = %(unit)s and up.during @> %(on)s::date
      and above.kind in ('commune', 'ward', 'township', 'special_zone'))
"""


def within_commune(unit_id: int, day: date) -> list[int]:
    """The commune in which a unit stands, with all that stand in it, itself included;
    none for what stands above the communes."""
    with connection.cursor() as cursor:
        cursor.execute(_COMMUNE, {"unit": unit_id, "on": day})
        return [number for (number,) in cursor.fetchall()]


def takes_part(campaign: Campaign, unit_id: int, day: date) -> bool:
    """Does the unit itself take part on a day?"""
    members = AudienceMember.objects.filter(audience__campaign=campaign, unit=unit_id)
    return members.taking_part_on(day).exists()


def refuse_unless_open(campaign: Campaign, unit_id: int, day: date) -> None:
    """Nobody registers in a draft, after the end, or where nobody takes part."""
    if campaign.state != State.LAUNCHED or campaign.ends_on < day:
        raise WrongMoment(
            _("Phong trào không trong thời gian nhận đăng ký."),
            _("Đăng ký nhận từ khi phát động đến ngày kết thúc."),
        )
    if not takes_part(campaign, unit_id, day):
        raise WrongMoment(
            _("Đơn vị không ở trong danh sách tham gia lúc này."),
            _("Hỏi cơ quan thường trực của phong trào."),
        )


def choices_of(campaign: Campaign, unit_id: int, day: date) -> list[Choice]:
    """The items of the content that the unit was given, in the order of its tree.

    Where the unit stands in two audiences, the items of both.
    """
    trees = _trees(campaign, unit_id, day)
    nodes = ContentNode.objects.filter(tree__in=trees).order_by("position", "pk")
    by_tree: dict[int, list[ContentNode]] = {tree: [] for tree in trees}
    for node in nodes:
        by_tree[node.tree_id].append(node)
    return [
        Choice(node.key, node.name, node.detail)
        for some in by_tree.values()
        for _depth, node in in_order(some)
        if node.kind == ContentNode.Kind.ITEM
    ]


def _trees(campaign: Campaign, unit_id: int, day: date) -> Sequence[int]:
    members = AudienceMember.objects.filter(audience__campaign=campaign, unit=unit_id)
    audiences = members.taking_part_on(day).values("audience")
    newest = (
        ContentTree.objects.filter(audience__in=audiences, frozen_at__isnull=False)
        .order_by("audience_id", "-number")
        .distinct("audience_id")
    )
    return list(newest.values_list("pk", flat=True))
