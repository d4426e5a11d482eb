"""Free days: those of the week that are usual, and single days named otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor
from thidua.speakers.held import FARTHEST, held_speaker
from thidua.speakers.models import NamedDay, Speaker
from thidua.speakers.policies import can_speak_for


@transaction.atomic
def tell_weekdays(
    speaker: Speaker, weekdays: Iterable[int], *, actor: Actor, at: datetime
) -> Speaker:
    """On which days of the week they are usually free; the calendar is fresh again."""
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    held.weekdays = sorted({day for day in weekdays if 0 <= day <= 6})
    held.days_told_at = at
    held.save(update_fields=["weekdays", "days_told_at"])

    record("speakers.days.told", held, actor=actor, at=at, weekdays=held.weekdays)
    return held


@transaction.atomic
def name_day(
    speaker: Speaker, day: date, *, is_free: bool, actor: Actor, at: datetime
) -> NamedDay:
    """One day is otherwise than usual; a promised day is not named."""
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    today = day_of(at)
    if not today <= day <= today + timedelta(days=FARTHEST):
        raise RuleBroken(
            _("Chỉ ghi được ngày từ hôm nay đến một năm tới."), field="day"
        )
    if held.invitations.live().filter(day=day).exists():
        raise WrongMoment(
            _("Ngày này đã có lời mời."),
            _("Trả lời hoặc hủy lời mời ấy, thay vì ghi vào lịch."),
        )
    named, _is_new = NamedDay.objects.update_or_create(
        speaker=held, day=day, defaults={"is_free": is_free}
    )
    held.days_told_at = at
    held.save(update_fields=["days_told_at"])

    said = {"day": day.isoformat(), "free": is_free}
    record("speakers.days.named", held, actor=actor, at=at, **said)
    return named
