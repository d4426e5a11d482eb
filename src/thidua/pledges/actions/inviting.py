"""A unit hands out a code by which people without a sign-in register; and ends it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.organisations.actor import Actor
from thidua.pledges.codes import new_code
from thidua.pledges.models import Invitation
from thidua.pledges.policies import can_invite
from thidua.pledges.where import refuse_unless_open

MOST_OPEN = 20
"""Codes of one unit and campaign that are open at a time: who has which is known."""


@transaction.atomic
def hand_out_code(
    campaign: Campaign,
    unit_id: int,
    *,
    label: str,
    ends_on: date,
    actor: Actor,
    at: datetime,
) -> Invitation:
    """A new code for somebody to hand out, until a day."""
    can_invite(actor, campaign, unit_id).enforce()

    refuse_unless_open(campaign, unit_id, at.date())
    _refuse_unfit(campaign, unit_id, label, ends_on, at.date())
    made = Invitation.objects.create(
        campaign=campaign,
        unit_id=unit_id,
        code=new_code(),
        label=in_full(label.strip(), 120, "label"),
        ends_on=ends_on,
        made_by=actor.name,
        made_at=at,
    )

    record("pledges.code.handed_out", made, actor=actor, at=at, name=made.label)
    return made


def _refuse_unfit(
    campaign: Campaign, unit_id: int, label: str, ends_on: date, day: date
) -> None:
    if not label.strip():
        raise RuleBroken(
            _("Chưa ghi phát mã cho ai."),
            _("Ví dụ: hộ dân ấp 3, Hội Nông dân."),
            field="label",
        )
    if not day <= ends_on <= campaign.ends_on:
        raise RuleBroken(
            _("Ngày hết hạn phải từ hôm nay đến khi phong trào kết thúc."),
            _("Chọn một ngày trong khoảng ấy."),
            field="ends_on",
        )
    open_ones = Invitation.objects.filter(campaign=campaign, unit=unit_id)
    if open_ones.open_on(day).count() >= MOST_OPEN:
        raise WrongMoment(
            _("Đang có %d mã còn dùng.") % MOST_OPEN, _("Thôi dùng bớt mã cũ.")
        )


@transaction.atomic
def revoke_code(invitation: Invitation, *, actor: Actor, at: datetime) -> Invitation:
    """Nobody registers by this code any more; what was sent by it stays."""
    one = Invitation.objects.select_for_update().get(pk=invitation.pk)
    can_invite(actor, one.campaign, one.unit_id).enforce()

    if one.revoked_at is not None:
        raise WrongMoment(_("Mã này đã thôi dùng."), _("Tải lại trang."))
    one.revoked_at, one.revoked_by = at, actor.name
    one.save(update_fields=["revoked_at", "revoked_by"])

    record("pledges.code.revoked", one, actor=actor, at=at, name=one.label)
    return one
