"""Handing over: the notes, the leaver's signature, the newcomer's signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel import dates
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Handover, Mandate
from thidua.organisations.policies import can_hand_over, can_take_over


@transaction.atomic
def write_handover(
    mandate: Mandate, notes: str, *, actor: Actor, at: datetime
) -> Handover:
    """Keep the leaver's notes; nothing is signed yet."""
    can_hand_over(actor, mandate, at.date()).enforce()
    handover, _is_new = Handover.objects.select_for_update().get_or_create(
        mandate=mandate
    )
    _refuse_given(handover)
    handover.notes = notes
    handover.save(update_fields=["notes"])
    record("organisations.handover.written", mandate.person, actor=actor, at=at)
    return handover


@transaction.atomic
def give_over(
    mandate: Mandate,
    taker: Mandate,
    *,
    notes: str,
    content: Mapping[str, Any],
    last_day: date,
    actor: Actor,
    at: datetime,
) -> Handover:
    """Sign what is left to somebody of the same unit; it is sealed as it stands.

    Whoever calls has proved afresh who they are (`signing.prove`).
    """
    can_hand_over(actor, mandate, at.date()).enforce()
    handover, _is_new = Handover.objects.select_for_update().get_or_create(
        mandate=mandate
    )
    _refuse_given(handover)
    _refuse_day(mandate, last_day, at.date())
    _refuse_taker(mandate, taker)
    handover.taker, handover.notes, handover.last_day = taker, notes, last_day
    handover.content = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    handover.given_at, handover.given_by = at, actor.name
    handover.given_office, handover.signer = actor.office, actor.mandate
    handover.seal = _seal(handover)
    handover.save()
    for subject in (mandate.person, mandate.unit):
        record(
            "organisations.handover.given",
            subject,
            actor=actor,
            at=at,
            handover=handover.pk,
            is_in_place=actor.person_id != mandate.person_id,
            said=_("cho %s") % taker.person.full_name,
        )
    return handover


@transaction.atomic
def take_over(handover: Handover, *, actor: Actor, at: datetime) -> Handover:
    """Sign that it was received; the leaver's mandate ends with the agreed last day.

    Whoever calls has proved afresh who they are (`signing.prove`).
    """
    handover = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("mandate__person", "taker")
        .get(pk=handover.pk)
    )
    can_take_over(actor, handover).enforce()
    if handover.given_at is None or handover.taken_at is not None:
        raise WrongMoment(
            _("Bàn giao này chưa được giao, hoặc đã nhận rồi."),
            _("Tải lại trang để xem đang ở bước nào."),
        )
    handover.taken_at, handover.taken_by = at, actor.name
    handover.taken_office = actor.office
    handover.save(update_fields=["taken_at", "taken_by", "taken_office"])
    handover.last_day = _end(handover, actor=actor, at=at)
    for subject in (handover.mandate.person, handover.mandate.unit):
        record(
            "organisations.handover.taken",
            subject,
            actor=actor,
            at=at,
            handover=handover.pk,
            said=_("từ %s") % handover.mandate.person.full_name,
        )
    return handover


@transaction.atomic
def withdraw_handover(handover: Handover, *, actor: Actor, at: datetime) -> None:
    """Take back what nobody has taken yet (a wrong name, something forgotten).

    The notes are kept for the next try; the trail says that it was given and withdrawn.
    """
    handover = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("mandate__person")
        .get(pk=handover.pk)
    )
    mandate = handover.mandate
    can_hand_over(actor, mandate, at.date()).enforce()
    if handover.given_at is None or handover.taken_at is not None:
        raise WrongMoment(
            _("Chỉ thu lại được khi đã ký giao mà chưa ai ký nhận."),
            _("Tải lại trang để xem đang ở bước nào."),
        )
    number = handover.pk
    handover.delete()
    Handover.objects.create(mandate=mandate, notes=handover.notes)
    record(
        "organisations.handover.withdrawn",
        mandate.person,
        actor=actor,
        at=at,
        handover=number,
    )


def _seal(handover: Handover) -> str:
    """The SHA-256 over what was given: content, notes, both mandates, the last day."""
    said = json.dumps(
        [
            handover.mandate_id,
            handover.taker_id,
            handover.last_day.isoformat() if handover.last_day else "",
            handover.notes,
            handover.content,
            handover.given_by,
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
    return hashlib.sha256(said.encode()).hexdigest()


def _end(handover: Handover, *, actor: Actor, at: datetime) -> date:
    """The leaver's rights end with the last day, which may not lie behind us."""
    mandate = Mandate.objects.select_for_update().get(pk=handover.mandate_id)
    assert handover.last_day is not None  # noqa: S101 - `given` has one
    until = max(handover.last_day, at.date()) + timedelta(days=1)
    ends: date | None = mandate.during.upper
    if ends is not None and ends <= until:
        return ends - timedelta(days=1)
    mandate.during = DateRange(mandate.during.lower, until)
    mandate.save(update_fields=["during"])
    record(
        "organisations.mandate.ended",
        mandate.person,
        actor=actor,
        at=at,
        mandate=mandate.pk,
        title=mandate.title,
        unit=mandate.unit_id,
        last=(until - timedelta(days=1)).isoformat(),
    )
    return until - timedelta(days=1)


def _refuse_given(handover: Handover) -> None:
    if handover.given_at is not None:
        raise WrongMoment(
            _("Bàn giao này đã ký giao, không sửa nữa."),
            _("Điều cần nói thêm thì nói với người nhận."),
        )


def _refuse_taker(mandate: Mandate, taker: Mandate) -> None:
    if taker.unit_id != mandate.unit_id or taker.person_id == mandate.person_id:
        raise RuleBroken(
            _("Bàn giao cho người khác trong cùng đơn vị."),
            _("Người nhận chưa được phân công ở đơn vị thì nhờ quản trị phân công."),
            field="taker",
        )


def _refuse_day(mandate: Mandate, last_day: date, today: date) -> None:
    until = mandate.during.upper
    is_over = until is not None and until <= today
    if not is_over and last_day < today:
        raise RuleBroken(
            _("Ngày làm việc cuối %s đã qua.") % dates.show(last_day),
            _("Ghi từ hôm nay trở đi."),
            field="last_day",
        )
    if until is not None and last_day >= until:
        raise RuleBroken(
            _("Phân công hết trước ngày ấy: ngày cuối là %s.")
            % dates.show(until - timedelta(days=1)),
            _("Ghi ngày ấy hoặc sớm hơn."),
            field="last_day",
        )
