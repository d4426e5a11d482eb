"""Two versions of a content tree, side by side."""

from __future__ import annotations

from datetime import date

import pytest

from tests.campaigns.browsing import page
from tests.campaigns.factories import MAY, a_campaign, a_target
from tests.doors import address, signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.comparing import Fate, compare
from thidua.campaigns.drafts import NodeDraft
from thidua.campaigns.models import ContentNode

pytestmark = pytest.mark.django_db


@pytest.mark.demand("001.3")
def test_two_versions_of_the_content_are_read_side_by_side() -> None:
    place = a_province()
    officer = an_actor(place.department)
    campaign = a_campaign(of=place, launched=True)
    audience = campaign.audiences.get()
    actions.revise_content(audience, reason="Bổ sung", actor=officer, at=MAY)
    audience = campaign.audiences.get()
    tree = audience.trees.get(number=2)
    leg = tree.nodes.get(kind="leg")
    item = tree.nodes.get(kind="item")
    new = NodeDraft("Thủy lợi", ContentNode.Kind.ITEM, nature="milestone")
    made = actions.add_node(tree, new, parent=leg, actor=officer, at=MAY)
    a_target(campaign)
    due = {"name": "Khơi thông kênh", "due_on": date(2025, 9, 30)}
    audience.milestones.create(node_key=made.key, **due)
    actions.move_node(item, "out", actor=officer, at=MAY)
    reworded = NodeDraft("Kinh tế xanh", ContentNode.Kind.LEG, label="Chân 2")
    actions.edit_node(leg, reworded, actor=officer, at=MAY)
    office, commune = signed_in(officer), signed_in(an_actor(place.communes[0]))
    closed = address("campaigns:content-compare", campaign, audience)

    assert commune.get(closed).status_code == 404  # still being written
    actions.publish_content(tree, reason="Làm điểm", actor=officer, at=MAY)
    assert "bản 2 so với bản 1" in page(commune, "history", campaign)
    shown = page(commune, "content-compare", campaign, audience, query="?tu=1&den=2")

    assert "1 thêm, 1 chuyển chỗ, 1 sửa lời" in shown
    for words in ("Phát triển kinh tế", "Kinh tế xanh", "Thủy lợi", "Bổ sung"):
        assert words in shown
    assert "chốt ngày 20/05/2025" in shown
    assert office.get(closed + "?tu=1&den=9").status_code == 404


def test_a_removed_node_stands_where_it_stood_and_order_counts() -> None:
    first = ContentNode(pk=1, kind="leg", name="Một", position=0)
    second = ContentNode(pk=2, kind="leg", name="Hai", position=1)
    third = ContentNode(pk=3, kind="leg", name="Ba", position=2)
    moved = [
        ContentNode(pk=11, kind="leg", name="Ba", key=third.key, position=0),
        ContentNode(pk=12, kind="leg", name="Một", key=first.key, position=1),
    ]

    pairs = compare([first, second, third], moved)

    told = [((pair.new or pair.old).name, set(pair.fates)) for pair in pairs]  # type: ignore[union-attr]
    assert told == [
        ("Ba", {Fate.MOVED}),
        ("Một", {Fate.MOVED}),
        ("Hai", {Fate.REMOVED}),
    ]
