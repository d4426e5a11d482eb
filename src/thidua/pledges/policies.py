"""Who may do what with a registration, a code, a duty."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import is_not_handed_over
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.pledges.models import Duty, Invitation, Registration


def can_register_oneself(actor: Actor, campaign: Campaign) -> Verdict:
    """Whoever is signed in; the unit then approves."""
    return is_not_handed_over(campaign) & only_if(
        actor.person_id is not None or actor.is_system,
        otherwise=_("Chưa đăng nhập."),
        remedy=_("Đăng nhập, hoặc dùng mã đăng ký mà đơn vị phát."),
    )


def can_register_by_code(actor: Actor, invitation: Invitation) -> Verdict:
    """Whoever holds a code of the unit that is not revoked; the unit then approves."""
    return only_if(
        invitation.revoked_at is None,
        otherwise=_("Đơn vị đã thôi dùng mã này."),
        remedy=_("Xin đơn vị mã mới."),
    ) & only_if(
        actor.is_system or actor.person_id is not None,
        otherwise=_("Không rõ ai đăng ký."),
    )


def can_register_others(actor: Actor, campaign: Campaign, unit_id: int) -> Verdict:
    """Write down a list for people: who writes for the unit."""
    return is_not_handed_over(campaign) & actor.writes_for(
        unit_id, Power.RUN, campaign.pk
    )


def _runs(actor: Actor, registration: Registration) -> Verdict:
    """Who writes for the unit, or has it delegated for the campaign."""
    return actor.writes_for(registration.unit_id, Power.RUN, registration.campaign_id)


def can_decide(actor: Actor, registration: Registration) -> Verdict:
    """Approve, return, join doubles: who writes for the unit, but not on oneself."""
    return _runs(actor, registration) & only_if(
        actor.is_system
        or registration.owner_id is None
        or registration.owner_id != actor.person_id
        or actor.holds(Power.SIGN, registration.campaign_id),
        otherwise=_("Không tự duyệt đăng ký của chính mình."),
        remedy=_("Người khác của đơn vị, hoặc thủ trưởng, duyệt."),
    )


def can_keep(actor: Actor, registration: Registration) -> Verdict:
    """Change, withdraw, tell the result: the one who registered, or the unit."""
    return is_ones_own(actor, registration) | _runs(actor, registration)


def can_mend(actor: Actor, registration: Registration) -> Verdict:
    """Write it anew: the one who registered; for those without a sign-in the unit."""
    own = is_ones_own(actor, registration)
    if registration.owner_id is None:
        return own | _runs(actor, registration)
    return own


def is_ones_own(actor: Actor, registration: Registration) -> Verdict:
    """Only the one who registered."""
    return only_if(
        actor.is_system
        or (
            actor.person_id is not None
            and actor.person_id in {registration.owner_id, registration.person_id}
        ),
        otherwise=_("Đăng ký này của người khác."),
        remedy=_("Người đăng ký, hoặc đơn vị duyệt, làm việc này."),
    )


def can_invite(actor: Actor, campaign: Campaign, unit_id: int) -> Verdict:
    """Hand out a code and revoke it: who writes for the unit."""
    return can_register_others(actor, campaign, unit_id)


def can_tell_duty(actor: Actor, campaign: Campaign, unit_id: int) -> Verdict:
    """Write down what the head did: the head, or an officer at the head's word."""
    return is_not_handed_over(campaign) & actor.writes_for(
        unit_id, Power.RUN, campaign.pk
    )


def can_take_back_duty(actor: Actor, duty: Duty) -> Verdict:
    """Take back what was told: who writes for the unit."""
    return actor.writes_for(duty.unit_id, Power.RUN, duty.campaign_id)
