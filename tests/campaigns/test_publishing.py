"""A revised content is checked before the units see it, as a launch is.

What hinders either is told before it is tried.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target
from tests.doors import address, signed_in
from tests.organisations.factories import an_actor
from thidua.audit.models import Entry
from thidua.campaigns import actions
from thidua.campaigns.check import check_campaign
from thidua.campaigns.drafts import NodeDraft
from thidua.campaigns.models import AcceptedWarning, ContentTree

pytestmark = [pytest.mark.django_db, pytest.mark.demand("002.4a")]

MAIN = re.compile(r'class="btn main[^"]*"[^>]*>\s*([^<]*?)\s*</')
"""What a primary button says."""


@pytest.fixture
def revised() -> ContentTree:
    """A launched campaign whose one item has a target; its content is open again."""
    campaign = a_target(a_campaign(launched=True)).campaign
    return actions.revise_content(
        campaign.audiences.get(),
        reason="Bổ sung",
        actor=an_actor(campaign.office),
        at=MAY,
    )


def test_an_item_without_a_measure_is_not_published(revised: ContentTree) -> None:
    campaign = revised.audience.campaign
    actor = an_actor(campaign.office)
    leg = revised.nodes.get(kind="leg")
    bare = NodeDraft("Thủy lợi", "item", "quantity")
    actions.add_node(revised, bare, parent=leg, actor=actor, at=MAY)
    before = page(signed_in(actor), "content", campaign, revised.audience)
    found = check_campaign(campaign, MAY.date()).open_in(
        {f"node:{node.key}" for node in revised.nodes.all()}
    )
    errors = [one for one in found if one.blocks]

    answer = post(
        signed_in(actor),
        "content-publish",
        campaign,
        revised.audience,
        reason="Làm điểm trước",
    )

    assert f"Còn {len(errors)} lỗi trong bản này nên chưa chốt được." in before
    settle = address("campaigns:content-publish", campaign, revised.audience)
    assert settle not in before
    (main,) = MAIN.findall(before)
    assert main == "Sửa trước: Nội dung chưa có đơn vị thực hiện"
    assert len(errors) > 1
    assert answer.status_code == 422
    assert "Thủy lợi" in said(answer)
    assert ContentTree.objects.get(pk=revised.pk).frozen_at is None


def test_warnings_are_accepted_with_a_reason_that_is_kept(revised: ContentTree) -> None:
    campaign = revised.audience.campaign
    officer = signed_in(an_actor(campaign.office))
    shown = page(officer, "content", campaign, revised.audience)
    assert "Lý do chốt khi còn cảnh báo" in shown
    assert MAIN.findall(shown) == ["Chốt bản mới"]

    refused = post(officer, "content-publish", campaign, revised.audience)
    assert refused.status_code == 422
    post(officer, "content-publish", campaign, revised.audience, reason="Làm điểm")

    assert ContentTree.objects.get(pk=revised.pk).frozen_at is not None
    after = page(officer, "content", campaign, revised.audience)
    (link,) = re.findall(r'href="([^"]*so-sanh/[^"]*)"', after)
    assert "bản 1" in said(officer.get(link.replace("&amp;", "&"))).casefold()
    kept = AcceptedWarning.objects.filter(campaign=campaign)
    assert {one.reason for one in kept} == {"Làm điểm"}


def test_another_audience_answers_for_its_own(revised: ContentTree) -> None:
    """An open error elsewhere does not stand in the way of this tree."""
    campaign = revised.audience.campaign
    other = campaign.audiences.create(
        name="Ấp",
        kinds=["hamlet"],
        tree=revised.audience.tree,
        below=revised.audience.below,
        position=1,
    )
    tree = ContentTree.objects.create(audience=other)
    actor = an_actor(campaign.office)
    bare = NodeDraft("Họp dân", "item", "quantity")
    actions.add_node(tree, bare, actor=actor, at=MAY)

    actions.publish_content(revised, reason="Làm điểm", actor=actor, at=MAY)

    assert ContentTree.objects.get(pk=revised.pk).frozen_at is not None


@pytest.mark.demand("001.2")
def test_an_opened_version_is_thrown_away_and_the_trail_stays(
    revised: ContentTree,
) -> None:
    campaign = revised.audience.campaign
    actor, client = an_actor(campaign.office), signed_in(an_actor(campaign.office))
    before = revised.audience.trees.get(number=1)
    kept = {node.key for node in before.nodes.all()}
    leg = revised.nodes.get(kind="leg")
    actions.add_node(
        revised, NodeDraft("Thủy lợi", "item"), parent=leg, actor=actor, at=MAY
    )
    targets = set(campaign.targets.values_list("pk", "state"))

    silent = post(client, "content-discard", campaign, revised.audience, reason=" ")
    done = post(
        client, "content-discard", campaign, revised.audience, reason="Tỉnh đổi ý"
    )

    assert silent.status_code == 422
    assert "các đơn vị vẫn dùng bản đã chốt" in said(done)
    (tree,) = revised.audience.trees.all()
    assert {node.key for node in tree.nodes.all()} == kept
    assert set(campaign.targets.values_list("pk", "state")) == targets
    entry = Entry.objects.get(verb="campaigns.content.discarded")
    assert entry.details["reason"] == "Tỉnh đổi ý"
    assert entry.details["added"] == ["Thủy lợi"]
    assert "bỏ bản mới của cây" in page(client, "history", campaign)
    again = post(client, "content-discard", campaign, revised.audience, reason="Nữa")
    assert again.status_code == 409


def test_what_hangs_on_the_opened_version_alone_goes_first(
    revised: ContentTree,
) -> None:
    campaign = revised.audience.campaign
    actor = an_actor(campaign.office)
    leg = revised.nodes.get(kind="leg")
    draft = NodeDraft("Thủy lợi", "item", "quantity")
    node = actions.add_node(revised, draft, parent=leg, actor=actor, at=MAY)
    a_target(campaign, node_key=node.key)

    answer = post(
        signed_in(actor),
        "content-discard",
        campaign,
        revised.audience,
        reason="Tỉnh đổi ý",
    )

    assert answer.status_code == 422
    assert "gắn vào" in said(answer)
    assert ContentTree.objects.filter(pk=revised.pk).exists()


def test_the_first_button_of_a_draft_mends_what_hinders_it_first() -> None:
    campaign = a_campaign()
    office = signed_in(an_actor(campaign.office))
    a_target(campaign, due_on=date(2026, 3, 1))
    campaign.documents.update(number="", signer_name="")
    main = re.compile(r'class="btn main[^"]*" href="([^"]*)"[^>]*>([^<]*)</a>')
    launch = (address("campaigns:launch", campaign), "Xem lại và phát động")

    (first,) = main.findall(page(office, "edit", campaign))
    campaign.targets.update(due_on=campaign.ends_on)
    (second,) = main.findall(page(office, "edit", campaign))
    campaign.documents.update(number="16", signer_name="Trần Văn Bền")
    whole = page(office, "edit", campaign)

    target = address("campaigns:target-edit", campaign, campaign.targets.get())
    outside = "Sửa trước: Thời hạn ngoài thời gian phong trào"
    assert first == (f"{target}#id_due_on", outside)
    document = address("campaigns:document", campaign, campaign.documents.get())
    assert second[0].startswith(document)
    assert main.findall(whole) == [launch]
