"""Somebody tells; the unit in charge opens, joins, answers, takes up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel import clock
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.text import tidy
from thidua.organisations.actor import Actor
from thidua.prospects.actions.prospects import make_prospect
from thidua.prospects.drafts import ProspectDraft, TipDraft
from thidua.prospects.models import Prospect, Tip
from thidua.prospects.policies import can_add, can_answer, can_join, can_tell
from thidua.prospects.states import (
    ANSWER_TIP,
    JOIN_TIP,
    OPEN_TIP,
    PART_TIP,
    TAKE_UP,
    TipState,
)
from thidua.prospects.telling import tell_answered, tell_waiting
from thidua.prospects.where import unit_in_charge


@transaction.atomic
def send_tip(draft: TipDraft, *, actor: Actor, at: datetime) -> Tip:
    """Somebody signed in tells of a person, a unit or a practice."""
    can_tell(actor).enforce()

    draft.refuse_without_words()
    _refuse_what_was_told(draft, actor)
    tip = Tip(
        home_id=unit_in_charge(draft.where_id, day_of(at), actor.person_id),
        teller_id=actor.person_id,
        told_by=actor.signed[:200],
        told_at=at,
        is_made_up=draft.is_made_up,
    )
    draft.onto(tip)
    tip.save()

    record("prospects.tip.sent", tip, actor=actor, at=at, name=tip.name)
    tell_waiting(tip, at)
    return tip


def _refuse_what_was_told(draft: TipDraft, actor: Actor) -> None:
    """The very same words are sent again by going back, not on purpose."""
    same = Tip.objects.filter(
        teller=actor.person_id,
        where=draft.where_id,
        name=tidy(draft.subject.name),
        what=draft.what.strip(),
        state__in=(TipState.SENT, TipState.OPENED),
    )
    if actor.person_id and same.exists():
        raise RuleBroken(
            _("Tin này anh/chị đã gửi rồi, đơn vị đang xem."),
            _("Có thêm điều gì thì viết thêm vào đây; không thì không cần gửi lại."),
            field="what",
        )


@transaction.atomic
def open_tip(tip: Tip, *, actor: Actor, at: datetime) -> Tip:
    """An officer looks at it; the teller sees that somebody does."""
    one = Tip.objects.locked(tip)
    can_answer(actor, one).enforce()

    if one.state != TipState.SENT:
        return one
    one.state = OPEN_TIP.take_from(one.state)
    one.version += 1
    one.save(update_fields=["state", "version"])

    record("prospects.tip.opened", one, actor=actor, at=at)
    return one


@transaction.atomic
def answer_tip(tip: Tip, answer: str, *, actor: Actor, at: datetime) -> Tip:
    """It becomes no prospect, and the teller is told why, with thanks."""
    one = Tip.objects.locked(tip)
    can_answer(actor, one).enforce()

    if not answer.strip():
        raise RuleBroken(
            _("Chưa ghi câu trả lời."),
            _("Nói vì sao chưa đưa vào nhân tố; người báo tin đọc câu này."),
            field="answer",
        )
    one.state = ANSWER_TIP.take_from(one.state)
    _say(one, answer, actor, at)

    record("prospects.tip.answered", one, actor=actor, at=at, answer=one.answer)
    tell_answered(one, actor)
    return one


def _say(tip: Tip, answer: str, actor: Actor, at: datetime) -> None:
    tip.answer = in_full(answer.strip(), 500, "answer")
    tip.answered_by = actor.signed[:200]
    tip.answered_at = at
    tip.version += 1
    tip.save()


@transaction.atomic
def take_up_tip(
    tip: Tip, draft: ProspectDraft, *, answer: str = "", actor: Actor, at: datetime
) -> Prospect:
    """The unit in charge makes a prospect of it and tells the teller so.

    Doubles that were joined into it are of the same prospect.
    """
    one = Tip.objects.locked(tip)
    can_answer(actor, one).enforce()
    can_add(actor, one.home_id).enforce()

    one.state = TAKE_UP.take_from(one.state)
    one.prospect = make_prospect(
        draft, one.home_id, Prospect.Source.TIP, actor=actor, at=at
    )
    _say(one, answer or _("Cảm ơn; đã đưa vào danh sách nhân tố."), actor, at)

    said = {"name": one.name, "prospect": one.prospect.pk}
    record("prospects.tip.taken_up", one, actor=actor, at=at, **said)
    tell_answered(one, actor)
    return one.prospect


@transaction.atomic
def join_tip(double: Tip, kept: Tip, *, actor: Actor, at: datetime) -> Tip:
    """Two tell of the same: the double points to the one that is kept; both stay."""
    if double.pk == kept.pk:
        raise RuleBroken(_("Không gộp một tin với chính nó."), _("Chọn tin khác."))
    both = Tip.objects.filter(pk__in=[double.pk, kept.pk]).order_by("pk")
    pair = {one.pk: one for one in both.select_for_update(of=("self",))}
    double, kept = pair[double.pk], pair[kept.pk]
    can_join(actor, double, kept, clock.day_of(at)).enforce()

    if kept.state in {TipState.JOINED, TipState.TAKEN_BACK}:
        raise WrongMoment(
            _("Tin giữ lại đã gộp vào tin khác hoặc người báo đã rút."),
            _("Tải lại trang rồi chọn lại."),
        )
    double.state, double.joined_into = JOIN_TIP.take_from(double.state), kept
    double.version += 1
    double.save(update_fields=["state", "joined_into", "version"])

    said = {"name": kept.name, "into": kept.pk}
    record("prospects.tip.joined", double, actor=actor, at=at, **said)
    record("prospects.tip.took_over", kept, actor=actor, at=at, double=double.pk)
    return kept


@transaction.atomic
def part_tip(double: Tip, *, actor: Actor, at: datetime) -> Tip:
    """They were two after all: it waits for an answer of its own again."""
    one = Tip.objects.locked(double)
    can_answer(actor, one).enforce()

    one.state, one.joined_into = PART_TIP.take_from(one.state), None
    one.version += 1
    one.save(update_fields=["state", "joined_into", "version"])

    record("prospects.tip.parted", one, actor=actor, at=at)
    return one
