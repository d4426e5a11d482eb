"""Launching, joining, leaving, closing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.audit.done import take_once
from thidua.audit.trail import record
from thidua.campaigns.acceptances import accept_for_launch
from thidua.campaigns.achieved import achieved_by
from thidua.campaigns.check import check_campaign
from thidua.campaigns.days import refuse_outside
from thidua.campaigns.events import CampaignClosed, CampaignLaunched
from thidua.campaigns.ladder import units_by_rule
from thidua.campaigns.models import (
    Audience,
    AudienceMember,
    Campaign,
    ContentTree,
    Target,
)
from thidua.campaigns.naming import named_movement
from thidua.campaigns.policies import can_acknowledge, can_manage
from thidua.campaigns.reporting import (
    begin_duties,
    end_asking,
    end_duties,
    open_forms,
)
from thidua.campaigns.rounds import note_round
from thidua.campaigns.rules import refuse_no_reason, refuse_unless_running
from thidua.campaigns.states import (
    CLOSE,
    END_TARGET,
    LAUNCH,
    LAUNCHED,
    State,
    TargetState,
)
from thidua.kernel.clock import day_of
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.organisations.naming import unit_called


@transaction.atomic
def launch_campaign(
    campaign: Campaign,
    *,
    reasons: Mapping[str, str] | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Campaign:
    """From now on the list, the trees and the document stand, and every unit is told.

    `reasons` say by rule why the office launches with warnings that are still open;
    `reason` is kept with the others, where the office says that it is common to them.
    Raises `NotReady` with everything that is still in the way.
    """
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    state = take_once(LAUNCH, campaign, campaign.state, LAUNCHED)
    day = at.date()
    checked = check_campaign(campaign, day)
    accept_for_launch(campaign, checked, reasons or {}, reason, actor=actor, at=at)
    campaign.state, campaign.launched_at = state, at
    campaign.launched_as = unit_called(campaign.launcher_id, day)
    _freeze(campaign, at)
    units = _freeze_the_list(campaign, day)
    open_forms(campaign, actor=actor, at=at)
    begin_duties(campaign, units, since=day, actor=actor, at=at)
    for target in campaign.targets.filter(parent__isnull=False).order_by("pk"):
        note_round(target, actor=actor, at=at)

    record(
        LAUNCHED,
        campaign,
        actor=actor,
        at=at,
        units=len(units),
        score=checked.score.value,
    )
    announce(CampaignLaunched(campaign.pk))
    return campaign


def _freeze(campaign: Campaign, at: datetime) -> None:
    campaign.version += 1
    campaign.save(update_fields=["state", "launched_at", "launched_as", "version"])
    ContentTree.objects.filter(audience__campaign=campaign).update(frozen_at=at)


def _freeze_the_list(campaign: Campaign, day: date) -> list[int]:
    members = [
        AudienceMember(audience=audience, unit_id=unit_id, joined_on=day)
        for audience in campaign.audiences.select_related("below", "tree")
        for unit_id in units_by_rule(audience, day).values_list("pk", flat=True)
    ]
    AudienceMember.objects.bulk_create(members)
    return sorted({member.unit_id for member in members})


@transaction.atomic
def acknowledge_campaign(
    campaign: Campaign, unit_id: int, *, actor: Actor, at: datetime
) -> Campaign:
    """A unit says that it has received the campaign; twice changes nothing."""
    can_acknowledge(actor, unit_id).enforce()

    members = AudienceMember.objects.filter(audience__campaign=campaign, unit=unit_id)
    standing = members.taking_part_on(at.date())
    if campaign.state != State.LAUNCHED or not standing.exists():
        raise WrongMoment(
            _("Đơn vị không ở trong danh sách tham gia lúc này."),
            _("Hỏi cơ quan thường trực của phong trào."),
        )
    fresh = standing.filter(acknowledged_at__isnull=True)
    if not fresh.update(acknowledged_at=at, acknowledged_by=actor.name):
        return campaign

    record(
        "campaigns.campaign.acknowledged", campaign, actor=actor, at=at, unit=unit_id
    )
    return campaign


@transaction.atomic
def admit_unit(
    audience: Audience,
    unit: Unit,
    *,
    joined_on: date,
    reason: str,
    actor: Actor,
    at: datetime,
) -> AudienceMember:
    """A unit joins after the launch, from a day on and for a reason."""
    campaign = Campaign.objects.locked(audience.campaign)
    can_manage(actor, campaign).enforce()

    refuse_unless_running(campaign)
    refuse_no_reason(reason)
    refuse_outside(campaign, joined_on, "joined_on")
    if _members(campaign).filter(audience=audience, unit=unit, left_on=None).exists():
        raise RuleBroken(
            _("%(unit)s đã ở trong danh sách.")
            % {"unit": unit_called(unit, joined_on)},
            _("Không cần thêm nữa."),
        )
    member = AudienceMember.objects.create(
        audience=audience, unit=unit, joined_on=joined_on, reason=reason
    )
    begin_duties(campaign, [unit.pk], since=joined_on, actor=actor, at=at)

    record(
        "campaigns.unit.admitted",
        campaign,
        actor=actor,
        at=at,
        unit=unit.pk,
        on=joined_on,
        reason=reason,
    )
    return member


@transaction.atomic
def release_unit(
    member: AudienceMember,
    *,
    left_on: date,
    reason: str,
    actor: Actor,
    at: datetime,
) -> AudienceMember:
    """A unit leaves from a day on: its targets end with their last figures."""
    campaign = Campaign.objects.locked(member.audience.campaign)
    can_manage(actor, campaign).enforce()

    refuse_unless_running(campaign)
    refuse_no_reason(reason)
    member = AudienceMember.objects.select_for_update().get(pk=member.pk)
    if member.left_on is not None:
        raise WrongMoment(_("Đơn vị đã rút rồi."))
    _refuse_early_leave(member, left_on)
    member.left_on, member.left_because = left_on, reason.strip()
    member.save(update_fields=["left_on", "left_because"])
    still = _members(campaign).filter(unit=member.unit_id, left_on=None)
    if not still.exists():
        _end_targets(campaign, member.unit_id, left_on, reason, actor=actor, at=at)
        end_duties(
            campaign, [member.unit_id], on=left_on, reason=reason, actor=actor, at=at
        )

    record(
        "campaigns.unit.released",
        campaign,
        actor=actor,
        at=at,
        unit=member.unit_id,
        on=left_on,
        reason=reason,
    )
    return member


def _refuse_early_leave(member: AudienceMember, left_on: date) -> None:
    if left_on < member.joined_on:
        raise RuleBroken(
            _("Ngày rút %(day)s trước ngày tham gia, %(joined)s.")
            % {"day": show(left_on), "joined": show(member.joined_on)},
            _("Chọn ngày từ ngày tham gia trở đi."),
            field="left_on",
        )


def _end_targets(
    campaign: Campaign,
    unit_id: int,
    on: date,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    targets = campaign.targets.open().filter(unit=unit_id).select_related("version")
    held = list(targets.select_for_update(of=("self",)).order_by("pk"))
    given = Target.objects.filter(parent__in=held).exclude(state=TargetState.ENDED)
    if given.exists():
        raise RuleBroken(
            _("Đơn vị đã giao chỉ tiêu xuống dưới."),
            _("Rút lại các số ấy trước, rồi cho đơn vị rút."),
        )
    reached = achieved_by(held, tree_id=campaign.tree_id, day=on)
    for target in held:
        target.ended_from = target.state
        target.state = END_TARGET.take_from(target.state)
        target.ended_on, target.ended_because = on, reason
        target.last_value = reached[target.pk].value
        target.revision += 1
        target.save()
        note_round(target, actor=actor, at=at, reason=reason)


@transaction.atomic
def close_campaign(
    campaign: Campaign, *, reason: str = "", actor: Actor, at: datetime
) -> Campaign:
    """The campaign has run its time: everything stays to be read, nothing is given.

    Before its last day that wants a `reason`, which is kept in its history. Its forms
    are reported to the end of the period under way, and then no more, unless another
    running campaign asks for them.
    """
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    if day_of(at) < campaign.ends_on:
        refuse_no_reason(reason)
    campaign.state = CLOSE.take_from(campaign.state)
    campaign.closed_at = at
    campaign.version += 1
    campaign.save(update_fields=["state", "closed_at", "version"])

    why = {"reason": reason.strip()} if reason.strip() else {}
    record("campaigns.campaign.closed", campaign, actor=actor, at=at, **why)
    because = reason.strip() or _("%(movement)s đã kết thúc") % {
        "movement": named_movement(campaign.name)
    }
    end_asking(campaign, on=day_of(at), reason=because, actor=actor, at=at)
    announce(CampaignClosed(campaign.pk))
    return campaign


def _members(campaign: Campaign) -> QuerySet[AudienceMember]:
    return AudienceMember.objects.filter(audience__campaign=campaign)
