"""The parties read what was written, agree or ask for a change; then it is fixed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.trail import record
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.pacts.agreeing import who_lacks
from thidua.pacts.carrying import Carried, carried_on, parties_of
from thidua.pacts.held import Desk, held_pact, on_the_desk, reason_in, take_back
from thidua.pacts.models import Pact, PactEdition, PactOpinion, PactParty
from thidua.pacts.policies import can_speak, can_write
from thidua.pacts.states import CIRCULATE, FIX, State
from thidua.pacts.telling import Telling, tell_fixed, tell_sent
from thidua.pacts.wording import hash_of, text_of


@transaction.atomic
def circulate_edition(pact: Pact, *, actor: Actor, at: datetime) -> PactEdition:
    """Send what was written to the parties: from now on they read it and answer."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    _refuse_unfinished(desk)
    state = CIRCULATE.take_from(desk.pact.state)
    if desk.pact.state != State.IN_FORCE:
        desk.pact.state = state
        desk.pact.save(update_fields=["state"])
    if desk.edition.circulated_at is None:
        desk.edition.circulated_at = at
        desk.edition.save(update_fields=["circulated_at"])

    record(
        "pacts.edition.circulated",
        desk.pact,
        actor=actor,
        at=at,
        edition=desk.edition.number,
    )
    parties = parties_of(desk.pact, desk.day)
    tell_sent(Telling(desk.pact, desk.edition, parties, actor))
    return desk.edition


def _refuse_unfinished(desk: Desk) -> None:
    parties = list(desk.pact.parties.filter(left_at__isnull=True))
    if len(parties) < 2:
        raise RuleBroken(
            _("Giao ước cần ít nhất hai bên."),
            _("Thêm bên ở mục “Các bên” của trang soạn."),
        )
    bound = set(desk.edition.commitments.values_list("party_id", flat=True))
    idle = [one for one in parties if one.pk not in bound]
    if idle:
        raise RuleBroken(
            ngettext(
                "Có %(count)s bên chưa cam kết việc gì.",
                "Có %(count)s bên chưa cam kết việc gì.",
                len(idle),
            )
            % {"count": len(idle)},
            _("Thêm ít nhất một cam kết cho mỗi bên."),
        )


@transaction.atomic
def answer_edition(
    pact: Pact,
    party: PactParty,
    *,
    agrees: bool,
    words: str = "",
    version: int | None,
    actor: Actor,
    at: datetime,
) -> PactOpinion:
    """A party agrees to the version that it read, or says what it wants otherwise."""
    held, day = held_pact(pact), day_of(at)
    party = held.parties.get(pk=party.pk)
    (carried,) = carried_on([party], day)
    can_speak(actor, held, carried.unit_id).enforce()

    edition = _asked(held, party, version)
    opinion = PactOpinion.objects.create(
        edition=edition,
        party=party,
        version=edition.version,
        agrees=agrees,
        words="" if agrees else reason_in(words, field="words"),
        given_at=at,
        given_by=actor.name,
        office=actor.office,
    )

    verb = "pacts.edition.agreed" if agrees else "pacts.edition.asked"
    said = {"unit": party.unit_id, "reason": opinion.words}
    record(verb, held, actor=actor, at=at, edition=edition.number, **said)
    return opinion


def _asked(pact: Pact, party: PactParty, version: int | None) -> PactEdition:
    """The edition that is sent round; refused where another text stands by now."""
    edition = pact.proposed()
    if edition is None or edition.circulated_at is None or party.left_at is not None:
        raise WrongMoment(
            _("Giao ước không đang lấy ý kiến của bên này."), _("Tải lại trang.")
        )
    if version != edition.version:
        raise Changed(
            _("Bên soạn đã sửa văn bản sau khi anh/chị mở trang."),
            _("Đọc lại bản mới nhất rồi trả lời."),
            theirs=[(_("Lần sửa"), str(edition.version))],
            yours={_("Lần sửa"): str(version or "")},
        )
    return edition


@transaction.atomic
def fix_edition(
    pact: Pact, *, version: int | None = None, actor: Actor, at: datetime
) -> PactEdition:
    """All have agreed: the text is fixed with its hash and waits for the signatures.

    From here on the signatures over the edition before no longer count.
    """
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    _refuse_unfinished(desk)
    parties = parties_of(desk.pact, desk.day)
    _refuse_unless_agreed(desk, parties, version)
    edition = desk.edition
    state = FIX.take_from(desk.pact.state)
    voided = take_back(desk.pact, at)
    edition.text = text_of(edition, desk.day)
    edition.sha256, edition.fixed_at = hash_of(edition.text), at
    edition.save(update_fields=["text", "sha256", "fixed_at"])
    desk.pact.state, desk.pact.edition = state, edition.number
    desk.pact.save(update_fields=["state", "edition"])

    record(
        "pacts.edition.fixed",
        desk.pact,
        actor=actor,
        at=at,
        edition=edition.number,
        sha256=edition.sha256,
        voided=voided,
    )
    tell_fixed(Telling(desk.pact, edition, parties, actor), voided=voided)
    return edition


def _refuse_unless_agreed(
    desk: Desk, parties: Sequence[Carried], version: int | None
) -> None:
    edition = desk.edition
    if edition.circulated_at is None:
        raise WrongMoment(
            _("Chưa gửi các bên."), _("Gửi các bên đọc và trả lời trước khi chốt.")
        )
    lacking = who_lacks(edition, desk.author, parties)
    if lacking or version not in {None, edition.version}:
        raise WrongMoment(
            ngettext(
                "Còn %(count)s bên chưa đồng ý với bản mới nhất.",
                "Còn %(count)s bên chưa đồng ý với bản mới nhất.",
                len(lacking) or 1,
            )
            % {"count": len(lacking) or 1},
            _("Đợi các bên trả lời; mỗi lần sửa thì các bên trả lời lại."),
        )
