"""Set what a province is to reach in an index that others publish; take it off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafts import IndexGoalDraft
from thidua.campaigns.models import Campaign, ContentNode, IndexGoal
from thidua.campaigns.policies import can_manage
from thidua.campaigns.states import State
from thidua.indices.models import MakeUp
from thidua.kernel.errors import RuleBroken
from thidua.organisations.actor import Actor


@transaction.atomic
def set_index_goal(
    campaign: Campaign,
    draft: IndexGoalDraft,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> IndexGoal:
    """A rank or a score by a year, for an item of content; judged from publications."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    can_manage(actor, campaign).enforce()

    _must_say_why(campaign, reason)
    _must_be_sound(campaign, draft)
    goal = IndexGoal.objects.create(
        campaign=campaign,
        node_key=draft.node_key,
        index=draft.index,
        unit=draft.unit,
        kind=draft.kind,
        value=draft.value,
        by_year=draft.by_year,
        make_up=_make_up(draft),
    )

    record(
        "campaigns.index_goal.set",
        campaign,
        actor=actor,
        at=at,
        name=draft.index.short_name,
        reason=reason,
    )
    return goal


@transaction.atomic
def drop_index_goal(
    goal: IndexGoal, *, reason: str, actor: Actor, at: datetime
) -> None:
    """The goal is pursued no longer; after the launch with a reason."""
    campaign = Campaign.objects.select_for_update().get(pk=goal.campaign_id)
    can_manage(actor, campaign).enforce()

    _must_say_why(campaign, reason)
    name = goal.index.short_name
    goal.delete()

    record(
        "campaigns.index_goal.dropped",
        campaign,
        actor=actor,
        at=at,
        name=name,
        reason=reason,
    )


def _must_say_why(campaign: Campaign, reason: str) -> None:
    if campaign.state != State.DRAFT and not reason.strip():
        raise RuleBroken(
            _("Phong trào đã phát động: thay đổi phải có lý do."),
            _("Ghi lý do; các đơn vị đọc được ở lịch sử của phong trào."),
        )


def _must_be_sound(campaign: Campaign, draft: IndexGoalDraft) -> None:
    items = ContentNode.objects.filter(
        tree__audience__campaign=campaign,
        key=draft.node_key,
        kind=ContentNode.Kind.ITEM,
    )
    if not items.exists():
        raise RuleBroken(
            _("Chỉ đặt mức cho nội dung thi đua."), _("Chọn một nội dung trong cây.")
        )
    if not campaign.starts_on.year <= draft.by_year <= campaign.ends_on.year:
        raise RuleBroken(
            _("Năm %(year)s nằm ngoài thời gian của phong trào: %(first)s–%(last)s.")
            % {
                "year": draft.by_year,
                "first": campaign.starts_on.year,
                "last": campaign.ends_on.year,
            },
            _("Ghi một năm trong khoảng ấy."),
            field="by_year",
        )
    kept = IndexGoal.objects.filter(
        campaign=campaign,
        node_key=draft.node_key,
        index=draft.index,
        unit=draft.unit,
        kind=draft.kind,
        by_year=draft.by_year,
    )
    if kept.exists():
        raise RuleBroken(
            _("Nội dung này đã có mức của chỉ số ấy cho năm ấy."),
            _("Bỏ mức cũ trước khi đặt mức mới."),
        )
    is_place = draft.value >= 1 and draft.value == int(draft.value)
    if draft.kind == IndexGoal.Kind.RANK and not is_place:
        raise RuleBroken(_("Hạng là số nguyên từ 1."), _("Ví dụ: 20."), field="value")


def _make_up(draft: IndexGoalDraft) -> MakeUp | None:
    """The make-up of the year, else the latest known: a score is bound to it."""
    if draft.kind == IndexGoal.Kind.RANK:
        return None
    made = list(draft.index.make_ups.all())
    found = [one for one in made if one.holds_in(draft.by_year)] or made[-1:]
    if not found or not found[0].least <= draft.value <= found[0].most:
        raise RuleBroken(
            _("Điểm phải nằm trong thang của chỉ số."),
            _("Xem thang điểm ở trang cách tính của chỉ số."),
            field="value",
        )
    return found[0]
