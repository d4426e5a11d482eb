"""Begin next year's campaign from this one."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns import outline, progress
from thidua.campaigns.cloning import Copied, later, proposed, renamed
from thidua.campaigns.effect.telling import review_of
from thidua.campaigns.models import (
    Audience,
    Campaign,
    CampaignForm,
    ContentNode,
    ContentTie,
    ContentTree,
    IndexGoal,
    Milestone,
    Phase,
    Target,
)
from thidua.campaigns.policies import can_draft, can_manage
from thidua.campaigns.states import State, TargetState
from thidua.indicators.models import IndicatorVersion
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor

_SAME = ("motto", "slogan", "shape", "line", "launcher", "office", "tree", "root")


@transaction.atomic
def clone_campaign(
    campaign: Campaign, *, years: int, actor: Actor, at: datetime
) -> Campaign:
    """A draft with the same contents, audiences and phases, some years later.

    Goals are proposed from what was reached; documents and the figures given to units
    are not copied. The old campaign stands as the predecessor.
    """
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()
    can_draft(actor, campaign.launcher, campaign.office).enforce()

    _refuse_unfit(campaign, years)
    made = _basics(campaign, years)
    copied = Copied(campaign, made, years, _audiences(campaign, made))
    _dates(copied)
    _links(copied)
    _goals(copied, at)

    record("campaigns.campaign.cloned", made, actor=actor, at=at, name=campaign.name)
    return made


def _refuse_unfit(campaign: Campaign, years: int) -> None:
    if campaign.state == State.DRAFT:
        raise WrongMoment(
            _("Phong trào này còn đang soạn."), _("Phát động rồi mới lập cho năm sau.")
        )
    if not 1 <= years <= 10:
        raise RuleBroken(_("Số năm từ 1 đến 10."), _("Thường là 1 hoặc 5 năm."))


def _basics(campaign: Campaign, years: int) -> Campaign:
    vision = campaign.vision_year
    ends_on = later(campaign.ends_on, years)
    made = Campaign.objects.create(
        name=renamed(campaign.name, years),
        starts_on=later(campaign.starts_on, years),
        ends_on=ends_on,
        vision_year=max(vision, ends_on.year) if vision else None,
        predecessor=campaign,
        predecessor_review=review_of(campaign),
        **{name: getattr(campaign, name) for name in _SAME},
    )
    made.carries_on.set(campaign.carries_on.all())
    return made


def _audiences(campaign: Campaign, made: Campaign) -> dict[UUID, UUID]:
    """Every audience with its newest tree; answers which key became which."""
    trees = []
    for old in campaign.audiences.all():
        audience = Audience.objects.create(
            campaign=made,
            name=old.name,
            kinds=old.kinds,
            tree_id=old.tree_id,
            below_id=old.below_id,
            reports=old.reports,
            position=old.position,
        )
        tree = ContentTree.objects.create(audience=audience)
        trees.append(tree)
        newest = old.trees.filter(frozen_at__isnull=False).order_by("-number").first()
        if newest is not None:
            outline.copy_nodes(newest, tree)
    nodes = list(ContentNode.objects.filter(tree__in=trees))
    keys = {node.key: uuid.uuid4() for node in nodes}
    for node in nodes:
        node.key = keys[node.key]
        if any(key not in keys for key in node.reads_from):
            node.reads_weights = []
        node.reads_from = [keys[key] for key in node.reads_from if key in keys]
    ContentNode.objects.bulk_update(nodes, ["key", "reads_from", "reads_weights"])
    return keys


def _dates(copied: Copied) -> None:
    """Phases and milestones, each on its day some years later."""
    made, years = copied.made, copied.years
    Phase.objects.bulk_create(
        Phase(
            campaign=made,
            kind=one.kind,
            name=renamed(one.name, years),
            starts_on=later(one.starts_on, years),
            ends_on=later(one.ends_on, years),
            expects=renamed(one.expects, years),
        )
        for one in copied.source.phases.all()
    )
    audiences = {one.name: one for one in made.audiences.all()}
    steps = Milestone.objects.filter(audience__campaign=copied.source)
    Milestone.objects.bulk_create(
        Milestone(
            audience=audiences[one.audience.name],
            node_key=copied.keys[one.node_key],
            name=renamed(one.name, years),
            due_on=later(one.due_on, years),
            position=one.position,
        )
        for one in steps.select_related("audience")
        if one.node_key in copied.keys
    )


def _links(copied: Copied) -> None:
    """The forms it asks for, what its items are tied to, its goals on indices."""
    CampaignForm.objects.bulk_create(
        CampaignForm(campaign=copied.made, form_id=link.form_id, is_read=link.is_read)
        for link in copied.source.form_links.order_by("pk")
    )
    ties = [one for one in copied.source.ties.all() if one.node_key in copied.keys]
    ContentTie.objects.bulk_create(
        ContentTie(
            campaign=copied.made,
            node_key=copied.keys[one.node_key],
            routine=one.routine,
            sector=one.sector,
            outside_index=one.outside_index,
        )
        for one in ties
    )
    for goal in IndexGoal.objects.filter(campaign=copied.source):
        if goal.node_key in copied.keys:
            goal.pk, goal.campaign = None, copied.made
            goal.node_key = copied.keys[goal.node_key]
            goal.by_year += copied.years
            goal.save()


def _goals(copied: Copied, at: datetime) -> None:
    """The targets of the head of the tree, proposed from what was reached."""
    source = copied.source
    old = [
        target
        for target in progress.targets_of(source, [source.root_id])
        if target.parent_id is None and target.node_key in copied.keys
    ]
    counted = progress.units_counted_by(old)
    day = min(source.ends_on, at.date())
    found = progress.standings(source, [*old, *counted], day)
    Target.objects.bulk_create(
        _goal(copied, target, found[target.pk]) for target in old
    )


def _goal(copied: Copied, target: Target, standing: progress.Standing) -> Target:
    starts_on = later(target.starts_on, copied.years)
    goal = proposed(target, standing.achieved, standing.course)
    return Target(
        campaign=copied.made,
        node_key=copied.keys[target.node_key],
        version=_version_on(target.version, starts_on),
        unit_id=target.unit_id,
        split=target.split,
        value=goal.value,
        baseline=goal.baseline,
        level_to_meet=target.level_to_meet,
        starts_on=starts_on,
        due_on=later(target.due_on, copied.years),
        state=TargetState.ACCEPTED,
    )


def _version_on(version: IndicatorVersion, day: date) -> IndicatorVersion:
    """What the indicator means on a day; the old meaning where none is newer."""
    versions = IndicatorVersion.objects.filter(indicator=version.indicator_id)
    return versions.filter(during__contains=day).first() or version
