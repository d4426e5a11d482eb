"""Urging letters: drafted from the list of the late, told when they have a number."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.documents.actions import draft_document
from thidua.follow_up.drafts import UrgingDraft
from thidua.follow_up.kinds import Kind
from thidua.follow_up.letters import ABOUT, Late, late_units, letter_to, refuse_gone
from thidua.follow_up.models import UrgedUnit, UrgingLetter
from thidua.follow_up.policies import can_urge, can_work
from thidua.follow_up.telling import Tale, later, tell
from thidua.indicators.models import Form, FormPeriod
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@transaction.atomic
def urge_units(
    form: Form,
    span: FormPeriod,
    draft: UrgingDraft,
    *,
    actor: Actor,
    at: datetime,
) -> list[UrgingLetter]:
    """Draft one letter to all the units chosen, or one to each.

    They become documents of the office: edited, numbered and signed at the counter of
    documents. Nobody is told before a letter has its number.
    """
    today = day_of(at)
    late = late_units(actor, span, today)
    can_urge(actor, all_are_ours=late.keys() >= set(draft.units)).enforce()

    _refuse_unfit(draft, today)
    chosen = [late[pk] for pk in late if pk in set(draft.units)]
    groups = [chosen] if draft.is_joint else [[one] for one in chosen]
    made = [_drafted(group, span, draft, actor=actor, at=at) for group in groups]

    record(
        "follow_up.letters.drafted",
        form,
        actor=actor,
        at=at,
        period=span.period_id,
        units=[one.unit_id for one in chosen],
        letters=len(made),
    )
    return made


@transaction.atomic
def tell_letter(letter: UrgingLetter, *, actor: Actor, at: datetime) -> UrgingLetter:
    """A letter has its number: tell the units that it goes to, once."""
    can_work(actor).enforce()

    letter = UrgingLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.told_at is not None:
        return letter
    letter.told_at = at
    letter.save(update_fields=["told_at"])
    units = letter.urged.values_list("unit_id", flat=True)
    tell([_tale(letter, unit) for unit in units], at=at)

    record("follow_up.letter.told", letter, actor=actor, at=at, units=len(units))
    return letter


def _refuse_unfit(draft: UrgingDraft, today: date) -> None:
    if not draft.units:
        raise RuleBroken(
            _("Chưa chọn đơn vị nào."), _("Đánh dấu ít nhất một đơn vị."), field="units"
        )
    refuse_gone(draft.answer_by, today)


def _drafted(
    late: list[Late],
    span: FormPeriod,
    draft: UrgingDraft,
    *,
    actor: Actor,
    at: datetime,
) -> UrgingLetter:
    unit = Unit.objects.get(pk=actor.unit_id or 0)
    today = day_of(at)
    paper = letter_to(late, span, draft, actor=actor, today=today)
    document = draft_document(unit, paper, about=ABOUT, actor=actor, at=at)
    letter = UrgingLetter.objects.create(
        document=document,
        unit=unit,
        form=span.form,
        period_id=span.period_id,
        due_on=span.due_on,
        answer_by=draft.answer_by,
        made_at=at,
    )
    UrgedUnit.objects.bulk_create(
        UrgedUnit(letter=letter, unit_id=one.unit_id) for one in late
    )
    return letter


def _tale(letter: UrgingLetter, unit: int) -> Tale:
    return Tale(
        key=f"letter:{letter.pk}:{unit}",
        unit_id=unit,
        kind=Kind.LETTER,
        title=later(_title, letter),
        body=later(_body, letter),
        path=address("follow_up:letter", letter.pk),
        report=(letter.form_id, letter.period_id, unit),
        origin_id=letter.unit_id,
    )


def _title(letter: UrgingLetter) -> str:
    period = letter.period
    return _("Công văn đôn đốc: %(form)s, %(period)s") % {
        "form": letter.form.name,
        "period": dates.period_name(period.starts_on, period.ends_on),
    }


def _body(letter: UrgingLetter) -> str:
    return _("Đề nghị gửi trước ngày %(day)s.") % {"day": dates.show(letter.answer_by)}
