"""A unit divides its target among its people, and tells what each reached."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import PersonResult, PersonTarget, Target
from thidua.campaigns.policies import can_give_to_persons, can_tell_for_person
from thidua.campaigns.rules import (
    refuse_no_reason,
    refuse_unfit_days,
    refuse_unfit_value,
    refuse_unless_running,
)
from thidua.campaigns.states import TargetState
from thidua.indicators.models import Period
from thidua.kernel.dates import show
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person


@transaction.atomic
def give_to_person(
    target: Target,
    person: Person,
    *,
    value: Decimal,
    due_on: date,
    actor: Actor,
    at: datetime,
) -> PersonTarget:
    """A person of the unit is to reach a part of its target by a day."""
    target = Target.objects.locked(target)
    can_give_to_persons(actor, target).enforce()

    refuse_unless_running(target.campaign)
    starts = max(target.starts_on, at.date().replace(day=1))
    _refuse_unfit_person(target, person, at.date())
    _refuse_unfit_part(target, value, starts, due_on)
    aim = PersonTarget.objects.create(
        target=target,
        person=person,
        value=value,
        starts_on=starts,
        due_on=due_on,
        given_by=actor.name,
        given_at=at,
    )

    said = {"person": person.full_name, "value": value, "due_on": due_on}
    record("campaigns.person.given", target, actor=actor, at=at, **said)
    return aim


def _refuse_unfit_person(target: Target, person: Person, today: date) -> None:
    held = Mandate.objects.held_on(today).filter(unit=target.unit_id)
    if not held.filter(person=person).exists():
        raise RuleBroken(
            _("%(person)s không công tác ở đơn vị này hôm nay.")
            % {"person": person.full_name},
            _("Chọn người của đơn vị, hoặc ghi phân công trước."),
            field="person",
        )
    aims = PersonTarget.objects.filter(target=target, person=person)
    if aims.filter(ended_on=None).exists():
        raise RuleBroken(
            _("%(person)s đã được giao chỉ tiêu này.") % {"person": person.full_name},
            _("Thôi giao số cũ kèm lý do, rồi giao số mới."),
            field="person",
        )


def _refuse_unfit_part(
    target: Target, value: Decimal, starts: date, due_on: date
) -> None:
    if target.state == TargetState.ENDED:
        raise WrongMoment(_("Chỉ tiêu đã khép lại."), _("Giao theo chỉ tiêu còn mở."))
    _refuse_unfit_figure(target, value)
    refuse_unfit_days(starts, due_on)
    if due_on > target.due_on:
        raise RuleBroken(
            _("Hạn của đơn vị là %(day)s.") % {"day": show(target.due_on)},
            _("Chọn ngày đến hạn ấy."),
            field="due_on",
        )


@transaction.atomic
def end_person_target(
    aim: PersonTarget, *, reason: str, actor: Actor, at: datetime
) -> PersonTarget:
    """A person pursues a target no more, and why; what was told stays."""
    aim = PersonTarget.objects.select_for_update(of=("self",)).get(pk=aim.pk)
    can_give_to_persons(actor, aim.target).enforce()

    refuse_no_reason(reason)
    if aim.ended_on is not None:
        raise WrongMoment(_("Đã thôi giao rồi."), _("Tải lại trang."))
    aim.ended_on, aim.ended_because = at.date(), reason.strip()[:300]
    aim.save(update_fields=["ended_on", "ended_because"])

    said = {"person": aim.person.full_name, "reason": aim.ended_because}
    record("campaigns.person.ended", aim.target, actor=actor, at=at, **said)
    return aim


@transaction.atomic
def tell_person_result(
    aim: PersonTarget,
    period: Period,
    *,
    value: Decimal,
    note: str = "",
    version: int,
    actor: Actor,
    at: datetime,
) -> PersonResult:
    """What a person reached in a month; told by the unit's officer or the person.

    `version` is that of the figure that was read (0: none). It is no observation and
    is never rolled up: the unit's report counts the same thing (ADR 0030).
    """
    aim = PersonTarget.objects.select_for_update(of=("self",)).get(pk=aim.pk)
    can_tell_for_person(actor, aim).enforce()

    _refuse_unfit_month(aim, period, at.date())
    _refuse_unfit_figure(aim.target, value)
    standing = aim.results.filter(period=period).first()
    _refuse_stale(standing, value, version)
    result, _is_new = PersonResult.objects.update_or_create(
        aim=aim,
        period=period,
        defaults={
            "value": value,
            "note": note.strip(),
            "told_by": actor.name,
            "told_at": at,
            "version": version + 1,
        },
    )

    said = {"person": aim.person.full_name, "period": period.pk, "value": value}
    said["before"] = standing.value if standing else ""
    record("campaigns.person.told", aim.target, actor=actor, at=at, **said)
    return result


def _refuse_unfit_month(aim: PersonTarget, period: Period, today: date) -> None:
    if aim.ended_on is not None:
        raise WrongMoment(
            _("Đã thôi giao chỉ tiêu này."), _("Số đã ghi giữ nguyên để xem.")
        )
    if period.kind != Period.Kind.MONTH or period.starts_on > today:
        raise RuleBroken(
            _("Tháng ấy chưa bắt đầu."), _("Chọn tháng đã qua hoặc tháng này.")
        )
    if period.ends_on < aim.starts_on or period.starts_on > aim.due_on:
        raise RuleBroken(
            _("Tháng ấy ngoài thời gian được giao, %(first)s đến %(last)s.")
            % {"first": show(aim.starts_on), "last": show(aim.due_on)},
            _("Chọn tháng khác."),
        )


def _refuse_stale(standing: PersonResult | None, value: Decimal, version: int) -> None:
    now = standing.version if standing else 0
    if now != version:
        raise Changed(
            _("Có người vừa ghi kết quả tháng này."),
            _("Xem số mới nhất rồi quyết định lại."),
            theirs=[(_("Đang có"), show_number(standing.value) if standing else "")],
            yours={_("Đang có"): show_number(value)},
            version=now,
        )


def _refuse_unfit_figure(target: Target, value: Decimal) -> None:
    """Type and sign; what is counted in whole things is not halved among people."""
    refuse_unfit_value(target.version, value, "")
    if not target.version.decimals and value != value.to_integral_value():
        raise RuleBroken(
            _("“%(name)s” đếm trọn, không có phần lẻ.") % {"name": target.version.name},
            _("Ghi số nguyên."),
            field="value",
        )
