"""The page of a campaign: head, axes, tree with progress, and one item opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.campaigns import progress
from thidua.campaigns.models import (
    Campaign,
    ContentNode,
    Milestone,
    Target,
)
from thidua.campaigns.policies import can_manage
from thidua.campaigns.queries.comings import part_words
from thidua.campaigns.queries.frame import Frame, Part, frame, part_of
from thidua.campaigns.queries.item import ItemView, Reading, item_view, received_here
from thidua.campaigns.queries.looking import Asked, View, view_of
from thidua.campaigns.queries.next_steps import NextStep, steps_of_unit
from thidua.campaigns.queries.overview_head import (
    about,
    answers,
    axes_drawn,
    carried,
    expected_now,
    phases_drawn,
)
from thidua.campaigns.queries.reaching import changes_of
from thidua.campaigns.queries.to_hand_over import Waiting, waiting_hand_over
from thidua.campaigns.shares import Share, shares_of
from thidua.campaigns.told import newer_months, told_on
from thidua.kernel.numbers import show_percent
from thidua.kernel.text import sort_key
from thidua.kernel.ui import charts, parts
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
    next_steps: Sequence[NextStep]
    """For the reader's unit, while anything is left to do."""
    part_words: str
    hand_over: Waiting | None
    audience_changes: Sequence[parts.TrailLine]


def campaign_page(
    campaign: Campaign, actor: Actor, day: date, asked: Asked
) -> CampaignPage:
    """The page as this reader may see it; `Refused` for a unit beside or above."""
    view = view_of(campaign, actor, day, asked)
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
        sub=about(campaign, names),
        carried=carried(campaign) if part.carries_on else [],
        review=campaign.predecessor_review,
        figures=answers(campaign, part),
        leaves=axes_drawn(
            view.nodes, reading.shares, told=reading.told, since=campaign.starts_on
        ),
        phases=phases_drawn(phases, day),
        unit_id=view.unit_id,
        unit_name=names[view.unit_id],
        item_key=str(chosen.key) if chosen else "",
        path=_path(view, actor, names),
        below=_below(view, names),
        audiences=_audiences(view),
        tree=_rows(view, reading.shares, chosen),
        item=item_view(campaign, chosen, view.nodes, reading, names, actor),
        todo=expected_now(phases, day),
        is_acknowledged=part.is_acknowledged,
        next_steps=steps_of_unit(campaign, actor, day) if part.is_mine else [],
        part_words=part_words(campaign, actor, day) if part.came_or_left else "",
        hand_over=None
        if part.bodies_stand
        else waiting_hand_over(campaign, actor, day),
        audience_changes=changes_of(campaign, day) if part.has_changed else [],
    )


def _read(
    view: View,
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


def _milestones(view: View) -> Mapping[UUID, tuple[int, int, int]]:
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


def _names(view: View, chosen: ContentNode | None, reading: Reading) -> dict[int, str]:
    campaign = view.campaign
    ids = {view.unit_id, campaign.launcher_id, campaign.office_id, campaign.root_id}
    ids |= {*view.line, *view.below, *(one.target.unit_id for one in reading.below)}
    if chosen and chosen.lead_unit_id:
        ids.add(chosen.lead_unit_id)
    return names_on(ids, view.day)


def _path(view: View, actor: Actor, names: dict[int, str]) -> list[parts.Link]:
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


def _below(view: View, names: dict[int, str]) -> list[tuple[int, str]]:
    found = [(unit_id, names.get(unit_id, "")) for unit_id in view.below]
    return sorted(found, key=lambda pair: sort_key(pair[1]))


def _audiences(view: View) -> list[parts.Link]:
    if len(view.audiences) < 2:
        return []
    return [
        parts.Link(one.name, view.href(doi_tuong=one.pk), is_here=one == view.audience)
        for one in view.audiences
    ]


def _rows(
    view: View, shares: Mapping[int, Share], chosen: ContentNode | None
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
