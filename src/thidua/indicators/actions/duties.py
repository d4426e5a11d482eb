"""Who reports a form from which day on, and who does no more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import DateRangeField
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import DateField, F, Func, Value
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.models import Form, ReportDuty
from thidua.indicators.policies import can_lay_out
from thidua.kernel.errors import RuleBroken
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Reporter:
    """A unit that reports, and the unit that receives its reports."""

    unit_id: int
    receiver_id: int


@transaction.atomic
def assign_reporters(
    form: Form,
    reporters: Sequence[Reporter],
    *,
    since: date,
    until: date | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> list[ReportDuty]:
    """These units report the form from a day on; who already does, goes on.

    Whose duty has an end is asked again from there.
    """
    can_lay_out(actor, form).enforce()

    days = DateRange(since, until)
    reported_until = _reported_until(form, [one.unit_id for one in reporters], days)
    duties = ReportDuty.objects.bulk_create(
        ReportDuty(
            form=form,
            unit_id=one.unit_id,
            receiver_id=one.receiver_id,
            during=DateRange(begins, until),
        )
        for one in reporters
        if (begins := reported_until.get(one.unit_id, since))
        and (until is None or begins < until)
    )

    record(
        "indicators.form.assigned",
        form,
        actor=actor,
        at=at,
        since=since,
        units=[duty.unit_id for duty in duties],
        reason=reason,
    )
    return duties


def _reported_until(
    form: Form, units: Sequence[int], days: DateRange
) -> dict[int, date | None]:
    """Of those that report it within the days already: until when; None is for good."""
    found: dict[int, date | None] = {}
    duties = form.duties.filter(unit__in=units, during__overlap=days)
    for duty in duties.order_by("during"):
        found[duty.unit_id] = duty.during.upper
    return found


@transaction.atomic
def end_duty(
    duty: ReportDuty, *, on: date, reason: str, actor: Actor, at: datetime
) -> ReportDuty:
    """From a day on a unit reports the form no more, and why."""
    duty = ReportDuty.objects.select_for_update().get(pk=duty.pk)
    can_lay_out(actor, duty.form).enforce()

    if duty.during.lower is not None and on <= duty.during.lower:
        raise RuleBroken(
            _("Đơn vị chưa báo cáo trước ngày ấy."), _("Chọn ngày muộn hơn.")
        )
    duty.during = DateRange(duty.during.lower, on)
    duty.save(update_fields=["during"])

    record(
        "indicators.duty.ended",
        duty.form,
        actor=actor,
        at=at,
        unit=duty.unit_id,
        on=on,
        reason=reason,
    )
    return duty


@transaction.atomic
def release_reporters(
    form: Form,
    unit_ids: Collection[int],
    *,
    on: date,
    reason: str,
    actor: Actor,
    at: datetime,
) -> int:
    """From a day on these units report the form no more; the answer: how many did.

    Those whose duty does not stand on that day are left alone.
    """
    can_lay_out(actor, form).enforce()

    duties = form.duties.standing_on(on).filter(unit__in=unit_ids)
    held = list(duties.select_for_update().order_by("pk"))
    if not held:
        return 0
    if any(duty.during.lower == on for duty in held):
        raise RuleBroken(
            _("Có đơn vị mới bắt đầu báo cáo từ chính ngày ấy."),
            _("Chọn ngày muộn hơn."),
        )
    form.duties.filter(pk__in=[duty.pk for duty in held]).update(during=_until(on))

    record(
        "indicators.form.released",
        form,
        actor=actor,
        at=at,
        units=[duty.unit_id for duty in held],
        on=on,
        reason=reason,
    )
    return len(held)


@transaction.atomic
def stop_asking(
    form: Form,
    unit_ids: Collection[int],
    *,
    on: date,
    reason: str,
    actor: Actor,
    at: datetime,
) -> int:
    """The form asks these units no more after the period under way on a day.

    That period is still reported, so that what was counted in it is not lost; who would
    begin only after it never does. The answer: how many are asked no more, 0 where no
    period would follow.
    """
    can_lay_out(actor, form).enforce()

    after = _after_what_is_under_way(form, on)
    if not form.periods.filter(period__ends_on__gte=after).exists():
        return 0
    never = _forget_what_never_began(form, unit_ids, after)
    if never:
        told = {"units": never, "on": after, "reason": reason}
        record("indicators.form.released", form, actor=actor, at=at, **told)
    return len(never) + release_reporters(
        form, unit_ids, on=after, reason=reason, actor=actor, at=at
    )


def _forget_what_never_began(
    form: Form, unit_ids: Collection[int], after: date
) -> list[int]:
    """The units whose duty would have begun only then; it is taken away."""
    duties = form.duties.filter(unit__in=unit_ids, during__startswith__gte=after)
    units = list(duties.order_by("pk").values_list("unit", flat=True))
    duties.delete()
    return units


def _after_what_is_under_way(form: Form, day: date) -> date:
    spans = form.periods.filter(
        period__starts_on__lte=day, period__ends_on__gte=day
    ).values_list("period__ends_on", flat=True)
    return max(spans) + timedelta(days=1) if spans else day


def _until(day: date) -> Func:
    """The same stretch of time, now ending before a day."""
    return Func(
        F("during__startswith"),
        Value(day, output_field=DateField()),
        function="daterange",
        output_field=DateRangeField(),
    )
