"""One head after another signs the exact text; with the last one the pact holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.done import done_already
from thidua.audit.trail import record
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Changed, Refused, RuleBroken
from thidua.organisations.actor import Actor
from thidua.pacts.carrying import Carried, parties_of
from thidua.pacts.held import held_pact
from thidua.pacts.models import Pact, PactEdition, PactParty, PactSignature
from thidua.pacts.policies import can_sign
from thidua.pacts.states import SIGN, TAKE_FORCE
from thidua.pacts.telling import Telling, tell_signed
from thidua.pacts.wording import short


@transaction.atomic
def sign_pact(
    pact: Pact,
    party: PactParty,
    *,
    sha256: str,
    shows_name: bool = False,
    actor: Actor,
    at: datetime,
) -> PactSignature:
    """Sign for a party the text whose hash was on the screen.

    Whoever calls has proved afresh who they are (`signing.prove`).
    """
    held, day = held_pact(pact), day_of(at)
    parties = parties_of(held, day)
    mine = next((one for one in parties if one.party.pk == party.pk), None)
    can_sign(actor, held, mine.unit_id if mine else None).enforce()

    edition = held.standing()
    signed = edition.signatures.filter(party=party, sha256=sha256).first()
    if signed is not None:
        raise done_already(_("Ký giao ước"), signed.name, signed.signed_at)
    held.state = SIGN.take_from(held.state)
    _refuse_unfit(edition, sha256, parties)
    signature = _sign(edition, party, shows_name=shows_name, actor=actor, at=at)
    if edition.signatures.count() == len(parties):
        _take_force(held, edition, at)

    said = {"unit": party.unit_id, "sha256": sha256, "edition": edition.number}
    record("pacts.pact.signed", held, actor=actor, at=at, **said)
    if edition.in_force_at is not None:
        record("pacts.pact.in_force", held, actor=actor, at=at, edition=edition.number)
    tell_signed(Telling(held, edition, parties, actor), party.pk)
    return signature


def _refuse_unfit(
    edition: PactEdition, sha256: str, parties: Sequence[Carried]
) -> None:
    """Another text, or nobody else to sign with."""
    if sha256 != edition.sha256:
        raise Changed(
            _("Văn bản đã sửa sau khi anh/chị mở trang, nên chưa ký."),
            _("Đọc bản đang chốt rồi ký lại; hai bản xem cạnh nhau ở trang giao ước."),
            theirs=[(_("Mã băm của văn bản"), short(edition.sha256))],
            yours={_("Mã băm của văn bản"): short(sha256)},
        )
    if len({one.unit_id for one in parties}) < 2:
        raise RuleBroken(
            _("Các bên nay do một đơn vị kế thừa, không ký giao ước với chính mình."),
            _("Thôi giao ước này, lập giao ước mới với đơn vị khác."),
        )


def _sign(
    edition: PactEdition,
    party: PactParty,
    *,
    shows_name: bool,
    actor: Actor,
    at: datetime,
) -> PactSignature:
    if actor.mandate is None:
        raise Refused(_("Chỉ người giữ một chức vụ mới ký giao ước."))
    return PactSignature.objects.create(
        edition=edition,
        party=party,
        sha256=edition.sha256,
        person_id=actor.person_id or actor.mandate.person_id,
        name=actor.name,
        title=actor.mandate.title,
        office=actor.office,
        delegated_by=actor.under.number if actor.under else "",
        shows_name=shows_name,
        signed_at=at,
    )


def _take_force(pact: Pact, edition: PactEdition, at: datetime) -> None:
    edition.in_force_at = at
    edition.save(update_fields=["in_force_at"])
    pact.state = TAKE_FORCE.take_from(pact.state)
    pact.in_force_since = pact.in_force_since or at
    pact.save(update_fields=["state", "in_force_since"])
