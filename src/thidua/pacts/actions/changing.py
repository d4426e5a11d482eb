"""A text that was fixed is changed, a party withdraws, a pact falls or is broken."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel.clock import day_of
from thidua.kernel.errors import WrongMoment
from thidua.organisations.actor import Actor
from thidua.pacts.carrying import carried_on, carrier_of, mine, parties_of
from thidua.pacts.held import held_pact, on_the_desk, reason_in, take_back
from thidua.pacts.models import Commitment, Pact, PactEdition, PactParty, Witness
from thidua.pacts.policies import can_sign, can_speak, can_write
from thidua.pacts.states import BREAK, DROP, REOPEN, WITHDRAW, State
from thidua.pacts.telling import Telling, tell_over, tell_voided

_COPIED = (
    "title",
    "preamble",
    "starts_on",
    "ends_on",
    "ceremony_on",
    "ceremony_place",
)
Part = TypeVar("Part", Commitment, Witness)


@transaction.atomic
def propose_change(
    pact: Pact, *, reason: str, actor: Actor, at: datetime
) -> PactEdition:
    """Open a new edition, copied from the one that stands, and say why.

    While it is being signed, who drew it up takes the text back: what was signed no
    longer counts. Once it holds, any party proposes; the old edition holds until all
    agree to the new one.
    """
    held, day = held_pact(pact), day_of(at)
    if held.state == State.IN_FORCE:
        own = mine(parties_of(held, day), actor)
        can_speak(actor, held, own[0].unit_id if own else None).enforce()
    else:
        can_write(actor, held, carrier_of(held.standing().author_id, day)).enforce()

    why = reason_in(reason)
    if held.proposed() is not None:
        raise WrongMoment(
            _("Đang có một bản sửa đổi chưa chốt."),
            _("Góp ý vào bản ấy; chốt hoặc bỏ rồi mới mở bản khác."),
        )
    voided = 0
    if held.state != State.IN_FORCE:
        held.state = REOPEN.take_from(held.state)
        voided = take_back(held, at)
    edition = _next_edition(held, why, actor=actor, at=at)
    if held.state != State.IN_FORCE:
        held.edition = edition.number
    held.save(update_fields=["state", "edition"])

    said = {"edition": edition.number, "reason": why, "voided": voided}
    record("pacts.change.proposed", held, actor=actor, at=at, **said)
    if voided:
        tell_voided(Telling(held, edition, parties_of(held, day), actor))
    return edition


def _next_edition(
    pact: Pact, why: str, *, actor: Actor, at: datetime, author_id: int | None = None
) -> PactEdition:
    """The edition that counts, copied: words, commitments of those who stay, witnesses.

    Commitments keep their keys, so that what was reported of them stays theirs.
    """
    before = pact.standing()
    last = pact.editions.aggregate(last=Max("number"))["last"]
    edition = PactEdition.objects.create(
        pact=pact,
        number=last + 1,
        author_id=author_id or actor.unit_id or before.author_id,
        because=why,
        made_at=at,
        made_by=actor.name,
        **{name: getattr(before, name) for name in _COPIED},
    )
    stays = before.commitments.filter(party__left_at__isnull=True)
    Commitment.objects.bulk_create(_copied(one, edition) for one in stays)
    Witness.objects.bulk_create(_copied(one, edition) for one in before.witnesses.all())
    return edition


def _copied(one: Part, edition: PactEdition) -> Part:
    one.pk, one.edition = None, edition
    return one


@transaction.atomic
def drop_change(pact: Pact, *, reason: str, actor: Actor, at: datetime) -> PactEdition:
    """Give up a change of a pact that holds: it goes on as it is."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    if desk.pact.state != State.IN_FORCE:
        raise WrongMoment(
            _("Đây là văn bản duy nhất của giao ước."),
            _("Muốn thôi cả giao ước thì chọn “Thôi giao ước”."),
        )
    why = reason_in(reason)
    desk.edition.dropped_at = at
    desk.edition.save(update_fields=["dropped_at"])

    record(
        "pacts.change.dropped",
        desk.pact,
        actor=actor,
        at=at,
        edition=desk.edition.number,
        reason=why,
    )
    return desk.edition


@transaction.atomic
def withdraw_party(
    pact: Pact, party: PactParty, *, reason: str, actor: Actor, at: datetime
) -> Pact:
    """A party withdraws before the pact holds; with one left there is no pact.

    What was signed without it being asked is another text: it is opened anew.
    """
    held, day = held_pact(pact), day_of(at)
    party = held.parties.get(pk=party.pk)
    (carried,) = carried_on([party], day)
    can_sign(actor, held, carried.unit_id).enforce()

    why = reason_in(reason)
    state = WITHDRAW.take_from(held.state)
    if held.in_force_since is not None or party.left_at is not None:
        raise WrongMoment(
            _("Giao ước đã từng có hiệu lực nên không rút."),
            _("Đề nghị sửa đổi, hoặc chấm dứt và ghi lý do."),
        )
    party.left_at, party.left_because = at, why
    party.save(update_fields=["left_at", "left_because"])
    reopened = _go_on_without(held, party, state, why, actor=actor, at=at)

    said = {"unit": party.unit_id, "reason": why}
    record("pacts.party.withdrawn", held, actor=actor, at=at, **said)
    if reopened is not None:
        tell_voided(Telling(held, reopened, parties_of(held, day), actor))
    elif held.state == State.DROPPED:
        tell_over(Telling(held, held.standing(), parties_of(held, day), actor))
    return held


def _go_on_without(
    pact: Pact, party: PactParty, state: str, why: str, *, actor: Actor, at: datetime
) -> PactEdition | None:
    """The others go on with a text of their own; or the pact falls.

    The text that takes the place of a signed one is answered.
    """
    left = list(pact.parties.filter(left_at__isnull=True))
    if len(left) < 2:
        _over(pact, State.DROPPED, why, actor=actor, at=at)
        return None
    if pact.drafter_id == party.unit_id:
        pact.drafter_id = left[0].unit_id
    edition, voided = pact.proposed(), 0
    if edition is None:
        voided = take_back(pact, at)
        edition = _next_edition(
            pact, why, actor=actor, at=at, author_id=pact.drafter_id
        )
        pact.edition = edition.number
    else:
        edition.commitments.filter(party=party).delete()
        edition.version += 1
        if edition.author_id == party.unit_id:
            edition.author_id = pact.drafter_id
        edition.save(update_fields=["version", "author"])
    pact.state = state
    pact.save(update_fields=["state", "edition", "drafter"])
    return edition if voided else None


@transaction.atomic
def drop_pact(pact: Pact, *, reason: str, actor: Actor, at: datetime) -> Pact:
    """Who draws it up gives it up before it holds."""
    held, day = held_pact(pact), day_of(at)
    can_write(actor, held, carrier_of(held.drafter_id, day)).enforce()

    why = reason_in(reason)
    state = DROP.take_from(held.state)
    if held.in_force_since is not None:
        raise WrongMoment(
            _("Giao ước đã từng có hiệu lực nên không thôi được."),
            _("Thủ trưởng của một bên chấm dứt và ghi lý do."),
        )
    was_seen = held.state != State.DRAFT
    _over(held, state, why, actor=actor, at=at)

    record("pacts.pact.dropped", held, actor=actor, at=at, reason=why)
    if was_seen:
        tell_over(Telling(held, held.standing(), parties_of(held, day), actor))
    return held


@transaction.atomic
def break_pact(pact: Pact, *, reason: str, actor: Actor, at: datetime) -> Pact:
    """The head of a party ends a pact before its time, and says why."""
    held, day = held_pact(pact), day_of(at)
    own = mine(parties_of(held, day), actor)
    can_sign(actor, held, own[0].unit_id if own else None).enforce()

    why = reason_in(reason)
    state = BREAK.take_from(held.state)
    if held.in_force_since is None:
        raise WrongMoment(
            _("Giao ước chưa có hiệu lực nên không có gì để chấm dứt."),
            _("Rút khỏi giao ước, hoặc bên soạn thôi giao ước."),
        )
    _over(held, state, why, actor=actor, at=at)

    record("pacts.pact.broken", held, actor=actor, at=at, reason=why)
    tell_over(Telling(held, held.standing(), parties_of(held, day), actor))
    return held


def _over(pact: Pact, state: str, why: str, *, actor: Actor, at: datetime) -> None:
    for edition in pact.editions.open():
        edition.dropped_at = at
        edition.save(update_fields=["dropped_at"])
    pact.state, pact.over_at, pact.over_because = state, at, why
    pact.over_by = actor.signed[:300]
    pact.save(update_fields=["state", "over_at", "over_because", "over_by", "drafter"])
