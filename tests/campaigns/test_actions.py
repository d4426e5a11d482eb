"""The verbs of the room, one story after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from pytest_django import Settings

from tests.campaigns.factories import (
    ENDS,
    MAY,
    STARTS,
    a_campaign,
    a_target,
    given_to,
)
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.audit.trail import trail_of
from thidua.campaigns import actions
from thidua.campaigns.check import NotReady
from thidua.campaigns.drafts import (
    AudienceDraft,
    Basics,
    NodeDraft,
    Offer,
    PhaseDraft,
    PlanDraft,
    PlanItemDraft,
)
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    ContentNode,
    ContentTree,
    Target,
)
from thidua.campaigns.states import State, TargetState
from thidua.indicators.actions import Line, draft_form, set_lines
from thidua.indicators.models import ReportDuty
from thidua.kernel.errors import Changed, Refused, RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Tree

pytestmark = pytest.mark.django_db
D = Decimal


def basics(campaign: Campaign) -> Basics:
    return Basics(
        name=campaign.name,
        shape=campaign.shape,
        line=campaign.line,
        launcher=campaign.launcher,
        office=campaign.office,
        tree=campaign.tree,
        root=campaign.root,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
    )


def office_of(campaign: Campaign) -> Actor:
    return an_actor(campaign.office)


def test_an_officer_drafts_and_amends_a_campaign() -> None:
    place = a_province()
    officer = an_actor(place.department)
    tree = Tree.objects.get(key=Tree.STATE)
    draft = Basics(
        name="“Đồng khởi mới”",
        shape="thematic",
        line="state",
        launcher=place.province,
        office=place.department,
        tree=tree,
        root=place.province,
        starts_on=STARTS,
        ends_on=ENDS,
    )

    campaign = actions.draft_campaign(draft, actor=officer, at=MAY)
    campaign = actions.amend_campaign(
        campaign,
        replace(draft, motto="Hai chân – Ba mũi"),
        version=1,
        actor=officer,
        at=MAY,
    )

    assert (campaign.motto, campaign.version) == ("Hai chân – Ba mũi", 2)
    assert [entry.verb for entry in trail_of(campaign)] == [
        "campaigns.campaign.amended",
        "campaigns.campaign.drafted",
    ]
    with pytest.raises(Changed) as caught:
        actions.amend_campaign(
            campaign, replace(draft, motto="Khác"), version=1, actor=officer, at=MAY
        )
    assert caught.value.theirs == (("phương châm", "Hai chân – Ba mũi"),)


def test_the_launch_fixes_who_and_when_but_not_the_words() -> None:
    campaign = a_campaign(launched=True)
    officer = office_of(campaign)

    actions.amend_campaign(
        campaign,
        replace(basics(campaign), motto="Mới"),
        version=1,
        actor=officer,
        at=MAY,
    )
    with pytest.raises(RuleBroken, match="cơ quan thường trực"):
        actions.amend_campaign(
            campaign,
            replace(basics(campaign), office=campaign.root),
            version=2,
            actor=officer,
            at=MAY,
        )


def test_phases_are_written_together_and_lie_within() -> None:
    campaign = a_campaign()
    officer = office_of(campaign)
    peak = PhaseDraft("peak", "Cao điểm", date(2025, 7, 1), date(2025, 9, 30))

    actions.set_phases(campaign, [peak], version=1, actor=officer, at=MAY)

    assert campaign.phases.get().name == "Cao điểm"
    with pytest.raises(RuleBroken, match="ngoài thời gian"):
        actions.set_phases(
            campaign,
            [replace(peak, starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))],
            version=2,
            actor=officer,
            at=MAY,
        )


def test_content_is_edited_in_place() -> None:
    campaign = a_campaign()
    officer = office_of(campaign)
    tree = ContentTree.objects.get(audience__campaign=campaign)
    leg = tree.nodes.get(kind="leg")

    first = actions.add_node(
        tree, NodeDraft("Một", "item"), parent=leg, actor=officer, at=MAY
    )
    second = actions.add_node(
        tree, NodeDraft("Hai", "item"), parent=leg, after=first, actor=officer, at=MAY
    )
    actions.move_node(second, "up", actor=officer, at=MAY)
    names = list(tree.nodes.filter(parent=leg).values_list("name", flat=True))
    assert names == ["Giao thông nông thôn", "Hai", "Một"]

    first.refresh_from_db()
    actions.move_node(first, "in", actor=officer, at=MAY)
    first.refresh_from_db()
    assert first.parent_id == second.pk
    actions.move_node(first, "out", actor=officer, at=MAY)
    first.refresh_from_db()
    assert first.parent_id == leg.pk
    with pytest.raises(RuleBroken, match="không chuyển được"):
        actions.move_node(leg, "out", actor=officer, at=MAY)
    tree.refresh_from_db()
    assert tree.version == 6


def test_deleting_an_item_names_what_hangs_on_it() -> None:
    target = a_target()
    campaign = target.campaign
    officer = office_of(campaign)
    leg = ContentNode.objects.get(tree__audience__campaign=campaign, kind="leg")

    with pytest.raises(RuleBroken, match=target.version.name):
        actions.delete_node(leg, actor=officer, at=MAY)
    actions.delete_node(leg, with_all=True, actor=officer, at=MAY)

    assert not Target.objects.filter(pk=target.pk).exists()


def test_a_revised_tree_carries_its_keys() -> None:
    campaign = a_campaign(launched=True)
    officer = office_of(campaign)
    audience = campaign.audiences.get()
    old = audience.trees.get()

    tree = actions.revise_content(audience, reason="Bổ sung", actor=officer, at=MAY)
    item = tree.nodes.get(kind="item")
    roads = NodeDraft("Đường ấp", "item", "quantity", lead_unit=campaign.office)
    actions.edit_node(item, roads, actor=officer, at=MAY)
    a_target(campaign)
    actions.publish_content(tree, reason="Làm điểm", actor=officer, at=MAY)

    assert set(old.nodes.values_list("key")) == set(tree.nodes.values_list("key"))
    assert old.nodes.get(kind="item").name == "Giao thông nông thôn"
    with pytest.raises(WrongMoment):
        actions.add_node(tree, NodeDraft("Nữa", "item"), actor=officer, at=MAY)


def test_a_launch_names_everything_that_is_missing_at_once() -> None:
    campaign = a_campaign(kinds=["ward"])
    campaign.documents.all().delete()

    with pytest.raises(NotReady) as caught:
        actions.launch_campaign(
            campaign, reason="Làm điểm trước", actor=office_of(campaign), at=MAY
        )

    reasons = " ".join(finding.reason for finding in caught.value.findings)
    assert "Chưa có văn bản phát động" in reasons
    assert "chưa có đơn vị nào" in reasons
    assert "chưa có chỉ tiêu và chưa có mốc" in reasons
    assert all(finding.remedy for finding in caught.value.findings)


def test_a_launch_freezes_the_list_and_names_the_reporters() -> None:
    target = a_target()
    campaign = target.campaign
    officer = office_of(campaign)
    form = draft_form(
        campaign.office,
        name="Biểu tháng",
        tree=campaign.tree,
        period_kind="month",
        starts_on=STARTS,
        ends_on=ENDS,
        actor=officer,
        at=MAY,
    )
    set_lines(
        form,
        [Line(version_id=target.version_id, level="commune")],
        actor=officer,
        at=MAY,
    )
    actions.ask_for_form(campaign, [form], actor=officer, at=MAY)

    campaign = actions.launch_campaign(
        campaign, reason="Làm điểm trước", actor=officer, at=MAY
    )

    assert campaign.state == State.LAUNCHED
    assert campaign.launched_as == "Tỉnh Sông Tiền"
    assert AudienceMember.objects.count() == 2 + 6 + 12
    duties = ReportDuty.objects.filter(form=form)
    assert duties.count() == 6
    kinds = set(duties.values_list("receiver__kind", flat=True))
    assert kinds == {"district"}
    with pytest.raises(WrongMoment):
        actions.launch_campaign(
            campaign, reason="Làm điểm trước", actor=officer, at=MAY
        )


def test_only_the_bodies_of_a_campaign_launch_it() -> None:
    campaign = a_campaign()
    reader = an_actor(campaign.office, Mandate.Role.READER)

    for actor in (reader, an_actor(campaign.root, Mandate.Role.ADMINISTRATOR)):
        with pytest.raises(Refused):
            actions.launch_campaign(
                campaign, reason="Làm điểm trước", actor=actor, at=MAY
            )


def test_a_unit_joins_and_leaves_with_a_day_and_a_reason() -> None:
    place = a_province()
    campaign = a_campaign(of=place, kinds=["district"], launched=True)
    parent = a_target(campaign)
    target = given_to(parent, place.districts[0], 200)
    officer = office_of(campaign)
    audience = campaign.audiences.get()

    joined = actions.admit_unit(
        audience,
        place.communes[0],
        joined_on=MAY.date(),
        reason="Xã điểm",
        actor=officer,
        at=MAY,
    )
    member = audience.members.get(unit=place.districts[0])
    actions.release_unit(
        member,
        left_on=MAY.date(),
        reason="Sáp nhập",
        actor=officer,
        at=MAY,
    )

    target.refresh_from_db()
    assert (joined.reason, target.state) == ("Xã điểm", TargetState.ENDED)
    assert target.ended_because == "Sáp nhập"


def test_a_unit_acknowledges_once() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    commune = an_actor(place.communes[0])

    for _again in range(2):
        actions.acknowledge_campaign(
            campaign, place.communes[0].pk, actor=commune, at=MAY
        )

    assert len(trail_of(campaign)) == 1
    with pytest.raises(Refused):
        actions.acknowledge_campaign(
            campaign, place.communes[1].pk, actor=commune, at=MAY
        )


def test_a_unit_makes_the_campaign_its_own() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    unit = place.communes[0]
    commune = an_actor(unit)
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    draft = PlanDraft(starts_on=MAY.date(), ends_on=ENDS, focus="Đường ấp")

    plan = actions.save_plan(campaign, unit.pk, draft, actor=commune, at=MAY)
    with pytest.raises(RuleBroken, match="giải pháp"):
        actions.adopt_plan(plan, version=1, actor=commune, at=MAY)
    full = replace(
        draft,
        measures="Vận động hiến đất",
        items=[PlanItemDraft(item.key, "Ba tuyến ấp 1", answers="Lê Lan", due_on=ENDS)],
    )
    plan = actions.save_plan(campaign, unit.pk, full, version=1, actor=commune, at=MAY)
    plan = actions.adopt_plan(plan, version=2, actor=commune, at=MAY)

    assert plan.state == "adopted"
    with pytest.raises(WrongMoment):
        actions.save_plan(campaign, unit.pk, full, version=3, actor=commune, at=MAY)
    assert actions.reopen_plan(plan, actor=commune, at=MAY).state == "draft"


def test_an_audience_gets_a_tree_and_keeps_its_name_apart() -> None:
    campaign = a_campaign()
    officer = office_of(campaign)
    draft = AudienceDraft("Sở, ngành", ["department"], campaign.tree, campaign.root)

    audience = actions.set_audience(campaign, draft, actor=officer, at=MAY)

    assert audience.trees.get().frozen_at is None
    with pytest.raises(RuleBroken, match="Đã có đối tượng"):
        actions.set_audience(campaign, draft, actor=officer, at=MAY)
    actions.remove_audience(audience, actor=officer, at=MAY)
    assert campaign.audiences.count() == 1


def test_a_closed_campaign_gives_nothing_more() -> None:
    place = a_province()
    campaign = a_campaign(of=place, launched=True)
    target = a_target(campaign)
    officer = office_of(campaign)

    campaign = actions.close_campaign(
        campaign, actor=officer, at=MAY + timedelta(days=300)
    )

    with pytest.raises(WrongMoment):
        actions.propose_targets(
            target, [Offer(place.districts[0].pk, D(1))], actor=officer, at=MAY
        )
    assert isinstance(campaign.closed_at, datetime)


@pytest.mark.demand("004.4")
def test_ending_before_the_last_day_wants_a_reason_that_is_kept(
    settings: Settings,
) -> None:
    settings.THIDUA_TODAY = (MAY.date() + timedelta(days=3)).isoformat()
    campaign = a_campaign(of=a_province(), launched=True)
    client, at = signed_in(office_of(campaign)), f"/phong-trao/{campaign.pk}/"

    assert 'name="reason"' in client.get(f"{at}soan/").content.decode()
    refused = client.post(f"{at}ket-thuc/", {"reason": " "})
    campaign.refresh_from_db()
    assert (refused.status_code, campaign.state) == (422, State.LAUNCHED)

    client.post(f"{at}ket-thuc/", {"reason": "Sáp nhập vào phong trào mới"})

    campaign.refresh_from_db()
    assert campaign.state == State.CLOSED
    assert "Sáp nhập vào phong trào mới" in client.get(f"{at}lich-su/").content.decode()
    assert "Kết thúc sớm ngày" in client.get(f"{at}hieu-qua/").content.decode()
    assert client.get(f"{at}soan/").status_code == 302
