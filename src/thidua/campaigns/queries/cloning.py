"""What must be decided in a draft that was begun from an earlier campaign."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns import progress
from thidua.campaigns.effect.telling import last_word_on
from thidua.campaigns.ladder import units_taking_part
from thidua.campaigns.models import AudienceMember, Campaign, Target
from thidua.campaigns.states import State
from thidua.kernel.ui.parts import Link


def to_decide(campaign: Campaign, day: date) -> list[Link]:
    """Document, list of units, each goal beside last year's; only in such a draft."""
    before = campaign.predecessor
    if campaign.state != State.DRAFT or before is None:
        return []
    found = []
    if not campaign.documents.filter(is_launch=True).exists():
        new = reverse("campaigns:document-new", args=[campaign.pk])
        found.append(Link(_("Nhập văn bản phát động mới."), new))
    if not campaign.predecessor_review and last_word_on(before) is not None:
        basics = reverse("campaigns:basics", args=[campaign.pk])
        words = _("Đọc đánh giá đã chốt của phong trào trước, lấy vào phần tổng kết.")
        found.append(Link(words, f"{basics}?lay-danh-gia=1"))
    found += _units(campaign, before, day)
    return found + _goals(campaign, before, day)


def _units(campaign: Campaign, before: Campaign, day: date) -> list[Link]:
    now = len(units_taking_part(campaign, day))
    members = AudienceMember.objects.filter(audience__campaign=before)
    last_day = min(before.ends_on, day)
    then = members.taking_part_on(last_day).values("unit").distinct().count()
    if now == then:
        return []
    words = _("Xem lại đối tượng: năm trước %(then)s đơn vị, nay %(now)s.") % {
        "then": then,
        "now": now,
    }
    return [Link(words, reverse("campaigns:units", args=[campaign.pk]))]


def _goals(campaign: Campaign, before: Campaign, day: date) -> list[Link]:
    old = [
        target
        for target in progress.targets_of(before, [before.root_id])
        if target.parent_id is None
    ]
    counted = progress.units_counted_by(old)
    last_day = min(before.ends_on, day)
    standing = progress.standings(before, [*old, *counted], last_day)
    last = {one.version.indicator_id: standing[one.pk] for one in old}
    goals = campaign.targets.filter(parent=None).select_related("version")
    return [
        _goal(target, last[target.version.indicator_id])
        for target in goals.order_by("pk")
        if target.version.indicator_id in last
    ]


def _goal(target: Target, then: progress.Standing) -> Link:
    """`Đường: lần trước giao 320 km, đạt 350 km; đang đề nghị 350 km.`"""
    say = then.measure.say
    words = _("%(name)s: lần trước giao %(given)s, đạt %(got)s; đang đề nghị %(new)s.")
    return Link(
        words
        % {
            "name": target.version.name,
            "given": say(then.target.value),
            "got": say(then.achieved.value),
            "new": say(target.value),
        },
        reverse("campaigns:target-edit", args=[target.campaign_id, target.pk]),
    )
