"""A unit writes a prospect down, names who looks after it, invites it, closes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken
from thidua.kernel.events import announce
from thidua.kernel.lengths import in_full
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate
from thidua.pledges.queries.words import items_named
from thidua.prospects.drafts import ProspectDraft
from thidua.prospects.events import InvitationAnswered, ProspectInvited
from thidua.prospects.models import DiscoveryHit, Prospect, ProspectInvitation
from thidua.prospects.policies import (
    can_add,
    can_answer_invitation,
    can_nurture,
    is_invited,
)
from thidua.prospects.states import ACCEPT, CLOSE, DECLINE, INVITE, REGISTER
from thidua.prospects.telling import tell_invited


@transaction.atomic
def make_prospect(
    draft: ProspectDraft,
    home_id: int,
    source: str,
    *,
    hit: DiscoveryHit | None = None,
    actor: Actor,
    at: datetime,
) -> Prospect:
    """A unit takes somebody or something up as promising."""
    can_add(actor, home_id).enforce()

    one = Prospect(
        home_id=home_id,
        source=source,
        hit=hit,
        made_by=actor.signed[:200],
        made_at=at,
        is_made_up=draft.is_made_up,
    )
    _fill(one, draft, at)
    one.save()

    record("prospects.prospect.made", one, actor=actor, at=at, name=one.name)
    return one


def _fill(one: Prospect, draft: ProspectDraft, at: datetime) -> None:
    if not draft.subject.name.strip():
        raise RuleBroken(_("Chưa ghi tên."), _("Ghi tên người, đơn vị hoặc mô hình."))
    if not draft.what.strip():
        raise RuleBroken(
            _("Chưa ghi vì sao là nhân tố."), _("Một, hai câu là đủ."), field="what"
        )
    _refuse_owner_from_elsewhere(draft.owner_id, one.home_id, at)
    draft.subject.onto(one)
    one.what = draft.what.strip()
    one.campaign_id, one.node_key = draft.campaign_id, draft.node_key
    one.owner_id = draft.owner_id


def _refuse_owner_from_elsewhere(
    owner_id: int | None, home_id: int, at: datetime
) -> None:
    if owner_id is None:
        return
    serving = Mandate.objects.held_on(day_of(at)).filter(unit=home_id, person=owner_id)
    if not serving.exists():
        raise RuleBroken(
            _("Người phụ trách phải là người của đơn vị."),
            _("Chọn một người đang được phân công ở đơn vị."),
            field="owner",
        )


@transaction.atomic
def mend_prospect(
    prospect: Prospect,
    draft: ProspectDraft,
    *,
    version: int | str | None,
    actor: Actor,
    at: datetime,
) -> Prospect:
    """Write anew who it is, why, and who looks after it."""
    one = Prospect.objects.locked(prospect)
    can_nurture(actor, one).enforce()

    CLOSE.open_from(one.state).enforce()
    check_version(one, version)
    before = _written(one)
    _fill(one, draft, at)
    one.save()
    one = Prospect.objects.get(pk=one.pk)
    after = _written(one)

    changes = {
        name: [before[name], after[name]]
        for name in before
        if before[name] != after[name]
    }
    said = {"name": one.name, "changes": changes}
    record("prospects.prospect.mended", one, actor=actor, at=at, **said)
    return one


def _written(one: Prospect) -> dict[str, str]:
    """What may be written anew, as the trail keeps it."""
    items = items_named(one.campaign) if one.campaign and one.node_key else {}
    return {
        "kind": one.kind,
        "name": one.name,
        "person": one.person.full_name if one.person else "",
        "field": one.field,
        "trade": one.trade,
        "birth_year": str(one.birth_year or ""),
        "place": one.place,
        "what": one.what,
        "owner": one.owner.full_name if one.owner else "",
        "campaign": one.campaign.name if one.campaign else "",
        "item": items.get(one.node_key, "") if one.node_key else "",
    }


@transaction.atomic
def invite_prospect(
    prospect: Prospect, words: str, *, actor: Actor, at: datetime
) -> ProspectInvitation:
    """Ask it to register as an exemplar; who has a sign-in sees it on the desk."""
    one = Prospect.objects.locked(prospect)
    can_nurture(actor, one).enforce()

    one.state = INVITE.take_from(one.state)
    one.version += 1
    one.save(update_fields=["state", "version"])
    made = ProspectInvitation.objects.create(
        prospect=one,
        words=words.strip(),
        invited_at=at,
        invited_by=actor.name,
        office=actor.office,
    )

    record("prospects.prospect.invited", one, actor=actor, at=at, name=one.name)
    announce(ProspectInvited(one.pk))
    tell_invited(one, made.words, made.pk)
    return made


@transaction.atomic
def answer_invitation(
    prospect: Prospect,
    *,
    is_accepted: bool,
    words: str = "",
    actor: Actor,
    at: datetime,
) -> Prospect:
    """The one invited says yes, or not yet, with a word; else the office notes it."""
    one = Prospect.objects.locked(prospect)
    can_answer_invitation(actor, one).enforce()

    one.state = (ACCEPT if is_accepted else DECLINE).take_from(one.state)
    one.version += 1
    one.save(update_fields=["state", "version"])
    answers = ProspectInvitation.Answer
    one.invitations.filter(answer="").update(
        answer=answers.ACCEPTED if is_accepted else answers.DECLINED,
        answer_words=in_full(words.strip(), 500, "words"),
        answered_at=at,
        answered_by=actor.signed[:200],
        is_noted=not is_invited(actor, one),
    )

    said = {"is_accepted": is_accepted, "words": in_full(words.strip(), 500, "words")}
    record("prospects.invitation.answered", one, actor=actor, at=at, **said)
    announce(InvitationAnswered(one.pk, is_accepted))
    return one


@transaction.atomic
def note_registration(prospect: Prospect, *, actor: Actor, at: datetime) -> Prospect:
    """It registered as an exemplar; what follows is told there."""
    one = Prospect.objects.locked(prospect)
    can_answer_invitation(actor, one).enforce()

    one.state = REGISTER.take_from(one.state)
    one.version += 1
    one.save(update_fields=["state", "version"])

    record("prospects.prospect.registered", one, actor=actor, at=at, name=one.name)
    return one


@transaction.atomic
def close_prospect(
    prospect: Prospect, reason: str, *, actor: Actor, at: datetime
) -> Prospect:
    """Nobody nurtures it any more, and why; what was done stays to be read."""
    one = Prospect.objects.locked(prospect)
    can_nurture(actor, one).enforce()

    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do khép lại."), _("Một câu là đủ."), field="reason"
        )
    one.state = CLOSE.take_from(one.state)
    one.closed_at, one.closed_because = at, in_full(reason.strip(), 500, "reason")
    one.closed_by = actor.signed[:200]
    one.version += 1
    one.save()

    said = {"reason": one.closed_because}
    record("prospects.prospect.closed", one, actor=actor, at=at, **said)
    return one
