"""What a reader may do with a pact now: the buttons of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.policy import YES, Verdict
from thidua.organisations.actor import Actor
from thidua.pacts.carrying import Carried
from thidua.pacts.models import Pact, PactEdition
from thidua.pacts.policies import can_sign, can_speak, can_write
from thidua.pacts.states import BEFORE_FORCE, OVER, State


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


@dataclass(frozen=True, slots=True)
class Seats:
    """Who speaks today for the unit that draws a pact up, and for who writes it now."""

    drafter: int | None
    author: int | None


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the reader is to the pact: who speaks, signs, writes, draws up, answers."""

    speaks: bool
    signs: Verdict
    writes: bool
    draws: bool
    answers: bool


def _reader(pact: Pact, seats: Seats, own: Sequence[Carried], actor: Actor) -> _Reader:
    carrier, author = own[0].unit_id if own else None, seats.author
    return _Reader(
        speaks=bool(can_speak(actor, pact, carrier)),
        signs=can_sign(actor, pact, carrier),
        writes=bool(can_write(actor, pact, author)),
        draws=bool(can_write(actor, pact, seats.drafter)),
        answers=any(one.unit_id != author for one in own),
    )


def may_of(
    pact: Pact,
    edition: PactEdition,
    proposed: PactEdition | None,
    own: Sequence[Carried],
    lacking: Sequence[Carried],
    seats: Seats,
    actor: Actor,
    day: date,
) -> May:
    """The buttons of the page."""
    me = _reader(pact, seats, own, actor)
    is_round = proposed is not None and proposed.circulated_at is not None
    signed = set(edition.signatures.values_list("party", flat=True))
    never, state = pact.in_force_since is None, pact.state
    holds, signing = state == State.IN_FORCE, state == State.SIGNING
    is_over = state in OVER
    left = holds and edition.commitments.filter(outcome__isnull=True).exists()
    may_change = (holds and me.speaks) or (signing and me.writes)
    return May(
        write=me.writes and proposed is not None,
        circulate=me.writes and proposed is not None and not is_round,
        fix=YES if not lacking else _not_all(len(lacking)),
        shows_fix=me.writes and is_round,
        answer=me.speaks and is_round and me.answers,
        sign=me.signs,
        shows_sign=signing and any(one.party.pk not in signed for one in own),
        change=proposed is None and may_change,
        drop_change=holds and me.writes and proposed is not None,
        withdraw=bool(me.signs) and never and state in {State.TALKED, State.SIGNING},
        drop=me.draws and never and state in BEFORE_FORCE,
        break_it=bool(me.signs) and not never and not is_over,
        end=YES if not left else _not_judged(),
        shows_end=me.draws and holds and edition.ends_on <= day,
        paper=me.draws and edition.fixed_at is not None,
        ceremony=edition.fixed_at is not None,
    )


def change_says(pact: Pact, edition: PactEdition) -> str:
    """What opening a new edition brings about, before one does it."""
    hands = edition.signatures.count()
    if pact.state == State.IN_FORCE:
        return ngettext(
            "Bản đang có hiệu lực còn giữ đến khi các bên đồng ý bản mới; khi ấy"
            " %(count)s chữ ký không còn giá trị và các bên ký lại.",
            "Bản đang có hiệu lực còn giữ đến khi các bên đồng ý bản mới; khi ấy"
            " %(count)s chữ ký không còn giá trị và các bên ký lại.",
            hands,
        ) % {"count": hands}
    return ngettext(
        "Văn bản mở lại để sửa: %(count)s chữ ký đã có không còn giá trị.",
        "Văn bản mở lại để sửa: %(count)s chữ ký đã có không còn giá trị.",
        hands,
    ) % {"count": hands}


def _not_all(count: int) -> Verdict:
    return Verdict(
        ngettext(
            "Còn %(count)s bên chưa đồng ý với bản mới nhất.",
            "Còn %(count)s bên chưa đồng ý với bản mới nhất.",
            count,
        )
        % {"count": count},
        _("Đợi các bên trả lời; mỗi lần sửa thì các bên trả lời lại."),
    )


def _not_judged() -> Verdict:
    return Verdict(
        _("Còn cam kết chưa đánh giá."),
        _("Đợi các bên đánh giá cam kết của mình."),
    )
