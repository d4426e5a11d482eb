"""The page of a campaign: head, axes, tree with progress, and one item opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns import progress
from thidua.campaigns.ladder import next_below, path_up, stands_under
from thidua.campaigns.models import (
    Audience,
    AudienceMember,
    Campaign,
    ContentNode,
    ContentTree,
    UnitPlan,
)
from thidua.campaigns.policies import can_manage, can_see_figures_of
from thidua.campaigns.queries.frame import Frame, frame, span
from thidua.campaigns.queries.item import ItemView, item_view
from thidua.campaigns.states import PlanState, State
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_percent
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a unit, an audience, an item (by key)."""

    unit_id: int | None = None
    audience_id: int | None = None
    node_key: UUID | None = None


@dataclass(frozen=True, slots=True)
class _View:
    """Who is looked at, through which tree."""

    campaign: Campaign
    unit_id: int
    audience: Audience | None
    nodes: Sequence[ContentNode]
    day: date

    def href(self, **changes: object) -> str:
        """This page with another unit, audience or item."""
        wanted: dict[str, object] = {"don-vi": self.unit_id}
        if self.audience:
            wanted["doi-tuong"] = self.audience.pk
        wanted |= {name.replace("_", "-"): value for name, value in changes.items()}
        query = "&".join(f"{name}={value}" for name, value in wanted.items())
        return f"{reverse('campaigns:campaign', args=[self.campaign.pk])}?{query}"


def campaign_page(
    campaign: Campaign, actor: Actor, day: date, asked: Asked
) -> CampaignPage:
    """The page as this reader may see it; `Refused` for a unit beside or above."""
    view = _view(campaign, actor, day, asked)
    scales = progress.measures_of(campaign)
    targets = progress.targets_of(campaign, [view.unit_id])
    standing = [*progress.standings(campaign, targets, day, scales).values()]
    shares = _shares(view, standing)
    chosen = _chosen(view.nodes, asked.node_key, {t.node_key for t in targets})
    names = _names(view, campaign)
    return CampaignPage(
        frame=frame(campaign, actor, day, "campaign"),
        motto=campaign.motto,
        slogan=campaign.slogan,
        sub=_sub(campaign, names),
        carried=_carried(campaign),
        review=campaign.predecessor_review,
        figures=_figures(campaign, day),
        leaves=_leaves(view.nodes, shares),
        phases=_phases(campaign, day),
        unit_id=view.unit_id,
        unit_name=names[view.unit_id],
        item_key=str(chosen.key) if chosen else "",
        path=_path(view, actor, names),
        below=_below(view, names),
        audiences=_audiences(view),
        tree=_rows(view, shares, chosen),
        item=item_view(
            campaign,
            chosen,
            day,
            nodes=view.nodes,
            standing=standing,
            scales=scales,
            actor=actor,
        ),
        todo=_todo(campaign, day),
        is_acknowledged=_has_acknowledged(campaign, actor, day),
    )


def _shares(
    view: _View, standing: Sequence[progress.Standing]
) -> dict[int, progress.Share]:
    units = _units_with_milestones(view)
    milestones = progress.milestones_of(view.campaign, units, view.day)
    return progress.shares_of(view.nodes, standing, milestones)


def _view(campaign: Campaign, actor: Actor, day: date, asked: Asked) -> _View:
    unit_id = asked.unit_id or _own_view(campaign, actor)
    if unit_id != campaign.root_id and not can_manage(actor, campaign):
        own = actor.unit_id
        is_under = own is not None and (
            own in {unit_id, campaign.launcher_id, campaign.office_id}
            or stands_under(campaign, unit_id, own, day)
        )
        can_see_figures_of(is_under).enforce()
    audiences = list(campaign.audiences.all())
    mine = set(
        AudienceMember.objects.filter(
            audience__campaign=campaign, unit=unit_id
        ).values_list("audience_id", flat=True)
    )
    audience = next(
        (one for one in audiences if one.pk == asked.audience_id),
        next(
            (one for one in audiences if one.pk in mine),
            audiences[0] if audiences else None,
        ),
    )
    return _View(campaign, unit_id, audience, nodes_of(campaign, audience), day)


def nodes_of(campaign: Campaign, audience: Audience | None) -> list[ContentNode]:
    """The nodes of an audience's current tree: after the launch the last frozen one."""
    trees = ContentTree.objects.filter(audience=audience)
    if campaign.state != State.DRAFT:
        trees = trees.filter(frozen_at__isnull=False)
    tree = trees.order_by("-number").first()
    return list(tree.nodes.select_related("lead_unit")) if tree else []


def _own_view(campaign: Campaign, actor: Actor) -> int:
    """A unit opens the campaign on itself when it has a part, else on the whole."""
    unit_id = actor.unit_id
    if unit_id is None or unit_id in {campaign.office_id, campaign.launcher_id}:
        return campaign.root_id
    has_target = campaign.open_targets().filter(unit=unit_id).exists()
    return unit_id if has_target else campaign.root_id


def _units_with_milestones(view: _View) -> list[int]:
    """Members of the audience at or below the unit that is looked at."""
    if view.audience is None:
        return []
    members = view.audience.members.taking_part_on(view.day)
    units = set(members.values_list("unit_id", flat=True))
    if view.unit_id == view.campaign.root_id:
        return sorted(units)
    below = {
        unit_id
        for unit_id in next_below(view.campaign, view.unit_id, view.day)
        if unit_id in units
    }
    return sorted(below | ({view.unit_id} & units))


def _chosen(
    nodes: Sequence[ContentNode], key: UUID | None, with_targets: set[UUID]
) -> ContentNode | None:
    by_key = {node.key: node for node in nodes}
    if key in by_key:
        return by_key[key]
    items = [node for node in nodes if node.kind == ContentNode.Kind.ITEM]
    first = [node for node in items if node.key in with_targets]
    return next(iter([*first, *items]), None)


def _names(view: _View, campaign: Campaign) -> dict[int, str]:
    ids = {view.unit_id, campaign.launcher_id, campaign.office_id, campaign.root_id}
    ids |= set(path_up(campaign, view.unit_id, view.day))
    ids |= set(next_below(campaign, view.unit_id, view.day))
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
        parts.Link(one.name, reverse("campaigns:campaign", args=[one.pk]))
        for one in campaign.carries_on.order_by("starts_on", "pk")
    ]


def _figures(campaign: Campaign, day: date) -> list[parts.Figure]:
    if campaign.state == State.DRAFT:
        return []
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    taking = members.taking_part_on(day)
    units = len(set(taking.values_list("unit_id", flat=True)))
    told = taking.filter(acknowledged_at__isnull=False)
    adopted = UnitPlan.objects.filter(
        campaign=campaign, state=PlanState.ADOPTED, unit__in=taking.values("unit")
    ).count()
    heard = len(set(told.values_list("unit_id", flat=True)))
    return [
        parts.Figure(str(heard), _("đơn vị đã báo tiếp nhận"), f"/{units}"),
        parts.Figure(str(adopted), _("đơn vị đã cụ thể hóa"), f"/{units}"),
    ]


def _leaves(
    nodes: Sequence[ContentNode], shares: dict[int, progress.Share]
) -> charts.Leaves | None:
    roots = [node for node in nodes if node.parent_id is None]
    axes = sorted(roots, key=lambda node: node.kind == ContentNode.Kind.LEG)
    if not 2 <= len(axes) <= 8:
        return None
    drawn = [_axis(node, shares.get(node.pk, progress.Share())) for node in axes]
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
    note = _("Lá đầy từ cuống tới ngọn; vạch ngang là nhịp của hôm nay.")
    return charts.leaves(title, drawn, key="axes", note=note)


def _axis(node: ContentNode, share: progress.Share) -> charts.Axis:
    about = node.name if node.label else ""
    return charts.Axis(node.label or node.name, about, share.value, share.pace)


def _phases(campaign: Campaign, day: date) -> charts.Phases | None:
    found = [
        charts.Phase(
            phase.name,
            phase.starts_on,
            phase.ends_on,
            f"{show(phase.starts_on)}–{show(phase.ends_on)}. {phase.expects}"
            if phase.expects and phase.starts_on <= day <= phase.ends_on
            else "",
        )
        for phase in campaign.phases.all()
    ]
    return charts.phases(found, day) if found else None


def _path(view: _View, actor: Actor, names: dict[int, str]) -> list[parts.Link]:
    """From the whole down to the unit looked at; only what the reader may open."""
    line = list(path_up(view.campaign, view.unit_id, view.day))
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
    below = next_below(view.campaign, view.unit_id, view.day)
    found = [(unit_id, names.get(unit_id, "")) for unit_id in below]
    return sorted(found, key=lambda pair: pair[1])


def _audiences(view: _View) -> list[parts.Link]:
    found = list(view.campaign.audiences.all())
    if len(found) < 2:
        return []
    return [
        parts.Link(one.name, view.href(doi_tuong=one.pk), is_here=one == view.audience)
        for one in found
    ]


def _rows(
    view: _View, shares: dict[int, progress.Share], chosen: ContentNode | None
) -> list[parts.TreeRow]:
    def row(node: ContentNode) -> parts.TreeRow:
        share = shares.get(node.pk, progress.Share())
        children = [row(one) for one in view.nodes if one.parent_id == node.pk]
        bar = charts.bar(share.value, share.pace)
        is_here = chosen is not None and node.key == chosen.key
        label = f"{node.label}: {node.name}" if node.label else node.name
        return parts.TreeRow(
            label,
            view.href(noi_dung=node.key) if node.kind == ContentNode.Kind.ITEM else "",
            bar,
            show_percent(share.value) if share.value is not None else "–",
            bar.tone,
            is_here=is_here,
            is_open=is_here or any(one.is_here or one.is_open for one in children),
            children=children,
        )

    return [row(node) for node in view.nodes if node.parent_id is None]


def _has_acknowledged(campaign: Campaign, actor: Actor, day: date) -> bool:
    members = AudienceMember.objects.filter(
        audience__campaign=campaign, unit=actor.unit_id, acknowledged_at__isnull=True
    )
    return not members.taking_part_on(day).exists()


def _todo(campaign: Campaign, day: date) -> list[str]:
    """What is expected of the reader now, from the phase of today."""
    now = campaign.phases.filter(starts_on__lte=day, ends_on__gte=day)
    return [phase.expects for phase in now if phase.expects]
