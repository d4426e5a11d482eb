"""What the database refuses, whoever asks: it says no too."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.campaigns.factories import a_campaign, a_target
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    ContentNode,
    ContentTree,
    Milestone,
    MilestoneMark,
    Target,
    TargetRound,
)
from thidua.kernel.clock import ZONE

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 5, 20, 12, tzinfo=ZONE)


def refused(sentence: str) -> pytest.RaisesExc[DatabaseError]:
    return pytest.raises(DatabaseError, match=sentence)


def a_child(parent: Target, campaign: Campaign) -> Target:
    return Target(
        campaign=campaign,
        node_key=parent.node_key,
        version=parent.version,
        unit=campaign.audiences.get().below,
        parent=parent,
        value=1,
        starts_on=parent.starts_on,
        due_on=parent.due_on,
    )


@pytest.mark.parametrize("split", ["", "none"])
def test_no_cascade_without_a_rule(split: str) -> None:
    target = a_target(split=split)
    child = a_child(target, target.campaign)
    child.unit = target.campaign.office

    with refused("campaigns_no_cascade_without_a_rule"):
        child.save()


def test_a_rule_stays_while_something_was_given() -> None:
    target = a_target(split="sum")
    child = a_child(target, target.campaign)
    child.unit = target.campaign.office
    child.save()
    target.split = "none"

    with refused("campaigns_no_cascade_without_a_rule"):
        target.save(update_fields=["split"])


def test_a_cascade_stays_with_its_indicator() -> None:
    target, other = a_target(split="sum"), a_target(split="sum")
    child = a_child(target, target.campaign)
    child.unit, child.version = target.campaign.office, other.version

    with refused("campaigns_a_cascade_stays_with_its_item"):
        child.save()


def test_a_launched_campaign_stays() -> None:
    campaign = a_campaign(launched=True)

    stays = "campaigns_a_member_leaves|campaigns_a_launched_campaign_stays"
    with refused(stays), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).delete()
    campaign.state = "draft"
    with refused("campaigns_a_launch_is_not_undone"):
        campaign.save(update_fields=["state"])


def test_a_unit_takes_part_in_what_is_launched_only() -> None:
    campaign = a_campaign()

    with refused("campaigns_members_take_part_in_what_is_launched"):
        AudienceMember.objects.create(
            audience=campaign.audiences.get(),
            unit=campaign.root,
            joined_on=date(2025, 1, 1),
        )


def test_a_frozen_tree_and_its_nodes_do_not_change() -> None:
    campaign = a_campaign(launched=True)
    tree = ContentTree.objects.get(audience__campaign=campaign)
    node = tree.nodes.first()
    assert node
    node.name = "Khác"

    for change in (
        lambda: node.save(update_fields=["name"]),
        lambda: ContentNode.objects.create(tree=tree, kind="item", name="Thêm"),
        lambda: ContentNode.objects.filter(pk=node.pk).delete(),
        lambda: ContentTree.objects.filter(pk=tree.pk).update(frozen_at=None),
    ):
        with refused("campaigns_a_frozen_tree_does_not_change"), transaction.atomic():
            change()


def test_content_has_no_circle_and_stays_in_its_tree() -> None:
    campaign, other = a_campaign(), a_campaign()
    tree = ContentTree.objects.get(audience__campaign=campaign)
    foreign = ContentNode.objects.filter(tree__audience__campaign=other).first()
    above = ContentNode.objects.create(tree=tree, kind="leg", name="Chân")
    below = ContentNode.objects.create(tree=tree, kind="item", name="Mục", parent=above)

    with refused("campaigns_content_has_no_circle"), transaction.atomic():
        ContentNode.objects.filter(pk=above.pk).update(parent=below)
    with refused("campaigns_a_node_hangs_in_its_own_tree"), transaction.atomic():
        ContentNode.objects.filter(pk=above.pk).update(parent=foreign)


def test_rounds_are_only_added_to() -> None:
    target = a_target()
    TargetRound.objects.create(
        target=target, move="proposed", value=Decimal(1), said_by="Lan", at=NOON
    )

    for change in (
        lambda: TargetRound.objects.update(value=2),
        lambda: TargetRound.objects.filter(target=target).delete(),
        lambda: connection.cursor().execute("truncate campaigns_targetround"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert TargetRound.objects.get().value == 1


def test_no_milestone_is_confirmed_without_evidence() -> None:
    campaign = a_campaign(launched=True)
    milestone = Milestone.objects.create(
        audience=campaign.audiences.get(),
        node_key=ContentNode.objects.filter(tree__audience__campaign=campaign)[0].key,
        name="Ban hành quy ước",
        due_on=date(2025, 9, 30),
    )
    mark = MilestoneMark.objects.create(
        milestone=milestone,
        unit=campaign.root,
        reached_on=date(2025, 5, 1),
        note="Đã ban hành",
        marked_at=NOON,
        marked_by="Lan",
    )
    mark.confirmed_at = NOON

    with refused("campaigns_no_milestone_is_confirmed_without_evidence"):
        mark.save(update_fields=["confirmed_at"])


def test_a_counter_proposal_says_why() -> None:
    with pytest.raises(IntegrityError, match="campaigns_a_counter_proposal_says_why"):
        TargetRound.objects.create(
            target=a_target(),
            move="countered",
            value=Decimal(1),
            said_by="Lan",
            at=NOON,
        )
