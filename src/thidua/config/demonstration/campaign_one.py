"""“Đồng khởi mới”: drafted, filled with content and targets, launched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.campaigns.actions import (
    add_node,
    ask_for_form,
    attach_file,
    bind_indicator,
    define_milestone,
    draft_campaign,
    launch_campaign,
    set_audience,
    set_phases,
    tie_content,
    write_document,
)
from thidua.campaigns.drafts import (
    AudienceDraft,
    Basics,
    DocumentDraft,
    NodeDraft,
    PhaseDraft,
    TargetDraft,
    TieDraft,
)
from thidua.campaigns.models import Audience, Campaign, ContentNode, Milestone, Target
from thidua.config.demonstration.directive import CLERK, issue_directive
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.papers import kept
from thidua.config.demonstration.rankings import set_goals
from thidua.config.demonstration.targets import goal_of
from thidua.documents.actions import attach_signed_copy
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Tree, Unit
from thidua.organisations.naming import unit_called

Kind = Unit.Kind


@dataclass
class Script:
    """A campaign while it is being loaded: its nodes, milestones and root targets."""

    campaign: Campaign
    actor: Actor
    nodes: dict[str, UUID] = field(default_factory=dict)
    audiences: dict[str, Audience] = field(default_factory=dict)
    milestones: dict[str, list[Milestone]] = field(default_factory=dict)
    roots: dict[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AudiencePlan:
    """Whom a content tree is for."""

    key: str
    name: str
    kinds: tuple[str, ...]
    tree: str
    below: str


AUDIENCES = (
    AudiencePlan(
        "province",
        "Sở, ban, ngành tỉnh; huyện, thành phố",
        (Kind.DISTRICT, Kind.DEPARTMENT),
        Tree.STATE,
        "b83",
    ),
    AudiencePlan(
        "agencies",
        "Ban Đảng, Mặt trận và các tổ chức chính trị – xã hội",
        (Kind.DEPARTMENT, Kind.FRONT, Kind.UNION),
        Tree.PARTY,
        "committee",
    ),
    AudiencePlan(
        "communes",
        "Xã, phường, thị trấn",
        (Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP),
        Tree.STATE,
        "b83",
    ),
    AudiencePlan("hamlets", "Ấp", (Kind.HAMLET,), Tree.STATE, "b83"),
)


def on(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of an office day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def launch_new_uprising(
    loading: Loading, actor: Actor, carried: list[Campaign], before: Campaign
) -> Script:
    """From the first draft to the launch of 21/10/2020."""
    said = told("campaigns")["new_uprising"]
    at = on(date(2020, 10, 1))
    stage = loading.stage
    basics = Basics(
        name=said["name"],
        motto=said["motto"],
        slogan=said["slogan"],
        theme=said["theme"],
        shape=Campaign.Shape.PHASED,
        line=Campaign.Line.PARTY,
        launcher=stage.unit("standing"),
        office=stage.unit("ban-thi-dua"),
        tree=Tree.objects.get(key=Tree.STATE),
        root=stage.unit("b83"),
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        vision_year=said["vision_year"],
        predecessor=before,
        predecessor_review=said["review"].strip(),
        carries_on=carried,
    )
    script = Script(draft_campaign(basics, actor=actor, at=at), actor)
    write_papers(script, said, at=at)
    for plan in AUDIENCES:
        below = stage.unit(plan.below)
        content = told(f"tree_{plan.key}")
        write_content(script, loading, plan, below, content, at=at)
    forms = list(loading.counting.forms.values())
    ask_for_form(script.campaign, forms, actor=actor, at=at)
    for lines in told("indicators").values():
        bind_lines(script, loading, lines, date(2021, 1, 1), date(2025, 12, 31), at=at)
    moment, why = on(said["starts_on"], 7, 30), said["in_spite_of"]
    set_goals(script.campaign, stage, actor=actor, at=at)
    launched = launch_campaign(script.campaign, reasons=why, actor=actor, at=moment)
    script.campaign = launched
    return script


def write_papers(script: Script, said: Mapping[str, Any], *, at: datetime) -> None:
    """Phases, the document that launches with its signed copy, and later plans."""
    phases = [PhaseDraft(**phase) for phase in said["phases"]]
    campaign = Campaign.objects.get(pk=script.campaign.pk)
    campaign = set_phases(
        campaign, phases, version=campaign.version, actor=script.actor, at=at
    )
    signer = name_of("signer", campaign.name).full
    draft = DocumentDraft(**said["document"], signer_name=signer, is_launch=True)
    document = issue_directive(campaign, draft, actor=script.actor, at=at)
    sign = f"{draft.number}-{draft.symbol}"
    copy = kept(
        f"{sign.replace('/', '-')}.signed.pdf",
        [sign, draft.title, *draft.contents],
        by=script.actor.name,
        at=at,
    )
    attach_file(document, copy, title="Bản ký (minh họa)", actor=script.actor, at=at)
    if document.drafted_as:
        clerk = the_system(CLERK)
        signed_at = on(document.issued_on or at.date(), 10)
        attach_signed_copy(document.drafted_as, copy, [], actor=clerk, at=signed_at)
    for row in said.get("plans", ()):
        signer = name_of("signer", row["title"]).full
        title = "Phó Chủ tịch Ủy ban nhân dân tỉnh (người ký minh họa)"
        draft = DocumentDraft(**row, signer_name=signer, signer_title=title)
        write_document(campaign, draft, actor=script.actor, at=on(row["issued_on"]))
    script.campaign = campaign


def write_content(
    script: Script,
    loading: Loading,
    plan: AudiencePlan,
    below: Unit,
    content: Mapping[str, Any],
    *,
    at: datetime,
) -> None:
    """One audience with its tree of content and its milestones."""
    tree = Tree.objects.get(key=plan.tree)
    draft = AudienceDraft(plan.name, plan.kinds, tree, below)
    audience = set_audience(script.campaign, draft, actor=script.actor, at=at)
    script.audiences[plan.key] = audience
    open_tree = audience.trees.get()
    made: dict[str, ContentNode] = {}
    for row in content["nodes"]:
        node = add_node(
            open_tree,
            _node(row, script, loading),
            parent=made.get(row.get("in", "")),
            actor=script.actor,
            at=at,
        )
        made[row["key"]] = node
        script.nodes[row["key"]] = node.key
        _tie(script, row["key"], at=at)
        for name, due_on in row.get("milestones", ()):
            milestone = define_milestone(
                audience, node.key, name=name, due_on=due_on, actor=script.actor, at=at
            )
            script.milestones.setdefault(row["key"], []).append(milestone)


def _tie(script: Script, key: str, *, at: datetime) -> None:
    """An item tied to routine tasks, sectors or outside indices, if it is."""
    if tie := told("ties").get(key):
        draft, node = TieDraft(**tie), script.nodes[key]
        tie_content(script.campaign, node, draft, actor=script.actor, at=at)


def _node(row: Mapping[str, Any], script: Script, loading: Loading) -> NodeDraft:
    kind = row.get("kind", ContentNode.Kind.ITEM)
    nature = row.get("nature", "milestone" if kind == ContentNode.Kind.ITEM else "")
    lead = loading.stage.unit(row["lead"]) if "lead" in row else None
    if lead is None and nature == "quantity" and "as" not in row:
        lead = script.campaign.office
    return NodeDraft(
        name=row["name"],
        kind=kind,
        nature=nature,
        label=row.get("label", ""),
        detail=row.get("detail", ""),
        lead_unit=lead,
        reads_from=[script.nodes[row["as"]]] if "as" in row else (),
    )


def bind_lines(
    script: Script,
    loading: Loading,
    content: Mapping[str, Any],
    starts_on: date,
    due_on: date,
    *,
    at: datetime,
) -> None:
    """The whole's targets for every line that has a goal and an item to hang on."""
    for line in content["lines"]:
        node = script.nodes[line["node"]]
        quantities = ContentNode.objects.filter(key=node, nature="quantity")
        if "goal" not in line or not quantities.exists():
            continue
        version = loading.counting.versions[line["code"]]
        is_count = line["split"] == "count"
        baseline = line.get("baseline", 0 if line["nature"] == "flow" else None)
        if is_count:  # units are counted from nought, whatever their own figure
            baseline = 0
        draft = TargetDraft(
            node_key=node,
            version=version,
            value=Decimal(line["count"]) if is_count else goal_of(line),
            split=line["split"],
            starts_on=max(starts_on, version.during.lower),
            due_on=due_on,
            baseline=None if baseline is None else Decimal(str(baseline)),
            level_to_meet=Decimal(line["level"]) if is_count else None,
        )
        script.roots[line["code"]] = bind_indicator(
            script.campaign, draft, actor=script.actor, at=at
        )


def write_finished_campaigns(loading: Loading) -> dict[str, Any]:
    """The predecessor and the nation's campaigns, as public sources state them."""
    stage = loading.stage
    tree = Tree.objects.get(key=Tree.STATE)
    said = told("campaigns")
    before = _historic(
        said["predecessor"],
        launcher=stage.unit("standing"),
        office=stage.unit("ban-thi-dua"),
        root=stage.unit("b83"),
        tree=tree,
        line=Campaign.Line.PARTY,
    )
    nation = stage.unit("vn")
    carried: dict[str, list[Campaign]] = {"new_uprising": [], "vinh_long": []}
    for row in said["national"]:
        campaign = _historic(
            row,
            launcher=nation,
            office=nation,
            root=nation,
            tree=tree,
            line=Campaign.Line.STATE,
        )
        for key in row["carried_by"]:
            carried[key].append(campaign)
    return {"before": before, **carried}


def _historic(row: Mapping[str, Any], **bodies: Any) -> Campaign:
    """A campaign that others ran: known by its document, not by its figures."""
    starts_on, ends_on = row["starts_on"], row["ends_on"]
    campaign = Campaign(
        name=row["name"],
        motto=row.get("motto", ""),
        theme=row.get("says", ""),
        shape=row.get("shape", Campaign.Shape.REGULAR),
        starts_on=starts_on,
        ends_on=ends_on,
        state="launched",
        launched_at=on(starts_on),
        launched_as=unit_called(bodies["launcher"], starts_on),
        **bodies,
    )
    if ends_on.year <= 2020:
        campaign.state, campaign.closed_at = "closed", on(ends_on)
    campaign.save()
    if "document" in row:
        row = {"title": row["name"], **row["document"]}
        campaign.documents.create(is_launch=True, **row)
    return campaign
