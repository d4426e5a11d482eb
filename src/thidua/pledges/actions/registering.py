"""Somebody registers: by their own sign-in, or by a code that the unit handed out."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.campaigns.naming import movement_inside
from thidua.indicators.acting import acting
from thidua.kernel.errors import WrongMoment
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor
from thidua.pledges.codes import look_up_of
from thidua.pledges.drafts import RegistrationDraft
from thidua.pledges.matching import Standing
from thidua.pledges.models import Invitation, Registration
from thidua.pledges.policies import (
    can_mend,
    can_register_by_code,
    can_register_oneself,
)
from thidua.pledges.rules import refuse_empty, refuse_unfit
from thidua.pledges.states import SUBMIT, State
from thidua.pledges.telling import tell_waiting
from thidua.pledges.where import choices_of, refuse_unless_open
from thidua.pledges.writing import aim_anew, fill, hold


@transaction.atomic
def save_draft(
    campaign: Campaign,
    unit_id: int,
    draft: RegistrationDraft,
    *,
    standing: Registration | None = None,
    version: int = 1,
    actor: Actor,
    at: datetime,
) -> Registration:
    """Keep what somebody has typed of their own registration, to go on later."""
    can_register_oneself(actor, campaign).enforce()

    one = _own(campaign, unit_id, draft, (standing, version), actor, at)

    record("pledges.registration.drafted", one, actor=actor, at=at, name=one.name)
    return one


@transaction.atomic
def submit_registration(
    campaign: Campaign,
    unit_id: int,
    draft: RegistrationDraft,
    *,
    standing: Registration | None = None,
    version: int = 1,
    actor: Actor,
    at: datetime,
) -> Registration:
    """Somebody signed in sends their registration to the unit that approves it."""
    can_register_oneself(actor, campaign).enforce()

    refuse_empty(draft)
    one = _own(campaign, unit_id, draft, (standing, version), actor, at)
    one.state, one.submitted_at, one.reason = SUBMIT.take_from(one.state), at, ""
    with acting(actor, at=at):
        one.save(update_fields=["state", "submitted_at", "reason"])

    record("pledges.registration.submitted", one, actor=actor, at=at, name=one.name)
    tell_waiting(one, at)
    return one


def _own(
    campaign: Campaign,
    unit_id: int,
    draft: RegistrationDraft,
    before: tuple[Registration | None, int],
    actor: Actor,
    at: datetime,
) -> Registration:
    """Somebody's own registration as typed now; the one they have, or a new one."""
    standing, version = before
    refuse_unless_open(campaign, unit_id, at.date())
    items = {one.key for one in choices_of(campaign, unit_id, at.date())}
    refuse_unfit(draft, items, at.date())
    if standing is None:
        one = Registration(
            campaign=campaign,
            unit_id=unit_id,
            owner_id=actor.person_id,
            source=Registration.Source.SELF,
            made_by=actor.name,
            made_at=at,
        )
    else:
        one = Registration.objects.locked(standing)
        can_mend(actor, one).enforce()
        SUBMIT.open_from(one.state).enforce()
        check_version(one, version)
    known, number = one.person_id, one.namesake
    fill(one, draft, at)
    one.person_id, one.namesake = known, number
    if one.owner_id and one.kind == Registration.Kind.INDIVIDUAL:
        one.person_id = one.owner_id
    try:
        with transaction.atomic(), acting(actor, at=at):
            one.save()
    except IntegrityError as twice:
        raise _twice(campaign) from twice
    aim_anew(one, draft.targets)
    return one


def _twice(campaign: Campaign) -> WrongMoment:
    return WrongMoment(
        _("Anh/chị đã có đăng ký trong %(movement)s.")
        % {"movement": movement_inside(campaign.name)},
        _("Mở “Đăng ký của tôi” để xem hoặc sửa bản đã có."),
    )


@transaction.atomic
def register_by_code(
    invitation: Invitation,
    draft: RegistrationDraft,
    *,
    code: str,
    actor: Actor,
    at: datetime,
) -> Registration:
    """Somebody without a sign-in registers by a unit's code; the unit then approves.

    `code` is what they look it up by later; sent twice, it is registered once. Whoever
    is registered under the same name is not told of: the unit sees both.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    can_register_by_code(actor, invitation).enforce()

    look_up = look_up_of(code)
    if before := Registration.objects.filter(look_up=look_up).first():
        return before
    if invitation.ends_on < at.date():
        raise WrongMoment(_("Mã đã hết hạn."), _("Xin đơn vị mã mới."))
    one = _by_code(invitation, draft, look_up, actor, at)

    record("pledges.registration.submitted", one, actor=actor, at=at, name=one.name)
    tell_waiting(one, at)
    return one


def _by_code(
    invitation: Invitation,
    draft: RegistrationDraft,
    look_up: str,
    actor: Actor,
    at: datetime,
) -> Registration:
    campaign, unit_id = invitation.campaign, invitation.unit_id
    refuse_unless_open(campaign, unit_id, at.date())
    items = {one.key for one in choices_of(campaign, unit_id, at.date())}
    refuse_unfit(draft, items, at.date())
    refuse_empty(draft)
    hold(campaign.pk, unit_id)
    one = Registration(
        campaign=campaign,
        unit_id=unit_id,
        invitation=invitation,
        owner_id=actor.person_id,
        source=Registration.Source.CODE,
        state=State.SUBMITTED,
        look_up=look_up,
        made_by=draft.representative or draft.name,
        made_at=at,
        submitted_at=at,
    )
    fill(one, draft, at)
    one.namesake = Standing(campaign.pk, unit_id, [draft.name]).next_namesake(draft)
    if one.owner_id and one.kind == Registration.Kind.INDIVIDUAL:
        one.person_id = one.owner_id
    try:
        with transaction.atomic(), acting(actor, at=at):
            one.save()
    except IntegrityError as twice:
        raise _twice(campaign) from twice
    aim_anew(one, draft.targets)
    return one
