"""The doors of campaigns: each opened to its own, closed to strangers and readers."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.check_doors import CHECK_DOORS
from tests.campaigns.effect_doors import EFFECT_DOORS
from tests.campaigns.factories import (
    MAY,
    a_campaign,
    a_target,
    given_to,
)
from tests.campaigns.tree_doors import TREE_DOORS
from tests.doors import Cast, Door, Public, address
from tests.indices.factories import an_index
from thidua.campaigns import actions
from thidua.campaigns.models import (
    Attachment,
    Campaign,
    ContentNode,
    IndexGoal,
    Milestone,
    MilestoneMark,
    MilestoneProof,
    Target,
    UnitPlan,
)
from thidua.campaigns.states import TargetState
from thidua.kernel.files import keep


def draft(cast: Cast) -> Campaign:
    return a_campaign(of=cast.place)


def running(cast: Cast) -> Campaign:
    return a_campaign(of=cast.place, launched=True)


def ready(cast: Cast) -> Campaign:
    """A draft that lacks nothing."""
    return a_target(draft(cast)).campaign


def a_revised_tree(cast: Cast) -> str:
    campaign = root(cast).campaign
    audience = campaign.audiences.get()
    actions.revise_content(audience, reason="Bổ sung", actor=cast.office, at=MAY)
    return address("campaigns:content-publish", campaign, audience)


def two_versions(cast: Cast) -> str:
    """A content that was revised and published."""
    campaign = root(cast).campaign
    audience = campaign.audiences.get()
    tree = actions.revise_content(audience, reason="Bổ sung", actor=cast.office, at=MAY)
    actions.publish_content(tree, reason="Làm điểm", actor=cast.office, at=MAY)
    return address("campaigns:content-compare", campaign, audience)


def root(cast: Cast) -> Target:
    return a_target(running(cast))


def root_draft(cast: Cast) -> Target:
    return a_target(draft(cast))


def given(cast: Cast) -> Target:
    """A figure that the first commune must answer."""
    parent = root(cast)
    return given_to(parent, cast.place.communes[0], 10)


def countered(cast: Cast) -> Target:
    parent = root(cast)
    return given_to(
        parent,
        cast.place.communes[0],
        10,
        state=TargetState.COUNTERED,
        proposed_value=8,
    )


def a_goal_to_drop(cast: Cast) -> str:
    """A rank that the province is to reach."""
    campaign = running(cast)
    items = ContentNode.objects.filter(tree__audience__campaign=campaign, kind="item")
    goal = IndexGoal.objects.create(
        campaign=campaign,
        node_key=items.values_list("key", flat=True)[:1].get(),
        index=an_index(),
        unit=cast.place.province,
        kind=IndexGoal.Kind.RANK,
        value=20,
        by_year=2025,
    )
    return address("campaigns:index-goal-drop", campaign, goal)


def a_milestone(campaign: Campaign) -> Milestone:
    item = ContentNode.objects.filter(
        tree__audience__campaign=campaign, kind="item"
    ).first()
    assert item
    return Milestone.objects.create(
        audience=campaign.audiences.get(),
        node_key=item.key,
        name="Ban hành quy ước",
        due_on=MAY.date(),
    )


def a_mark(cast: Cast) -> MilestoneMark:
    milestone = a_milestone(running(cast))
    mark = MilestoneMark.objects.create(
        milestone=milestone,
        unit=cast.place.communes[0],
        reached_on=MAY.date(),
        note="Đã ban hành",
        marked_at=MAY,
        marked_by="Lan",
    )
    MilestoneProof.objects.create(mark=mark, file=a_file())
    return mark


def a_file() -> Any:
    pdf = SimpleUploadedFile("quyet-dinh.pdf", b"%PDF-1.7 thu")
    return keep(pdf, by="Lan", at=MAY)


def an_attachment(cast: Cast) -> Attachment:
    document = running(cast).documents.get()
    return Attachment.objects.create(document=document, file=a_file(), title="Bản ký")


def a_plan(cast: Cast, **given: Any) -> UnitPlan:
    campaign = running(cast)
    values: dict[str, Any] = {
        "unit": cast.place.communes[0],
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
    }
    return UnitPlan.objects.create(campaign=campaign, **(values | given))


def a_finished_plan(cast: Cast) -> str:
    plan = a_plan(cast, focus="Đường ấp", measures="Vận động")
    node = ContentNode.objects.filter(tree__audience__campaign=plan.campaign).first()
    assert node
    plan.items.create(
        node_key=node.key, name="Ba tuyến", answers="Lan", due_on=MAY.date()
    )
    return address("campaigns:plan-adopt", plan.campaign)


def of(name: str, make: Any) -> Any:
    """The address of a page about a campaign."""
    return lambda cast: address(f"campaigns:{name}", make(cast))


def of_target(name: str, make: Any) -> Any:
    def to(cast: Cast) -> str:
        target = make(cast)
        return address(f"campaigns:{name}", target.campaign, target)

    return to


def of_audience(name: str, make: Any, *, with_node: bool = False) -> Any:
    def to(cast: Cast) -> str:
        campaign = make(cast)
        audience = campaign.audiences.get()
        node = audience.trees.get().nodes.get(kind="leg")
        things = [campaign, audience, *([node] if with_node else [])]
        return address(f"campaigns:{name}", *things)

    return to


def of_document(name: str) -> Any:
    def to(cast: Cast) -> str:
        campaign = draft(cast)
        return address(f"campaigns:{name}", campaign, campaign.documents.get())

    return to


def to_undrafted(cast: Cast) -> str:
    campaign = draft(cast)
    campaign.documents.update(number="", issued_on=None)
    return address("campaigns:document-draft", campaign, campaign.documents.get())


def of_attachment(name: str) -> Any:
    def to(cast: Cast) -> str:
        paper = an_attachment(cast)
        return address(f"campaigns:{name}", paper.document.campaign, paper)

    return to


def of_milestone(name: str) -> Any:
    def to(cast: Cast) -> str:
        campaign = running(cast)
        return address(f"campaigns:{name}", campaign, a_milestone(campaign))

    return to


def of_mark(name: str) -> Any:
    def to(cast: Cast) -> str:
        mark = a_mark(cast)
        return address(f"campaigns:{name}", mark.milestone.audience.campaign, mark)

    return to


def of_all_marks(cast: Cast) -> str:
    return address("campaigns:marks-confirm", a_mark(cast).milestone.audience.campaign)


def the_last_mark() -> int:
    return MilestoneMark.objects.latest("pk").pk


def a_proof(cast: Cast) -> str:
    mark = a_mark(cast)
    campaign = mark.milestone.audience.campaign
    return address("campaigns:proof", campaign, mark.proofs.get())


def a_member(cast: Cast) -> str:
    campaign = running(cast)
    member = campaign.audiences.get().members.get(unit=cast.place.hamlets[0])
    return address("campaigns:release", campaign, member)


def a_unit_plan(cast: Cast) -> str:
    return address("campaigns:plan-of", running(cast), cast.place.communes[0])


def own_plan(name: str, **given: Any) -> Any:
    return lambda cast: address(f"campaigns:{name}", a_plan(cast, **given).campaign)


def reads(to: Any, **more: Any) -> Door:
    """A page that a reader of the same unit may read."""
    return Door(to, low=200, **more)


def writes(to: Any, **more: Any) -> Door:
    """An address that only writes."""
    return Door(to, method="POST", **more)


ANSWER = {"revision": "1"}
OTHER = {"revision": "1", "value": "7", "reason": "Thiếu vốn"}
WHY = {"is_common": "on", "common": "Làm điểm trước"}
COMMUNE = {"opens_to": "commune", "low": 403}

DOORS: dict[str, list[Door] | Public] = CHECK_DOORS | {
    "campaigns:list": [reads(lambda _c: address("campaigns:list"), stranger=200)],
    "campaigns:new": [
        Door(lambda _c: address("campaigns:new"), stranger=200),
    ],
    "campaigns:campaign": [reads(of("campaign", running))],
    "campaigns:units": [reads(of("units", running))],
    "campaigns:history": [reads(of("history", running))],
    "campaigns:documents": [reads(of("documents", running))],
    "campaigns:attachment": [reads(of_attachment("attachment"))],
    "campaigns:acknowledge": [writes(of("acknowledge", running), **COMMUNE)],
    "campaigns:edit": [Door(of("edit", draft))],
    "campaigns:clone": [Door(of("clone", running))],
    "campaigns:basics": [Door(of("basics", draft))],
    "campaigns:phases": [Door(of("phases", draft))],
    "campaigns:forms": [Door(of("forms", draft)), writes(of("forms", draft))],
    "campaigns:form-new": [Door(of("form-new", draft))],
    "campaigns:document-new": [
        Door(of("document-new", draft)),
    ],
    "campaigns:document": [Door(of_document("document"))],
    "campaigns:document-draft": [
        writes(to_undrafted),
    ],
    "campaigns:document-delete": [writes(of_document("document-delete"))],
    "campaigns:attachment-delete": [writes(of_attachment("attachment-delete"))],
    "campaigns:audience-new": [
        Door(of("audience-new", draft)),
    ],
    "campaigns:audience": [Door(of_audience("audience", draft))],
    "campaigns:audience-remove": [writes(of_audience("audience-remove", draft))],
    "campaigns:audience-change": [Door(of_audience("audience-change", running))],
    "campaigns:content": [Door(of_audience("content", draft))],
    "campaigns:node-add": [
        Door(of_audience("node-add", draft)),
    ],
    "campaigns:node": [Door(of_audience("node", draft, with_node=True))],
    "campaigns:node-move": [
        writes(
            of_audience("node-move", draft, with_node=True), data={"direction": "none"}
        )
    ],
    "campaigns:node-delete": [
        writes(of_audience("node-delete", draft, with_node=True))
    ],
    "campaigns:mapping": [Door(of_audience("mapping", draft))],
    "campaigns:content-compare": [reads(two_versions)],
    "campaigns:content-revise": [Door(of_audience("content-revise", running))],
    "campaigns:content-discard": [
        writes(
            lambda cast: a_revised_tree(cast).replace("/chot/", "/bo-ban/"),
            data={"reason": "Chưa cần"},
        )
    ],
    "campaigns:content-publish": [
        writes(a_revised_tree, data={"reason": "Làm điểm trước"})
    ],
    "campaigns:my-targets": [reads(of("my-targets", running), opens_to="commune")],
    "campaigns:accept-many": [
        writes(of("accept-many", running), opens_to="commune", low=302)
    ],
    "campaigns:target-new": [Door(of("target-new", draft))],
    "campaigns:target": [reads(of_target("target", given))],
    "campaigns:target-outlook": [reads(of_target("target-outlook", given))],
    "campaigns:target-edit": [Door(of_target("target-edit", root_draft))],
    "campaigns:target-change": [Door(of_target("target-change", root))],
    "campaigns:target-delete": [writes(of_target("target-delete", root_draft))],
    "campaigns:target-accept": [
        writes(of_target("target-accept", given), data=ANSWER, **COMMUNE)
    ],
    "campaigns:target-counter": [
        writes(of_target("target-counter", given), data=OTHER, **COMMUNE)
    ],
    "campaigns:target-agree": [
        writes(of_target("target-agree", countered), data=ANSWER)
    ],
    "campaigns:target-revise": [
        writes(of_target("target-revise", countered), data=OTHER)
    ],
    "campaigns:target-insist": [
        writes(of_target("target-insist", countered), data=OTHER)
    ],
    "campaigns:give": [
        reads(of_target("give", root)),
        writes(of_target("give", root)),
    ],
    "campaigns:give-save": [writes(of_target("give-save", root))],
    "campaigns:rule": [writes(of_target("rule", root), data={"split": "sum"})],
    "campaigns:launch": [
        Door(of("launch", draft)),
        writes(of("launch", ready), data=WHY),
    ],
    "campaigns:close": [writes(of("close", running), data={"reason": "minh họa"})],
    "campaigns:admit": [Door(of("admit", running))],
    "campaigns:release": [Door(a_member)],
    "campaigns:hand-over": [Door(of("hand-over", running))],
    "campaigns:plan": [
        reads(own_plan("plan"), opens_to="commune"),
    ],
    "campaigns:plan-adopt": [
        writes(a_finished_plan, data={"version": "1"}, opens_to="commune", low=404)
    ],
    "campaigns:plan-reopen": [
        writes(
            own_plan("plan-reopen", state="adopted", focus="Đường", measures="Vốn"),
            opens_to="commune",
            low=404,
        )
    ],
    "campaigns:plan-of": [reads(a_unit_plan)],
    "campaigns:index-goal-new": [Door(of("index-goal-new", running))],
    "campaigns:index-goal-drop": [
        writes(a_goal_to_drop, data={"reason": "Chỉ số ngừng công bố"})
    ],
    "campaigns:milestones": [reads(of("milestones", running))],
    "campaigns:milestone-new": [Door(of("milestone-new", running))],
    "campaigns:milestone-remove": [Door(of_milestone("milestone-remove"))],
    "campaigns:mark": [Door(of_milestone("mark"), opens_to="commune")],
    "campaigns:mark-confirm": [writes(of_mark("mark-confirm"))],
    "campaigns:marks-confirm": [
        writes(of_all_marks, data=lambda _cast: {"chon": the_last_mark()})
    ],
    "campaigns:mark-return": [
        writes(of_mark("mark-return"), data={"reason": "Thiếu quyết định"})
    ],
    "campaigns:proof": [reads(a_proof)],
}
DOORS |= EFFECT_DOORS
DOORS.update(TREE_DOORS)
