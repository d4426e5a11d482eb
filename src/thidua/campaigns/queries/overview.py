"""The page of a campaign: head, axes, tree with progress, and one item opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from thidua.campaigns import progress
from thidua.campaigns.ladder import above_and_below, stood_under
from thidua.campaigns.models import (
    Audience,
    AudienceMember,
    Campaign,
    ContentNode,
    ContentTree,
    Milestone,
    Phase,
    Target,
)
from thidua.campaigns.policies import can_manage, can_see_figures_of
from thidua.campaigns.queries.comings import part_words
from thidua.campaigns.queries.frame import Frame, Part, frame, part_of, span
from thidua.campaigns.queries.item import ItemView, Reading, item_view, received_here
from thidua.campaigns.queries.reaching import changes_of
from thidua.campaigns.queries.to_hand_over import Waiting, waiting_hand_over
from thidua.campaigns.shares import Share, shares_of
from thidua.campaigns.states import State
from thidua.campaigns.told import newer_months, told_on
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_percent
from thidua.kernel.ui import charts, parts
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """Everything `campaign.html` shows."""

    frame: Frame
    motto: str
    slogan: str
    sub: str
    carried: Sequence[parts.Link]
    review: str
    figures: Sequence[parts.Figure]
    leaves: charts.Leaves | None
    phases: charts.Phases | None
    unit_id: int
    unit_name: str
    item_key: str
    path: Sequence[parts.Link]
    below: Sequence[tuple[int, str]]
    audiences: Sequence[parts.Link]
    tree: Sequence[parts.TreeRow]
    item: ItemView | None
    todo: Sequence[str]
    is_acknowledged: bool
    part_words: str
    hand_over: Waiting | None
    audience_changes: Sequence[parts.TrailLine]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a unit, an audience, an item (by key), a target."""

    unit_id: int | None = None
    audience_id: int | None = None
    node_key: UUID | None = None
    target_id: int | None = None


@dataclass(frozen=True, slots=True)
class _View:
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


def campaign_page(
    campaign: Campaign, actor: Actor, day: date, asked: Asked
) -> CampaignPage:
    """The page as this reader may see it; `Refused` for a unit beside or above."""
    view = _view(campaign, actor, day, asked)
    targets = progress.targets_of(campaign, [view.unit_id])
    chosen = _chosen(view.nodes, asked.node_key, {t.node_key for t in targets})
    part = part_of(campaign, actor, day)
    reading = _read(view, targets, chosen, asked.target_id, part)
    names = _names(view, chosen, reading)
    phases = list(campaign.phases.all())
    return CampaignPage(
        frame=frame(campaign, actor, day, "campaign", part),
        motto=campaign.motto,
        slogan=campaign.slogan,
        sub=_sub(campaign, names),
        carried=_carried(campaign) if part.carries_on else [],
        review=campaign.predecessor_review,
        figures=_figures(campaign, part),
        leaves=_leaves(view.nodes, reading.shares, told_on(campaign, day)),
        phases=_phases(phases, day),
        unit_id=view.unit_id,
        unit_name=names[view.unit_id],
        item_key=str(chosen.key) if chosen else "",
        path=_path(view, actor, names),
        below=_below(view, names),
        audiences=_audiences(view),
        tree=_rows(view, reading.shares, chosen),
        item=item_view(campaign, chosen, view.nodes, reading, names, actor),
        todo=_todo(phases, day),
        is_acknowledged=part.is_acknowledged,
        part_words=part_words(campaign, actor, day) if part.came_or_left else "",
        hand_over=None
        if part.bodies_stand
        else waiting_hand_over(campaign, actor, day),
        audience_changes=changes_of(campaign, day) if part.has_changed else [],
    )


def _read(
    view: _View,
    targets: Sequence[Target],
    chosen: ContentNode | None,
    first: int | None,
    part: Part,
) -> Reading:
    """How the unit's targets stand, and the units below in the item that is opened."""
    campaign, day = view.campaign, view.day
    keys = {chosen.key, *chosen.reads_from} if chosen else set()
    here = [target for target in targets if target.node_key in keys]
    here.sort(key=lambda target: target.pk != first)
    children = progress.children_of(
        one for one in targets if one in here or one.split == Target.Split.COUNT
    )
    told = told_on(campaign, day)
    newer = newer_months(told, day)
    found = progress.standings(
        campaign,
        [*targets, *children],
        told,
        with_course={one.pk for one in here[:1]},
    )
    steps = Milestone.objects.filter(audience__campaign=campaign, node_key__in=keys)
    marks = _milestones(view) if part.has_milestones else {}
    return Reading(
        told=told,
        here=[found[target.pk] for target in here],
        below=[found[target.pk] for target in children],
        milestones=list(steps) if part.has_milestones else [],
        has_index_goals=part.has_index_goals,
        shares=shares_of(view.nodes, [found[one.pk] for one in targets], marks),
        received=received_here(
            campaign, view.unit_id, [found[target.pk] for target in here], newer
        ),
        newer=newer,
        is_whole_alone=view.is_whole_alone,
    )


def _view(campaign: Campaign, actor: Actor, day: date, asked: Asked) -> _View:
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
    return _View(
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


def _milestones(view: _View) -> Mapping[UUID, tuple[int, int, int]]:
    """Those asked of the unit that is looked at and of the members next below it."""
    if view.audience is None:
        return {}
    is_whole = view.unit_id == view.campaign.root_id
    units = None if is_whole else [view.unit_id, *view.below]
    return progress.milestones_of(view.audience, units, view.day)


def _chosen(
    nodes: Sequence[ContentNode], key: UUID | None, with_targets: set[UUID]
) -> ContentNode | None:
    by_key = {node.key: node for node in nodes}
    if key in by_key:
        return by_key[key]
    items = [node for node in nodes if node.kind == ContentNode.Kind.ITEM]
    first = [node for node in items if node.key in with_targets]
    return next(iter([*first, *items]), None)


def _names(view: _View, chosen: ContentNode | None, reading: Reading) -> dict[int, str]:
    campaign = view.campaign
    ids = {view.unit_id, campaign.launcher_id, campaign.office_id, campaign.root_id}
    ids |= {*view.line, *view.below, *(one.target.unit_id for one in reading.below)}
    if chosen and chosen.lead_unit_id:
        ids.add(chosen.lead_unit_id)
    return names_on(ids, view.day)


def _sub(campaign: Campaign, names: dict[int, str]) -> str:
    sentences = [
        _("Giai đoạn %(span)s") % {"span": span(campaign)}
        + (
            _(", tầm nhìn đến năm %(year)s") % {"year": campaign.vision_year}
            if campaign.vision_year
            else ""
        )
        + ".",
        _("%(launcher)s phát động; %(office)s theo dõi và nhận báo cáo.")
        % {
            "launcher": campaign.launched_as or names[campaign.launcher_id],
            "office": names[campaign.office_id],
        },
    ]
    if campaign.predecessor:
        sentences.append(_("Tiếp nối: %(name)s.") % {"name": campaign.predecessor.name})
    if campaign.theme:
        sentences.append(_("Chủ đề: %(theme)s.") % {"theme": campaign.theme})
    return " ".join(sentences)


def _carried(campaign: Campaign) -> list[parts.Link]:
    """The campaigns of others that this one carries on."""
    return [
        parts.Link(one.name, address("campaigns:campaign", one.pk))
        for one in campaign.carries_on.order_by("starts_on", "pk")
    ]


def _figures(campaign: Campaign, part: Part) -> list[parts.Figure]:
    if campaign.state == State.DRAFT:
        return []
    return [
        parts.Figure(str(part.heard), _("đơn vị đã báo tiếp nhận"), f"/{part.units}"),
        parts.Figure(str(part.adopted), _("đơn vị đã cụ thể hóa"), f"/{part.units}"),
    ]


def _leaves(
    nodes: Sequence[ContentNode], shares: Mapping[int, Share], told: date
) -> charts.Leaves | None:
    roots = [node for node in nodes if node.parent_id is None]
    axes = sorted(roots, key=lambda node: node.kind == ContentNode.Kind.LEG)
    if not 2 <= len(axes) <= 8:
        return None
    drawn = [_axis(node, shares.get(node.pk, Share())) for node in axes]
    slow = [
        axis.name
        for axis in drawn
        if axis.value is not None and axis.pace is not None and axis.value < axis.pace
    ]
    title = (
        _("Tiến độ các trục: %(names)s chậm nhịp") % {"names": ", ".join(slow)}
        if slow
        else _("Tiến độ các trục của phong trào")
    )
    note = _("Lá đầy từ cuống tới ngọn; vạch ngang là nhịp đến %(day)s.")
    return charts.leaves(title, drawn, key="axes", note=note % {"day": show(told)})


def _axis(node: ContentNode, share: Share) -> charts.Axis:
    about = node.name if node.label else ""
    return charts.Axis(node.label or node.name, about, share.value, share.pace)


def _phases(phases: Sequence[Phase], day: date) -> charts.Phases | None:
    found = [
        charts.Phase(
            phase.name,
            phase.starts_on,
            phase.ends_on,
            f"{show(phase.starts_on)}–{show(phase.ends_on)}. {phase.expects}"
            if phase.expects and phase.starts_on <= day <= phase.ends_on
            else "",
        )
        for phase in phases
    ]
    return charts.phases(found, day) if found else None


def _path(view: _View, actor: Actor, names: dict[int, str]) -> list[parts.Link]:
    """From the whole down to the unit looked at; only what the reader may open."""
    line = list(view.line)
    mine = actor.unit_id
    if mine is not None and mine in line and not can_manage(actor, view.campaign):
        own = line.index(mine)
        line = [view.campaign.root_id, *[u for u in line[own:] if u != line[0]]]
    return [
        parts.Link(
            names.get(unit_id, ""),
            "" if unit_id == view.unit_id else view.href(don_vi=unit_id),
            is_here=unit_id == view.unit_id,
        )
        for unit_id in line
    ]


def _below(view: _View, names: dict[int, str]) -> list[tuple[int, str]]:
    found = [(unit_id, names.get(unit_id, "")) for unit_id in view.below]
    return sorted(found, key=lambda pair: pair[1])


def _audiences(view: _View) -> list[parts.Link]:
    if len(view.audiences) < 2:
        return []
    return [
        parts.Link(one.name, view.href(doi_tuong=one.pk), is_here=one == view.audience)
        for one in view.audiences
    ]


def _rows(
    view: _View, shares: Mapping[int, Share], chosen: ContentNode | None
) -> list[parts.TreeRow]:
    under: dict[int | None, list[ContentNode]] = defaultdict(list)
    for node in view.nodes:
        under[node.parent_id].append(node)

    def row(node: ContentNode) -> parts.TreeRow:
        share = shares.get(node.pk, Share())
        children = [row(one) for one in under[node.pk]]
        bar = charts.bar(share.value, share.pace, tone=share.tone)
        is_here = chosen is not None and node.key == chosen.key
        return parts.TreeRow(
            f"{node.label}: {node.name}" if node.label else node.name,
            view.href(noi_dung=node.key) if node.kind == ContentNode.Kind.ITEM else "",
            bar,
            show_percent(share.value) if share.value is not None else "–",
            bar.tone,
            note=share.words,
            is_here=is_here,
            is_open=is_here or any(one.is_here or one.is_open for one in children),
            children=children,
        )

    return [row(node) for node in under[None]]


def _todo(phases: Sequence[Phase], day: date) -> list[str]:
    """What is expected of the reader now, from the phases of today."""
    now = [phase for phase in phases if phase.starts_on <= day <= phase.ends_on]
    return [phase.expects for phase in now if phase.expects]
