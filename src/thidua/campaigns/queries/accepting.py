"""Figures that changed while a unit was taking them: what stood, what stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import progress
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import TargetState
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor

WAITING = {TargetState.PROPOSED, TargetState.INSISTED}


@dataclass(frozen=True, slots=True)
class ChangedTarget:
    """One figure that is not the one that was read."""

    name: str
    before: str
    now: str
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class ChangedTargetsPage:
    """Nothing was taken: the new figures, to take or to answer otherwise."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    rows: Sequence[ChangedTarget]
    keys: Sequence[str]
    """`12:3`: those that may still be taken, as they stand now."""
    verb: str
    back_href: str


def changed_targets_page(
    campaign: Campaign,
    actor: Actor,
    day: date,
    targets: Sequence[Target],
    wanted: Mapping[int, int],
) -> ChangedTargetsPage:
    """`wanted` says at which revision each target was read."""
    page, asked = (
        frame(campaign, actor, day, "campaign"),
        progress.measures_of(campaign),
    )
    changed = [one for one in targets if one.revision != wanted[one.pk]]
    open_ones = [one for one in targets if one.state in WAITING]
    measures = {one.pk: progress.measure(one, asked) for one in targets}
    mine = reverse("campaigns:my-targets", args=[campaign.pk])
    return ChangedTargetsPage(
        frame=page,
        crumbs=[
            *page.crumbs,
            parts.Link(_("Chỉ tiêu của đơn vị mình"), mine),
            parts.Link(_("Số vừa đổi"), is_here=True),
        ],
        finding=ngettext(
            "Chưa nhận gì: %(count)s chỉ tiêu vừa đổi sau khi anh/chị mở trang",
            "Chưa nhận gì: %(count)s chỉ tiêu vừa đổi sau khi anh/chị mở trang",
            len(changed),
        )
        % {"count": len(changed)},
        rows=[_row(one, measures[one.pk], wanted[one.pk]) for one in changed],
        keys=[f"{one.pk}:{one.revision}" for one in open_ones],
        verb=_verb(open_ones, measures),
        back_href=mine,
    )


def _verb(targets: Sequence[Target], measures: Mapping[int, Measure]) -> str:
    """`Nhận số mới 23 km`; of several: how many."""
    if len(targets) == 1:
        value = measures[targets[0].pk].say(targets[0].value)
        return _("Nhận số mới %(value)s") % {"value": value}
    return ngettext(
        "Nhận %(count)s chỉ tiêu theo số đang có",
        "Nhận %(count)s chỉ tiêu theo số đang có",
        len(targets),
    ) % {"count": len(targets)}


def _row(target: Target, counted: Measure, revision: int) -> ChangedTarget:
    said = list(target.rounds.order_by("pk"))
    is_kept = 0 < revision <= len(said) == target.revision
    return ChangedTarget(
        name=target.version.name,
        before=counted.say(said[revision - 1].value) if is_kept else _("không rõ"),
        now=counted.say(target.value),
        state=str(target.get_state_display()),
        href=reverse("campaigns:target", args=[target.campaign_id, target.pk]),
    )
