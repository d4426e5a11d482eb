"""The drafting pages: what is there, what still lacks, where to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import outline, progress
from thidua.campaigns.at_hand import AtHand, Unasked, unasked
from thidua.campaigns.check import Check, check_campaign
from thidua.campaigns.models import (
    Audience,
    Campaign,
    ContentNode,
    ContentTree,
    Milestone,
    Target,
)
from thidua.campaigns.queries.cloning import to_decide
from thidua.campaigns.queries.comparing import against_before
from thidua.campaigns.queries.findings import CheckView, check_view, states_of
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.hindering import Publishing, mend_first, publishing
from thidua.campaigns.queries.whom import AudienceView, audience_views
from thidua.campaigns.states import State
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target of the whole, for the drafting page."""

    name: str
    item: str
    value: str
    rule: str
    href: str
    edit_href: str
    give_href: str
    at_hand: AtHand | None
    """The open form that asks for it already, when none of the campaign's does."""


@dataclass(frozen=True, slots=True)
class EditPage:
    """Everything one drafts, and what is still missing."""

    frame: Frame
    finding: str
    facts: Sequence[parts.Fact]
    phases: Sequence[tuple[str, str, str]]
    audiences: Sequence[AudienceView]
    targets: Sequence[TargetView]
    milestones: Sequence[tuple[str, str, str]]
    forms: Sequence[parts.Link]
    unasked: str
    """What the targets count and no form asks for, in one sentence; else “”."""
    check: CheckView | None
    mend: parts.Link | None
    """What is mended first on the way to the launch; None when nothing hinders it."""
    to_decide: Sequence[parts.Link]
    early: str
    """What it means to end it today, when that is before its last day; else “”."""


def edit_page(campaign: Campaign, actor: Actor, day: date) -> EditPage:
    """The drafting overview."""
    checked = check_of(campaign, day)
    lacking = unasked(campaign, day)
    return EditPage(
        frame=frame(campaign, actor, day, "edit", checked=checked),
        finding=_finding(checked),
        facts=_facts(campaign, day),
        phases=[
            (one.name, f"{show(one.starts_on)}–{show(one.ends_on)}", one.expects)
            for one in campaign.phases.all()
        ],
        audiences=audience_views(campaign.audiences.all(), day),
        targets=_targets(campaign, lacking),
        milestones=_milestones(campaign),
        forms=_forms(campaign),
        unasked=_unasked(lacking) if campaign.state == State.DRAFT else "",
        check=check_view(campaign, checked, actor) if checked else None,
        mend=mend_first(campaign, checked.errors) if checked else None,
        to_decide=to_decide(campaign, day),
        early=_early(campaign, day),
    )


def _early(campaign: Campaign, day: date) -> str:
    left = (campaign.ends_on - day).days
    if left <= 0:
        return ""
    return ngettext(
        "Còn %(count)s ngày mới hết thời gian của phong trào (%(day)s). Biểu báo cáo"
        " còn được gửi đến hết kỳ đang dở, rồi thôi; biểu mà phong trào khác cũng dùng"
        " thì vẫn gửi.",
        "Còn %(count)s ngày mới hết thời gian của phong trào (%(day)s). Biểu báo cáo"
        " còn được gửi đến hết kỳ đang dở, rồi thôi; biểu mà phong trào khác cũng dùng"
        " thì vẫn gửi.",
        left,
    ) % {"count": show_number(left), "day": show(campaign.ends_on)}


def check_of(campaign: Campaign, day: date) -> Check | None:
    """The plan check while one drafts; nothing after the launch."""
    return check_campaign(campaign, day) if campaign.state == State.DRAFT else None


def _finding(checked: Check | None) -> str:
    if checked is None:
        return _("Điều chỉnh phong trào đang thực hiện")
    blocking = len(checked.errors)
    if blocking:
        return ngettext(
            "Còn %(count)s điều phải bổ sung trước khi phát động",
            "Còn %(count)s điều phải bổ sung trước khi phát động",
            blocking,
        ) % {"count": blocking}
    return _("Đã đủ để phát động")


def _facts(campaign: Campaign, day: date) -> list[parts.Fact]:
    ids = (campaign.launcher_id, campaign.office_id, campaign.root_id)
    names = names_on(ids, day)
    return [
        parts.Fact(_("Hình thức"), str(campaign.get_shape_display())),
        parts.Fact(_("Hệ thống"), str(campaign.get_line_display())),
        *_who_leads(campaign, names),
        parts.Fact(_("Cây giao và cộng"), str(campaign.tree)),
        parts.Fact(_("Đứng đầu cây"), names.get(campaign.root_id, "")),
        parts.Fact(
            _("Thời gian"), f"{show(campaign.starts_on)}–{show(campaign.ends_on)}"
        ),
    ]


def _who_leads(campaign: Campaign, names: Mapping[int, str]) -> list[parts.Fact]:
    """Who launches and who sees to it; one that does both is named once."""
    launcher = names.get(campaign.launcher_id, "")
    if campaign.launcher_id == campaign.office_id:
        return [parts.Fact(_("Cơ quan phát động, thường trực"), launcher)]
    office = names.get(campaign.office_id, "")
    return [
        parts.Fact(_("Cơ quan phát động"), launcher),
        parts.Fact(_("Cơ quan thường trực"), office),
    ]


def _targets(campaign: Campaign, lacking: Sequence[Unasked]) -> list[TargetView]:
    targets = campaign.open_targets().filter(parent=None).select_related("version")
    asked = progress.measures_of(campaign)
    at_hand = {one.version.indicator_id: one.at_hand for one in lacking}
    names, is_draft = item_names(campaign), campaign.state == State.DRAFT
    return [
        TargetView(
            name=one.version.name,
            item=names.get(str(one.node_key), ""),
            value=progress.measure(one, asked).say(one.value),
            rule=str(one.get_split_display() or _("chưa chọn cách giao")),
            href=_href("target", one),
            edit_href=_href("target-edit" if is_draft else "target", one),
            give_href=_href("give", one),
            at_hand=at_hand.get(one.version.indicator_id),
        )
        for one in targets.order_by("pk")
    ]


def _forms(campaign: Campaign) -> list[parts.Link]:
    return [
        parts.Link(
            _("%(form)s (đã có sẵn, chỉ đọc số liệu)") % {"form": link.form.name}
            if link.is_read
            else link.form.name,
            reverse("indicators:form", args=[link.form_id]),
        )
        for link in campaign.form_links.select_related("form")
    ]


def _unasked(lacking: Sequence[Unasked]) -> str:
    count = len(lacking)
    if not count:
        return ""
    return ngettext(
        "%(count)s chỉ số của các chỉ tiêu chưa có biểu nào của phong trào hỏi.",
        "%(count)s chỉ số của các chỉ tiêu chưa có biểu nào của phong trào hỏi.",
        count,
    ) % {"count": show_number(count)}


def _href(name: str, target: Target) -> str:
    return reverse(f"campaigns:{name}", args=[target.campaign_id, target.pk])


def item_names(campaign: Campaign) -> dict[str, str]:
    """The names of nodes by key, newest version last."""
    trees = ContentTree.objects.filter(audience__campaign=campaign)
    rows = trees.order_by("number").values_list("nodes__key", "nodes__name")
    return {str(key): name for key, name in rows}


def _milestones(campaign: Campaign) -> list[tuple[str, str, str]]:
    found = Milestone.objects.filter(audience__campaign=campaign)
    return [
        (
            one.name,
            show(one.due_on),
            reverse("campaigns:milestone-remove", args=[campaign.pk, one.pk]),
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One row of the tree being edited."""

    pk: int
    name: str
    label: str
    kind: str
    nature: str
    depth: str
    hangs: str
    state: str
    tone: str
    edit_href: str
    move_href: str
    delete_href: str


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A tree being edited in place."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    audience: str
    finding: str
    rows: Sequence[NodeRow]
    version: int
    is_open: bool
    add_href: str
    parents: Sequence[tuple[int, str]]
    kinds: Sequence[tuple[str, str]]
    natures: Sequence[tuple[str, str]]
    revise_href: str
    publishing: Publishing | None
    discard_href: str
    reason: str
    compare_href: str
    """This version held against the one before; "" for the first."""
    check: CheckView | None


def content_page(audience: Audience, actor: Actor, day: date) -> ContentPage:
    """The newest version of an audience's tree."""
    campaign = audience.campaign
    tree = audience.trees.order_by("-number").first() or ContentTree(audience=audience)
    nodes = list(tree.nodes.all()) if tree.pk else []
    args = [campaign.pk, audience.pk]
    is_open = tree.frozen_at is None
    whole = check_campaign(campaign, day) if is_open and nodes else None
    checked = _part_of(whole, audience, nodes) if whole else None
    page = frame(campaign, actor, day, "edit", checked=whole)
    return ContentPage(
        frame=page,
        crumbs=[
            *page.crumbs,
            parts.Link(_("Nội dung: %(name)s") % {"name": audience.name}),
        ],
        audience=audience.name,
        finding=_("Nội dung: %(name)s") % {"name": audience.name},
        rows=_node_rows(nodes, _hanging(campaign, audience), args, checked),
        version=tree.version,
        is_open=is_open,
        add_href=reverse("campaigns:node-add", args=args),
        parents=_parents(nodes),
        kinds=[(str(k), str(label)) for k, label in ContentNode.Kind.choices],
        natures=[(str(k), str(label)) for k, label in ContentNode.Nature.choices],
        revise_href=reverse("campaigns:content-revise", args=args)
        if not is_open
        else "",
        publishing=publishing(audience, nodes, whole)
        if is_open and campaign.state == State.LAUNCHED
        else None,
        discard_href=reverse("campaigns:content-discard", args=args)
        if is_open and campaign.state == State.LAUNCHED and tree.number > 1
        else "",
        reason=tree.reason,
        compare_href=against_before(tree),
        check=check_view(campaign, checked, actor, of=whole) if checked else None,
    )


def _parents(nodes: Sequence[ContentNode]) -> list[tuple[int, str]]:
    return [
        (
            node.pk,
            "\u2003" * depth + (f"{node.label}: " if node.label else "") + node.name,
        )
        for depth, node in outline.in_order(nodes)
    ]


def _part_of(checked: Check, audience: Audience, nodes: Sequence[ContentNode]) -> Check:
    """What the check says of one audience: its items and itself."""
    mine = {f"node:{node.key}" for node in nodes} | {f"audience:{audience.pk}"}
    kept = [
        one
        for one in checked.findings
        if one.found.item in mine or one.found.subject in mine
    ]
    return replace(checked, findings=tuple(kept))


def _node_rows(
    nodes: Sequence[ContentNode],
    hanging: dict[str, str],
    args: list[int],
    checked: Check | None,
) -> list[NodeRow]:
    items = [f"node:{node.key}" for node in nodes if node.kind == ContentNode.Kind.ITEM]
    states = states_of(checked, items) if checked else {}
    nothing = ("", "")
    return [
        NodeRow(
            pk=node.pk,
            name=node.name,
            label=node.label,
            kind=str(node.get_kind_display()),
            nature=str(node.get_nature_display()) if node.nature else "",
            depth=f"l{min(depth + 1, 4)}",
            hangs=hanging.get(str(node.key), ""),
            tone=states.get(f"node:{node.key}", nothing)[0],
            state=states.get(f"node:{node.key}", nothing)[1],
            edit_href=reverse("campaigns:node", args=[*args, node.pk]),
            move_href=reverse("campaigns:node-move", args=[*args, node.pk]),
            delete_href=reverse("campaigns:node-delete", args=[*args, node.pk]),
        )
        for depth, node in outline.in_order(nodes)
    ]


def _hanging(campaign: Campaign, audience: Audience) -> dict[str, str]:
    """What hangs on each node, in words: `2 chỉ tiêu, 1 mốc`."""
    counts: dict[str, list[int]] = {}
    roots = campaign.open_targets().filter(parent=None)
    for key in roots.values_list("node_key", flat=True):
        counts.setdefault(str(key), [0, 0])[0] += 1
    for key in audience.milestones.values_list("node_key", flat=True):
        counts.setdefault(str(key), [0, 0])[1] += 1
    words: dict[str, str] = {}
    for node, (targets, milestones) in counts.items():
        said = []
        if targets:
            many = ngettext("%(count)s chỉ tiêu", "%(count)s chỉ tiêu", targets)
            said.append(many % {"count": targets})
        if milestones:
            said.append(_("%(count)s mốc") % {"count": milestones})
        words[node] = ", ".join(said)
    return words
