"""Numbers: given in order within one lock, noted from elsewhere, struck out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.audit.done import take_once
from thidua.audit.trail import record
from thidua.documents.authority import refuse_without_authority
from thidua.documents.events import DocumentIssued, NumberVoided
from thidua.documents.hanging import tell_hanger
from thidua.documents.kinds import kind_words
from thidua.documents.models import Document, Number, Register
from thidua.documents.policies import (
    can_keep_registers,
    can_number,
    can_work_on,
)
from thidua.documents.reading import can_be_printed, latest_file
from thidua.documents.states import ISSUE, REPLACE, VOID, Amends
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.kernel.paper.figures import number_and_symbol
from thidua.kernel.paper.parts import Manner
from thidua.kernel.text import tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

ISSUED, VOIDED = "documents.document.issued", "documents.number.voided"


@transaction.atomic
def issue_document(document: Document, *, actor: Actor, at: datetime) -> Number:
    """Give the next number of the register of the day's year; the day is today."""
    document = Document.objects.locked(document)
    can_number(actor, document).enforce()
    refuse_without_authority(document.unit, document.kind)
    _refuse_what_is_not_printed(document)

    document.state = take_once(ISSUE, document, document.state, ISSUED)
    day = day_of(at)
    register = Register.objects.locked(
        document.unit, document.series, document.kind, day.year
    )
    last = register.numbers.aggregate(value=Max("value"), day=Max("issued_on"))
    if last["day"] and last["day"] > day:
        raise RuleBroken(
            _("Số trước đã cấp ngày %(day)s, sau ngày hôm nay.")
            % {"day": dates.show(last["day"])},
            _("Số và ngày cùng tăng: xem lại ngày của hệ thống."),
        )
    number = Number.objects.create(
        register=register,
        value=(last["value"] or register.first - 1) + 1,
        document=document,
        issued_on=day,
        given_at=at,
        given_by=actor.name,
    )
    _numbered(document, number, actor=actor, at=at)
    return number


def _refuse_what_is_not_printed(document: Document) -> None:
    """A text that was settled before letters were looked at goes back to its draft."""
    brought = latest_file(document)
    printed = can_be_printed(document, brought.file if brought else None)
    if not printed:
        raise RuleBroken(
            printed.reason, _("Trả lại dự thảo, sửa chữ ấy, chốt lại rồi cấp số.")
        )


@transaction.atomic
def note_number(
    document: Document,
    *,
    value: int,
    issued_on: date,
    given_elsewhere: str,
    actor: Actor,
    at: datetime,
) -> Number:
    """Note the number that the office's own document system gave."""
    document = Document.objects.locked(document)
    can_work_on(actor, document).enforce()
    refuse_without_authority(document.unit, document.kind)
    if issued_on > day_of(at):
        raise RuleBroken(
            _("Ngày ban hành chưa tới."),
            _("Ghi ngày trên văn bản đã ban hành."),
            field="issued_on",
        )

    document.state = take_once(ISSUE, document, document.state, ISSUED)
    number = Number.objects.create(
        given_elsewhere=tidy(given_elsewhere),
        value=value,
        document=document,
        issued_on=issued_on,
        given_at=at,
        given_by=actor.name,
    )
    _numbered(document, number, actor=actor, at=at)
    return number


@transaction.atomic
def void_number(
    document: Document, *, reason: str, actor: Actor, at: datetime
) -> Document:
    """Strike a number out, with a reason; it stays in its register, never reused."""
    document = Document.objects.locked(document)
    can_number(actor, document).enforce()

    document.state = take_once(VOID, document, document.state, VOIDED)
    document.save(update_fields=["state"])
    number = document.numbers.standing().get()
    number.voided_at, number.void_reason = at, tidy(reason)
    number.save(update_fields=["voided_at", "void_reason"])

    record(
        VOIDED,
        document,
        actor=actor,
        at=at,
        value=_said(document, number),
        reason=number.void_reason,
    )
    tell_hanger(document, actor=actor, at=at)
    announce(NumberVoided(document.pk, document.about))
    return document


@transaction.atomic
def begin_register(
    unit: Unit,
    *,
    kind: str,
    year: int,
    first: int,
    reason: str,
    series: str = "",
    also: Sequence[str] = (),
    actor: Actor,
    at: datetime,
) -> Register:
    """Begin a register before any number was given: from another number than 01, or
    for several kinds together (`also`)."""
    can_keep_registers(actor, unit).enforce()
    others = [one for one in also if one != kind]
    _refuse_kinds_kept_elsewhere(unit, tidy(series), year, kind, others)

    register = Register.objects.locked(unit, tidy(series), kind, year)
    _refuse_a_wrong_beginning(register, first, reason)
    register.first, register.first_reason = first, tidy(reason)
    together = dict.fromkeys([kind, *others])
    register.also = [one for one in together if one != register.kind]
    register.save(update_fields=["first", "first_reason", "also"])

    record(
        "documents.register.begun",
        register,
        actor=actor,
        at=at,
        value=first,
        reason=register.first_reason,
    )
    return register


def _refuse_a_wrong_beginning(register: Register, first: int, reason: str) -> None:
    if first > 1 and not reason.strip():
        raise RuleBroken(
            _("Sổ không bắt đầu từ 01 thì ghi vì sao."),
            _("Ví dụ: các số trước đã cấp ở sổ giấy."),
            field="reason",
        )
    if register.numbers.exists():
        raise RuleBroken(
            _("Sổ này đã cấp số, không đổi số đầu được."),
            _("Số tiếp theo vẫn cấp liên tục; số cấp nơi khác thì ghi từng văn bản."),
            field="first",
        )


def _refuse_kinds_kept_elsewhere(
    unit: Unit, series: str, year: int, kind: str, others: Sequence[str]
) -> None:
    """A kind that has its own register this year stays there."""
    mine = Register.objects.filter(unit=unit, series=series, year=year)
    own = mine.keeping(kind).first()
    for other in others:
        held = mine.keeping(other).exclude(pk=own.pk if own else 0).first()
        if held is not None:
            raise RuleBroken(
                _("“%(kind)s” đã có sổ riêng năm %(year)s.")
                % {"kind": kind_words(other), "year": year},
                _("Bỏ loại này khỏi sổ chung, hoặc chung sổ từ năm sau."),
                field="kinds",
            )


def _numbered(
    document: Document, number: Number, *, actor: Actor, at: datetime
) -> None:
    """Write the number into the text, end what it replaces, and tell."""
    document.paper |= {"number": number.value, "day": number.issued_on.isoformat()}
    document.save(update_fields=["state", "paper"])
    if document.amends and document.amends_how == Amends.CORRECTS:
        _refuse_to_correct_what_is_over(Document.objects.locked(document.amends))
    if document.amends and document.amends_how == Amends.REPLACES:
        replaced = Document.objects.locked(document.amends)
        replaced.state = REPLACE.take_from(replaced.state)
        replaced.save(update_fields=["state"])
        record(
            "documents.document.replaced",
            replaced,
            actor=actor,
            at=at,
            value=_said(document, number),
        )
    record(
        ISSUED,
        document,
        actor=actor,
        at=at,
        value=_said(document, number),
        elsewhere=number.given_elsewhere,
    )
    tell_hanger(document, actor=actor, at=at)
    announce(DocumentIssued(document.pk, document.about))


def _refuse_to_correct_what_is_over(corrected: Document) -> None:
    """It was replaced, or struck out, while its correction was written."""
    if not REPLACE.open_from(corrected.state):
        raise WrongMoment(
            _("Văn bản được đính chính %(state)s.")
            % {"state": corrected.get_state_display()},
            _("Bỏ dự thảo này; nếu cần thì đính chính văn bản đã thay thế nó."),
        )


def _said(document: Document, number: Number) -> str:
    return number_and_symbol(number.value, document.symbol, Manner(document.manner))
