"""What a reader may do with a pact now: the buttons of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.kernel.policy import YES, Verdict
from thidua.organisations.actor import Actor
from thidua.pacts.carrying import Carried, carrier_of
from thidua.pacts.models import Pact, PactEdition
from thidua.pacts.policies import can_sign, can_speak, can_write
from thidua.pacts.states import BEFORE_FORCE, State


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do now; a verdict that says no tells why."""

    write: bool
    circulate: bool
    fix: Verdict
    answer: bool
    sign: Verdict
    change: bool
    drop_change: bool
    withdraw: bool
    drop: bool
    break_it: bool
    end: Verdict
    paper: bool
    ceremony: bool
    shows_fix: bool
    shows_sign: bool
    shows_end: bool

    @property
    def changes(self) -> bool:
        """Anything of what changes or ends a pact?"""
        return (
            self.change
            or self.drop_change
            or self.withdraw
            or self.drop
            or self.break_it
        )


def may_of(
    pact: Pact,
    edition: PactEdition,
    proposed: PactEdition | None,
    own: Sequence[Carried],
    lacking: Sequence[Carried],
    actor: Actor,
    day: date,
) -> May:
    carrier = own[0].unit_id if own else None
    speaks, signs = can_speak(actor, pact, carrier), can_sign(actor, pact, carrier)
    author = proposed or edition
    writes = bool(can_write(actor, pact, carrier_of(author.author_id, day)))
    draws = bool(can_write(actor, pact, carrier_of(pact.drafter_id, day)))
    is_round = proposed is not None and proposed.circulated_at is not None
    signed = set(edition.signatures.values_list("party", flat=True))
    unsigned = [one for one in own if one.party.pk not in signed]
    never_held = pact.in_force_since is None
    holds = pact.state == State.IN_FORCE
    left = edition.commitments.filter(outcome__isnull=True).exists() if holds else False
    is_due = holds and edition.ends_on <= day
    return May(
        write=writes and proposed is not None,
        circulate=writes and proposed is not None and not is_round,
        fix=YES if not lacking else _not_all(len(lacking)),
        shows_fix=writes and is_round,
        answer=bool(speaks)
        and is_round
        and proposed is not None
        and any(one.unit_id != carrier_of(proposed.author_id, day) for one in own),
        sign=signs,
        shows_sign=pact.state == State.SIGNING and bool(unsigned),
        change=proposed is None
        and ((holds and bool(speaks)) or (pact.state == State.SIGNING and writes)),
        drop_change=holds and writes and proposed is not None,
        withdraw=bool(signs)
        and never_held
        and pact.state in {State.TALKED, State.SIGNING},
        drop=draws and never_held and pact.state in BEFORE_FORCE,
        break_it=bool(signs)
        and not never_held
        and pact.state in {State.IN_FORCE, State.SIGNING},
        end=YES if not left else _not_judged(),
        shows_end=draws and is_due,
        paper=draws and edition.fixed_at is not None,
        ceremony=edition.fixed_at is not None,
    )


def change_says(pact: Pact, edition: PactEdition) -> str:
    """What opening a new edition brings about, before one does it."""
    hands = edition.signatures.count()
    if pact.state == State.IN_FORCE:
        return _(
            "Bản đang có hiệu lực còn giữ đến khi các bên đồng ý bản mới; khi ấy"
            " %(count)s chữ ký không còn giá trị và các bên ký lại."
        ) % {"count": hands}
    return _("Văn bản mở lại để sửa: %(count)s chữ ký đã có không còn giá trị.") % {
        "count": hands
    }


def _not_all(count: int) -> Verdict:
    return Verdict(
        _("Còn %(count)s bên chưa đồng ý với bản mới nhất.") % {"count": count},
        _("Đợi các bên trả lời; mỗi lần sửa thì các bên trả lời lại."),
    )


def _not_judged() -> Verdict:
    return Verdict(
        _("Còn cam kết chưa đánh giá."),
        _("Đợi các bên đánh giá cam kết của mình."),
    )
