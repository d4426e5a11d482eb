"""Editing a content tree in place, and its next version after the launch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns import outline
from thidua.campaigns.acceptances import keep_acceptances
from thidua.campaigns.check import NotReady, check_campaign
from thidua.campaigns.drafts import NodeDraft
from thidua.campaigns.models import (
    Audience,
    ContentNode,
    ContentTree,
    Milestone,
    Target,
)
from thidua.campaigns.policies import can_manage
from thidua.campaigns.states import State, TargetState
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.organisations.actor import Actor

Direction = Literal["up", "down", "in", "out"]
Where = Literal["before", "after", "inside"]


@transaction.atomic
def add_node(
    tree: ContentTree,
    draft: NodeDraft,
    *,
    parent: ContentNode | None = None,
    after: ContentNode | None = None,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> ContentNode:
    """Add a node under `parent`: last of all, or right after a sister."""
    tree = _opened(tree, version)
    can_manage(actor, tree.audience.campaign).enforce()

    _check(draft)
    sisters = list(tree.nodes.filter(parent=parent))
    place = sisters.index(after) + 1 if after in sisters else len(sisters)
    for sister in sisters[place:]:
        sister.position += 1
    ContentNode.objects.bulk_update(sisters[place:], ["position"])
    position = sisters[place - 1].position + 1 if place else 0
    node = ContentNode.objects.create(
        tree=tree, parent=parent, position=position, **_values(draft)
    )

    _tell("campaigns.node.added", tree, actor=actor, at=at, name=draft.name)
    return node


@transaction.atomic
def edit_node(
    node: ContentNode,
    draft: NodeDraft,
    *,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> ContentNode:
    """Rename a node, or change what it is; its key stays."""
    tree = _opened(node.tree, version, typed=draft.name)
    can_manage(actor, tree.audience.campaign).enforce()

    _check(draft)
    if draft.nature != ContentNode.Nature.QUANTITY and _targets_of([node], tree):
        raise RuleBroken(
            _("“%(name)s” đang có chỉ tiêu nên phải là nội dung định lượng.")
            % {"name": node.name},
            _("Bỏ các chỉ tiêu của nội dung này trước."),
        )
    before = node.name
    values = _values(draft)
    if values["reads_from"] != node.reads_from:
        values["reads_weights"] = []
    for name, value in values.items():
        setattr(node, name, value)
    node.save(update_fields=list(values))

    _tell(
        "campaigns.node.edited", tree, actor=actor, at=at, before=before, name=node.name
    )
    return node


@transaction.atomic
def move_node(
    node: ContentNode,
    direction: Direction,
    *,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> ContentNode:
    """Move a node up, down, in (under the sister above) or out (beside its parent)."""
    tree = _opened(node.tree, version)
    can_manage(actor, tree.audience.campaign).enforce()

    nodes = list(tree.nodes.all())
    moved = outline.moved(nodes, node.pk, direction)
    if not moved:
        raise RuleBroken(
            _("“%(name)s” không chuyển được về phía ấy.") % {"name": node.name},
            _("Nội dung đã ở đầu, ở cuối hoặc ở cấp ngoài cùng."),
        )
    ContentNode.objects.bulk_update(moved, ["parent", "position"])

    _tell("campaigns.node.moved", tree, actor=actor, at=at, name=node.name)
    return node


@transaction.atomic
def place_node(
    node: ContentNode,
    beside: ContentNode,
    where: Where,
    *,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> ContentNode:
    """Put a node before, after or inside another of its tree, with all below it."""
    tree = _opened(node.tree, version)
    can_manage(actor, tree.audience.campaign).enforce()

    try:
        moved = outline.placed(list(tree.nodes.all()), node.pk, beside.pk, where)
    except ValueError as own:
        raise RuleBroken(
            _("“%(name)s” không nằm trong chính nó được.") % {"name": node.name},
            _("“%(beside)s” đang nằm dưới nội dung ấy; thả ở nhánh khác.")
            % {"beside": beside.name}
            if beside.pk != node.pk
            else _("Thả ở nội dung khác."),
        ) from own
    if not moved:
        return node
    ContentNode.objects.bulk_update(moved, ["parent", "position"])

    _tell("campaigns.node.moved", tree, actor=actor, at=at, name=node.name)
    return node


@transaction.atomic
def delete_node(
    node: ContentNode,
    *,
    with_all: bool = False,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Delete a node with those below it.

    What hangs on them, targets and milestones, is named in the refusal; a draft lets
    them go too when `with_all` says so, a launched campaign never.
    """
    tree = _opened(node.tree, version)
    can_manage(actor, tree.audience.campaign).enforce()

    campaign = tree.audience.campaign
    branch = outline.branch(list(tree.nodes.all()), node.pk)
    targets, milestones = _targets_of(branch, tree), _milestones_of(branch, tree)
    hanging = [str(t.version) for t in targets] + [m.name for m in milestones]
    if hanging and (campaign.state != State.DRAFT or not with_all):
        raise _still_hanging(node, hanging, campaign.state)
    for target in sorted(targets, key=lambda t: t.parent_id is None):
        target.delete()
    for milestone in milestones:
        milestone.delete()
    node.delete()

    _tell(
        "campaigns.node.deleted",
        tree,
        actor=actor,
        at=at,
        name=node.name,
        with_=hanging,
    )


def _still_hanging(node: ContentNode, hanging: list[str], state: str) -> RuleBroken:
    return RuleBroken(
        _("“%(name)s” đang có: %(hanging)s.")
        % {"name": node.name, "hanging": "; ".join(hanging)},
        _("Bỏ kèm những thứ ấy, hoặc chuyển chúng sang nội dung khác trước.")
        if state == State.DRAFT
        else _("Khép các chỉ tiêu ấy trước; nội dung đã phát động thì giữ lại."),
    )


@transaction.atomic
def revise_content(
    audience: Audience, *, reason: str, actor: Actor, at: datetime
) -> ContentTree:
    """Open the next version of a launched tree: the same nodes under the same keys."""
    campaign = audience.campaign
    can_manage(actor, campaign).enforce()

    Audience.objects.select_for_update().get(pk=audience.pk)
    last = audience.trees.order_by("-number").first()
    if campaign.state != State.LAUNCHED or last is None or last.frozen_at is None:
        raise WrongMoment(
            _("Cây nội dung này đang mở để sửa."), _("Sửa thẳng trên cây ấy.")
        )
    if not reason:
        raise RuleBroken(_("Chưa ghi lý do sửa."), _("Ghi vì sao nội dung phải sửa."))
    tree = ContentTree.objects.create(
        audience=audience, number=last.number + 1, reason=reason
    )
    outline.copy_nodes(last, tree)

    record("campaigns.content.revised", campaign, actor=actor, at=at, reason=reason)
    return tree


@transaction.atomic
def publish_content(
    tree: ContentTree, *, reason: str = "", actor: Actor, at: datetime
) -> ContentTree:
    """Freeze a revised tree: from now on units see this version.

    As for a launch, errors of the plan check in this tree stand in the way, and so do
    warnings that nobody has accepted, unless `reason` says why; it is kept with them.
    """
    tree = _opened(tree, None)
    can_manage(actor, tree.audience.campaign).enforce()

    campaign = tree.audience.campaign
    if campaign.state != State.LAUNCHED:
        raise WrongMoment(
            _("Phong trào chưa phát động."), _("Cây nội dung được chốt khi phát động.")
        )
    _pass_the_check(tree, reason, actor=actor, at=at)
    tree.frozen_at = at
    tree.save(update_fields=["frozen_at"])

    record(
        "campaigns.content.published",
        campaign,
        actor=actor,
        at=at,
        audience=tree.audience.name,
        number=tree.number,
        reason=tree.reason,
    )
    return tree


@transaction.atomic
def discard_content(
    tree: ContentTree, *, reason: str, actor: Actor, at: datetime
) -> None:
    """Throw an opened version away: the units go on with the one they have.

    What hangs on nodes that only this version has would hang nowhere, so that has to
    go first; the trail keeps what was to be added, and why it was not.
    """
    tree = _opened(tree, None)
    campaign = tree.audience.campaign
    can_manage(actor, campaign).enforce()

    before = tree.audience.trees.exclude(pk=tree.pk).order_by("-number").first()
    if campaign.state != State.LAUNCHED or before is None:
        raise WrongMoment(
            _("Đây là bản đầu tiên của cây nội dung, không bỏ được."),
            _("Sửa hoặc xóa từng nội dung."),
        )
    if not reason.strip():
        raise RuleBroken(_("Chưa ghi lý do bỏ."), _("Ghi vì sao không dùng bản này."))
    known = set(before.nodes.values_list("key", flat=True))
    fresh = [node for node in tree.nodes.all() if node.key not in known]
    _refuse_hanging(fresh, tree)
    details = {"audience": tree.audience.name, "number": tree.number}
    added = [node.name for node in fresh][:40]
    tree.nodes.all().delete()
    tree.delete()

    record(
        "campaigns.content.discarded",
        campaign,
        actor=actor,
        at=at,
        reason=reason.strip(),
        added=added,
        **details,
    )


def _refuse_hanging(fresh: Sequence[ContentNode], tree: ContentTree) -> None:
    campaign, keys = tree.audience.campaign, [node.key for node in fresh]
    goals = campaign.index_goals.filter(node_key__in=keys).select_related("index")
    hanging = [
        *(str(target.version) for target in _targets_of(fresh, tree)),
        *(milestone.name for milestone in _milestones_of(fresh, tree)),
        *(str(goal.index) for goal in goals),
    ]
    if hanging:
        raise RuleBroken(
            _("Chỉ bản này có nội dung mà những thứ sau gắn vào: %(hanging)s.")
            % {"hanging": "; ".join(hanging)},
            _("Bỏ hoặc chuyển chúng sang nội dung khác trước."),
        )


def _pass_the_check(
    tree: ContentTree, reason: str, *, actor: Actor, at: datetime
) -> None:
    """What the check finds in this tree; other audiences answer for theirs."""
    campaign = tree.audience.campaign
    items = {f"node:{key}" for key in tree.nodes.values_list("key", flat=True)}
    checked = check_campaign(campaign, at.astimezone(ZONE).date())
    mine = checked.open_in(items)
    errors = [one for one in mine if one.blocks]
    warnings = [one for one in mine if not one.blocks]
    if in_the_way := errors or (not reason.strip() and warnings):
        raise NotReady(in_the_way)
    keep_acceptances(campaign, None, warnings, reason=reason, actor=actor, at=at)


def _opened(tree: ContentTree, version: int | None, typed: str = "") -> ContentTree:
    """The tree, held, if it may still be edited and is as the editor saw it."""
    trees = ContentTree.objects.select_for_update(of=("self",))
    tree = trees.select_related("audience__campaign").get(pk=tree.pk)
    if tree.frozen_at is not None:
        raise WrongMoment(
            _("Cây nội dung này đã chốt."),
            _("Mở bản mới của cây, kèm lý do, rồi sửa ở đó."),
        )
    if version is not None and tree.version != version:
        raise Changed(
            _("Có người vừa sửa cây nội dung này."),
            _("Cây mới nhất hiện ra dưới đây; sửa lại trên cây ấy."),
            theirs=[(node.label, node.name) for node in tree.nodes.all()[:40]],
            yours={_("Anh/chị vừa gõ"): typed} if typed else None,
        )
    return tree


def _tell(
    verb: str, tree: ContentTree, *, actor: Actor, at: datetime, **details: object
) -> None:
    ContentTree.objects.filter(pk=tree.pk).update(version=F("version") + 1)
    details |= {"audience": tree.audience.name}
    record(verb, tree.audience.campaign, actor=actor, at=at, **details)


def _check(draft: NodeDraft) -> None:
    if not draft.name.strip():
        raise RuleBroken(_("Nội dung chưa có tên."), _("Ghi tên nội dung."))
    if draft.nature and draft.kind != ContentNode.Kind.ITEM:
        raise RuleBroken(
            _("Chân, mũi và nhóm không có chỉ tiêu hoặc mốc riêng."),
            _("Chọn loại “nội dung”, hoặc để trống tính chất."),
        )


def _values(draft: NodeDraft) -> dict[str, object]:
    return {
        "name": draft.name.strip(),
        "kind": draft.kind,
        "nature": draft.nature,
        "label": draft.label,
        "detail": draft.detail,
        "lead_unit": draft.lead_unit,
        "reads_from": list(draft.reads_from),
    }


def _targets_of(nodes: Sequence[ContentNode], tree: ContentTree) -> list[Target]:
    found = Target.objects.filter(
        campaign=tree.audience.campaign, node_key__in=[node.key for node in nodes]
    ).exclude(state=TargetState.ENDED)
    return list(found.select_related("version").order_by("pk"))


def _milestones_of(nodes: Sequence[ContentNode], tree: ContentTree) -> list[Milestone]:
    keys = [node.key for node in nodes]
    return list(Milestone.objects.filter(audience=tree.audience, node_key__in=keys))
