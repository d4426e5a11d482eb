"""Draft a form, write its lines, open its periods, say who reports to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.editions import take_over
from thidua.indicators.events import FormFollowed
from thidua.indicators.models import (
    Form,
    FormLine,
    FormPeriod,
    IndicatorPart,
    IndicatorVersion,
)
from thidua.indicators.parting import asked_parts
from thidua.indicators.periods import PeriodKind, between
from thidua.indicators.policies import can_define, can_lay_out
from thidua.kernel.calendar import nth_working_day
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a form: which indicator, of whom, in which scale.

    Either `level` (one of `FormLine.Level`) or `owner_id` says who reports it. `scale`
    is how many of the indicator's measure one displayed unit is (1.000.000 for
    “triệu đồng” over đồng). Beneath it the form also asks for the parts by these
    `breakdowns`, of the same units and in the same scale.
    """

    version_id: int
    level: str = ""
    owner_id: int | None = None
    group: str = ""
    scale: Decimal = Decimal(1)
    is_cumulative: bool = False
    breakdowns: tuple[int, ...] = ()


@transaction.atomic
def draft_form(
    owner: Unit,
    *,
    name: str,
    tree: Tree,
    period_kind: str,
    starts_on: date,
    ends_on: date,
    due_after: int = 5,
    actor: Actor,
    at: datetime,
) -> Form:
    """A unit begins a form; `due_after` is the nth working day after each period."""
    can_define(actor, owner).enforce()

    if ends_on <= starts_on:
        raise RuleBroken(
            _("Biểu phải kết thúc sau ngày bắt đầu."), _("Sửa lại khoảng thời gian.")
        )
    form = Form.objects.create(
        owner=owner,
        name=name,
        tree=tree,
        period_kind=period_kind,
        due_after=due_after,
        starts_on=starts_on,
        ends_on=ends_on,
    )

    record("indicators.form.drafted", form, actor=actor, at=at)
    return form


@transaction.atomic
def set_lines(
    form: Form, lines: Sequence[Line], *, actor: Actor, at: datetime
) -> list[FormLine]:
    """Write the lines of a form anew, in this order; only before it is opened."""
    form = Form.objects.select_for_update().get(pk=form.pk)
    can_lay_out(actor, form).enforce()

    _refuse_open(form)
    _refuse_unfit_lines(line.version_id for line in lines)
    form.lines.all().delete()
    written = _write(form, lines, after=0)

    record("indicators.form.written", form, actor=actor, at=at, lines=len(written))
    return written


@transaction.atomic
def add_lines(
    form: Form, lines: Sequence[Line], *, actor: Actor, at: datetime
) -> list[FormLine]:
    """Put lines after those of a form that is not opened yet."""
    form = Form.objects.select_for_update().get(pk=form.pk)
    can_lay_out(actor, form).enforce()

    _refuse_open(form)
    standing = form.lines.exclude(version__indicator__part_of__isnull=False)
    kept = list(standing.values_list("version_id", flat=True))
    _refuse_unfit_lines([*kept, *(line.version_id for line in lines)])
    last = form.lines.aggregate(last=Max("position"))["last"] or 0
    written = _write(form, lines, after=last)

    record(
        "indicators.form.written", form, actor=actor, at=at, lines=last + len(written)
    )
    return written


def _write(form: Form, lines: Sequence[Line], *, after: int) -> list[FormLine]:
    return FormLine.objects.bulk_create(
        FormLine(form=form, position=place, **fields)
        for place, fields in enumerate(_with_parts(form, lines), start=after + 1)
    )


def _refuse_open(form: Form) -> None:
    if form.opened_at is not None:
        raise WrongMoment(
            _("Biểu đã mở, các dòng không đổi được nữa."),
            _("Lập biểu mới cho các kỳ sau, với những dòng đã sửa."),
        )


def _refuse_unfit_lines(asked: Iterable[int]) -> None:
    versions = list(asked)
    if len(set(versions)) < len(versions):
        raise RuleBroken(
            _("Một chỉ số đứng hai lần trong biểu."), _("Bỏ bớt một dòng.")
        )
    _refuse_computed(versions)
    _refuse_parts_alone(versions)


def _with_parts(form: Form, lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    """What is written of each line, and beneath it of its parts."""
    versions = IndicatorVersion.objects.in_bulk([line.version_id for line in lines])
    for line in lines:
        fields = asdict(line)
        breakdowns = fields.pop("breakdowns")
        yield fields
        if breakdowns:
            version = versions[line.version_id]
            for part in asked_parts(form, version, breakdowns):
                yield fields | {"version_id": part.pk}


@transaction.atomic
def drop_line(line: FormLine, *, actor: Actor, at: datetime) -> Form:
    """Take a line, and the parts beneath it, out of a form not yet opened."""
    form = Form.objects.select_for_update().get(pk=line.form_id)
    can_lay_out(actor, form).enforce()

    _refuse_open(form)
    name, whole = line.version.name, line.version.indicator_id
    parts = IndicatorPart.objects.filter(whole=whole).values("part")
    form.lines.filter(version__indicator__in=parts).delete()
    form.lines.filter(pk=line.pk).delete()

    record("indicators.line.dropped", form, actor=actor, at=at, name=name)
    return form


def _refuse_parts_alone(versions: Sequence[int]) -> None:
    """A part is asked for beneath its whole, never by itself."""
    kin = (
        IndicatorPart.objects.filter(part__versions__in=versions)
        .select_related("category__breakdown")
        .first()
    )
    if kin is not None:
        whole = kin.whole.versions.order_by("-number").first()
        raise RuleBroken(
            _("“%(part)s” là một phần của “%(whole)s”.")
            % {"part": kin.category.name, "whole": whole},
            _("Đưa chỉ số tổng vào biểu rồi đánh dấu phân tổ “%(name)s” ở dòng ấy.")
            % {"name": kin.category.breakdown.name},
        )


def _refuse_computed(versions: Sequence[int]) -> None:
    """What a formula gives is never typed."""
    computed = IndicatorVersion.objects.filter(
        pk__in=versions,
        nature__in=[IndicatorVersion.Nature.FORMULA, IndicatorVersion.Nature.CHECKED],
    ).first()
    if computed is not None:
        raise RuleBroken(
            _("“%(name)s” do phần mềm tính, không ai phải nhập.")
            % {"name": computed.name},
            _("Bỏ dòng này; nếu là công thức, đưa các phần của nó vào biểu."),
        )


@transaction.atomic
def open_form(
    form: Form,
    *,
    actor: Actor,
    at: datetime,
    lines: Sequence[Line] | None = None,
) -> list[FormPeriod]:
    """From now on the form asks for its periods, each with the day it is due.

    With `lines` they are written first; both happen, or neither. An edition takes over
    the later periods of the form that it follows, with its units.
    """
    form = Form.objects.select_for_update().get(pk=form.pk)
    can_lay_out(actor, form).enforce()

    if form.opened_at is not None:
        raise WrongMoment(_("Biểu này đã mở."))
    if lines is not None:
        set_lines(form, lines, actor=actor, at=at)
    if not form.lines.exists():
        raise RuleBroken(
            _("Biểu chưa có dòng nào."), _("Thêm ít nhất một chỉ số rồi mở biểu.")
        )
    asked = _ask_for_periods(form)
    form.opened_at = at
    form.save(update_fields=["opened_at"])
    if form.follows_id is not None:
        _tell_of(form, take_over(form), actor=actor, at=at)

    record("indicators.form.opened", form, actor=actor, at=at, periods=len(asked))
    return asked


def _ask_for_periods(form: Form) -> list[FormPeriod]:
    spans = list(between(form.starts_on, form.ends_on, PeriodKind(form.period_kind)))
    if not spans:
        raise RuleBroken(
            _("Trong khoảng thời gian của biểu không có kỳ nào kết thúc."),
            _("Kéo dài biểu đến hết kỳ đầu tiên."),
        )
    return FormPeriod.objects.bulk_create(
        FormPeriod(
            form=form,
            period_id=span.id,
            due_on=nth_working_day(span.ends_on, form.due_after),
        )
        for span in spans
    )


def _tell_of(form: Form, units: Sequence[int], *, actor: Actor, at: datetime) -> None:
    if form.follows is None:
        return
    announce(FormFollowed(form.follows.pk, form.pk))
    record(
        "indicators.form.followed",
        form.follows,
        actor=actor,
        at=at,
        by=form.pk,
        since=form.starts_on,
        units=units,
        reason=form.because,
    )
