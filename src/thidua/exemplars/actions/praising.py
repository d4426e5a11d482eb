"""The head praises whom the meeting chose; on that day the values are frozen."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.documents.free import DECISION
from thidua.documents.policies import can_issue
from thidua.exemplars.drawing_up import drawn_up_by
from thidua.exemplars.held import (
    close_minutes,
    held_exemplar,
    last_that_chose,
    reason_in,
    refuse_while_ending,
)
from thidua.exemplars.models import (
    ComparisonRule,
    Exemplar,
    FrozenValue,
    Hold,
    Praise,
)
from thidua.exemplars.papers import praise_paper
from thidua.exemplars.policies import can_praise
from thidua.exemplars.ruling import rule_of
from thidua.exemplars.states import PRAISE, UNSELECT
from thidua.exemplars.values import of_exemplar
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.policy import YES
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@transaction.atomic
def praise_exemplar(
    exemplar: Exemplar,
    *,
    kind: str,
    words: str,
    praised_on: date,
    is_drawn_up: bool = False,
    asked_on: date | None = None,
    actor: Actor,
    at: datetime,
) -> Praise:
    """Praise by a decision or a notice; the exemplar's values are frozen as of the day.

    By these values others are measured from now on, by today's rule (legal.md §7.2).
    `asked_on` is the day whose figures the head saw: those of another are shown first.
    """
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    held.state = PRAISE.take_from(held.state)
    refuse_while_ending(held)
    unit = Unit.objects.get(pk=keeper or held.home_id)
    _refuse_what_is_wrong(held, unit, kind, praised_on, day_of(at))
    _refuse_what_was_not_asked(praised_on, asked_on)
    _settle(held, praised_on, actor, at)
    paper = partial(praise_paper, held, kind, words)
    praise = Praise.objects.create(
        exemplar=held,
        kind=kind,
        document=drawn_up_by(unit, paper, actor, at) if is_drawn_up else None,
        words=words.strip(),
        praised_on=praised_on,
        praised_by=actor.signed[:300],
        recorded_at=at,
    )

    said = {"day": praised_on.isoformat(), "kind": kind}
    record("exemplars.exemplar.praised", held, actor=actor, at=at, **said)
    return praise


@transaction.atomic
def unselect_exemplar(
    exemplar: Exemplar, *, reason: str, actor: Actor, at: datetime
) -> Exemplar:
    """The head does not praise whom the meeting chose, and says why."""
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    held.state = UNSELECT.take_from(held.state)
    refuse_while_ending(held)
    held.reason = reason_in(reason)
    held.save(update_fields=["state", "reason"])
    close_minutes(held, by=actor.signed, at=at)

    said = held.reason
    record("exemplars.exemplar.unselected", held, actor=actor, at=at, reason=said)
    return held


def _refuse_what_is_wrong(
    exemplar: Exemplar, unit: Unit, kind: str, praised_on: date, today: date
) -> None:
    """The day and the kind of paper, both at once."""
    faults = Faults()
    with faults:
        _refuse_unfit(exemplar, praised_on, today)
    with faults:
        _refuse_without_authority(unit, kind)
    faults.say()


def _refuse_unfit(exemplar: Exemplar, praised_on: date, today: date) -> None:
    if praised_on > today:
        raise RuleBroken(
            _("Ngày biểu dương chưa tới."),
            _("Ghi ngày ký văn bản biểu dương, không sau hôm nay."),
            field="praised_on",
        )
    _refuse_too_early(exemplar, praised_on)
    if Hold.objects.on_subject(exemplar).open_on(praised_on).exists():
        raise WrongMoment(
            _("“%(name)s” đang tạm dừng xét vào ngày ấy.") % {"name": exemplar.name},
            _("Xem sổ tạm dừng; xét lại khi có văn bản kết thúc."),
        )


def _refuse_without_authority(unit: Unit, kind: str) -> None:
    """A hamlet praises by a notice: a decision is the commune's."""
    verdict = can_issue(unit, DECISION) if kind == Praise.Kind.DECISION else YES
    if not verdict:
        raise RuleBroken(verdict.reason, verdict.remedy, field="kind")


def _refuse_too_early(exemplar: Exemplar, praised_on: date) -> None:
    """Not before the meeting that chose, nor before it was registered at all."""
    meeting = last_that_chose(exemplar)
    registered_on = day_of(exemplar.registered_at)
    if meeting is not None and praised_on < meeting.held_on:
        raise RuleBroken(
            _("Ngày biểu dương trước ngày họp bình chọn %(day)s.")
            % {"day": dates.show(meeting.held_on)},
            _("Ghi ngày ký văn bản biểu dương, không trước ngày họp."),
            field="praised_on",
        )
    if praised_on < registered_on:
        raise RuleBroken(
            _("Ngày biểu dương trước ngày đăng ký điển hình %(day)s.")
            % {"day": dates.show(registered_on)},
            _("Ghi ngày ký văn bản biểu dương, không trước ngày đăng ký."),
            field="praised_on",
        )


def _refuse_what_was_not_asked(praised_on: date, asked_on: date | None) -> None:
    """Was the head asked with the figures of another day than the one typed? Then the
    page is shown again with those of this day."""
    if asked_on is None or asked_on == praised_on:
        return
    raise RuleBroken(
        _("Số liệu trên trang vừa rồi theo ngày %(day)s.")
        % {"day": dates.show(asked_on)},
        _("Xem số liệu của ngày này ở trên, rồi bấm lần nữa."),
        field="praised_on",
    )


def _rule_for(exemplar: Exemplar) -> ComparisonRule:
    rule = rule_of(exemplar.campaign)
    if rule is None:
        raise WrongMoment(
            _("Phong trào chưa có quy tắc so sánh, nên chưa chốt mốc cho người học."),
            _("Cơ quan thường trực đặt quy tắc ở tab Điển hình của phong trào."),
        )
    return rule


def _settle(exemplar: Exemplar, praised_on: date, actor: Actor, at: datetime) -> None:
    """From this day on, by the rule of today, others are held against its values; what
    the meetings counted that chose it is written anew no more."""
    exemplar.praised_on = praised_on
    exemplar.rule = _rule_for(exemplar)
    _freeze(exemplar, exemplar.rule.window, at)
    exemplar.save(update_fields=["state", "praised_on", "rule"])
    close_minutes(exemplar, by=actor.signed, at=at)


def _freeze(exemplar: Exemplar, months: int, at: datetime) -> None:
    figures = list(exemplar.figures.select_related("version"))
    assert exemplar.praised_on is not None  # noqa: S101 - set by the caller
    found = of_exemplar(
        figures, exemplar.campaign, exemplar.unit_id, exemplar.praised_on, months
    )
    FrozenValue.objects.bulk_create(
        FrozenValue(
            figure=figure,
            value=got.value,
            period_id=got.period_id,
            since=got.since,
            reported=got.reported,
            accepted=got.accepted,
            frozen_at=at,
        )
        for figure in figures
        if (got := found.get(figure.pk)) is not None
    )
