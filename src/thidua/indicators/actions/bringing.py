"""Figures of many units at once, as a workbook brings them in; and out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, connection, transaction

from thidua.audit.trail import record_each
from thidua.indicators.acting import acting
from thidua.indicators.answering import answers_on
from thidua.indicators.models import (
    Evidence,
    Form,
    IndicatorVersion,
    Observation,
    Period,
    Report,
    ReportDuty,
    UnitWeight,
)
from thidua.indicators.policies import can_bring_in, can_use_files
from thidua.indicators.states import OPEN
from thidua.kernel.clock import day_of
from thidua.kernel.sentences import sentence as _
from thidua.organisations.actor import Actor

Seat = tuple[int, int]
"""A unit and a period: one report of the form."""
Key = tuple[int, int, int]
"""Unit, indicator and period: one figure."""


@dataclass(frozen=True, slots=True)
class Brought:
    """One figure on its way in, in the indicator's measure.

    `version` is that of the figure which stood when the file was checked (0: none);
    `note` of None leaves the note as it is.
    """

    unit_id: int
    period_id: int
    indicator_id: int
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing_reason: str = ""
    note: str | None = None
    version: int = 0

    @property
    def key(self) -> Key:
        return self.unit_id, self.indicator_id, self.period_id


@dataclass(frozen=True, slots=True)
class BroughtAnswer:
    """What became of one figure: kept, with what stood before, or why not."""

    is_kept: bool
    undo: dict[str, Any] | None = None
    reason: str = ""
    remedy: str = ""


@transaction.atomic
def bring_in_figures(
    form: Form, figures: Sequence[Brought], *, actor: Actor, at: datetime, source: str
) -> list[BroughtAnswer]:
    """Keep the figures of a file, of many units and periods; each is answered.

    They are drafts of the units' own reports, in the actor's name and with `source` as
    the reason of the change. What somebody changed since the file was checked, what
    was sent meanwhile and what the actor may not enter stays as it is.
    """
    can_use_files(actor).enforce()

    wanted = {(one.unit_id, one.period_id) for one in figures}
    seats = _seats(form, wanted, actor=actor, at=at)
    standing = _standing(figures)
    answers = []
    kept: list[tuple[int, Brought]] = []
    for figure in figures:
        seat = seats[figure.unit_id, figure.period_id]
        answer = _answer(figure, seat, standing.get(figure.key))
        answers.append(answer)
        if answer.is_kept and isinstance(seat, Report):
            kept.append((seat.pk, figure))
    with acting(actor, at=at, reason=source):
        _store(kept, standing)
    return answers


@transaction.atomic
def take_out_figures(
    form: Form,
    figures: Sequence[tuple[Brought, Mapping[str, Any]]],
    *,
    actor: Actor,
    at: datetime,
    source: str,
) -> list[BroughtAnswer]:
    """Undo what a file brought in, where nobody touched the figure since.

    Each figure comes with what stood before it (`new` when there was none): a new one
    is removed, a changed one becomes what it was. `Brought.version` is the version
    that the file left behind.
    """
    can_use_files(actor).enforce()

    brought = [figure for figure, _before in figures]
    wanted = {(one.unit_id, one.period_id) for one in brought}
    seats = _seats(form, wanted, actor=actor, at=at, begin=False)
    standing = _standing(brought)
    proved = _proved(standing.values())
    answers, back = [], []
    gone: list[int] = []
    for figure, before in figures:
        seat = seats[figure.unit_id, figure.period_id]
        now = standing.get(figure.key)
        answer = _answer(figure, seat, now)
        if answer.is_kept and now is not None and now.pk in proved:
            answer = _is_proved()
        answers.append(answer)
        if not answer.is_kept or now is None or not isinstance(seat, Report):
            continue
        if before.get("new"):
            gone.append(now.pk)
        else:
            back.append((seat.pk, _as_before(figure, before)))
    with acting(actor, at=at, reason=source):
        Observation.objects.filter(pk__in=gone).delete()
        _store(back, standing)
    return answers


def _proved(standing: Iterable[Observation]) -> set[int]:
    """Which figures have a file that proves them."""
    proofs = Evidence.objects.filter(observation__in=[one.pk for one in standing])
    return set(proofs.values_list("observation", flat=True))


def _is_proved() -> BroughtAnswer:
    return BroughtAnswer(
        is_kept=False,
        reason=_("Số này đã có minh chứng."),
        remedy=_("Sửa trong lưới nhập."),
    )


def _as_before(figure: Brought, before: Mapping[str, Any]) -> Brought:
    def number(name: str) -> Decimal | None:
        kept = before.get(name)
        return None if kept is None else Decimal(kept)

    return Brought(
        figure.unit_id,
        figure.period_id,
        figure.indicator_id,
        number("v"),
        number("n"),
        number("d"),
        before.get("x", ""),
        before.get("t", ""),
    )


def _seats(
    form: Form,
    asked_for: Collection[Seat],
    *,
    actor: Actor,
    at: datetime,
    begin: bool = True,
) -> dict[Seat, Report | tuple[str, str]]:
    """The report of each seat, held until commit and begun if need be; or why not."""
    seats, fresh = _held_seats(form, asked_for, actor, at, begin=begin)
    try:
        with transaction.atomic():
            Report.objects.bulk_create(fresh, batch_size=1_000)
    except IntegrityError:  # somebody began one of them in this moment: it stands now
        seats, fresh = _held_seats(form, asked_for, actor, at, begin=begin)
        Report.objects.bulk_create(fresh, batch_size=1_000)
    record_each("indicators.report.started", fresh, actor=actor, at=at)
    return seats | {(one.unit_id, one.period_id): one for one in fresh}


def _held_seats(
    form: Form, asked_for: Collection[Seat], actor: Actor, at: datetime, *, begin: bool
) -> tuple[dict[Seat, Report | tuple[str, str]], list[Report]]:
    """The seats that have a report, held, or are refused; and reports to be begun."""
    wanted = sorted(asked_for)
    periods = Period.objects.in_bulk({period for _unit, period in wanted})
    units = {unit for unit, _period in wanted}
    duties = _duties(form, units, periods, day_of(at))
    held = Report.objects.select_for_update(of=("self",)).filter(
        form=form, unit__in=units, period__in=periods
    )
    held = held.annotate(**answers_on(day_of(at))).order_by("pk")
    known = {(one.unit_id, one.period_id): one for one in held}
    seats: dict[Seat, Report | tuple[str, str]] = {}
    fresh = []
    for seat in wanted:
        asked = known.get(seat) or duties.get(seat)
        refusal = _refusal(form, asked, periods.get(seat[1]), actor, at)
        if refusal is not None:
            seats[seat] = refusal
        elif seat in known:
            seats[seat] = known[seat]
        elif begin and asked is not None:
            fresh.append(_begun(form, seat, asked))
        else:
            seats[seat] = (_("Báo cáo không còn."), "")
    return seats, fresh


def _begun(form: Form, seat: Seat, asked: Report | ReportDuty) -> Report:
    receiver: int = asked.received_by  # type: ignore[union-attr]  # `answers_on`
    return Report(form=form, unit_id=seat[0], period_id=seat[1], receiver_id=receiver)


def _duties(
    form: Form, units: set[int], periods: Mapping[int, Period], on: date
) -> dict[Seat, ReportDuty]:
    duties = ReportDuty.objects.filter(form=form, unit__in=units)
    return {
        (duty.unit_id, period.pk): duty
        for duty in duties.annotate(**answers_on(on))
        for period in periods.values()
        if period.ends_on in duty.during
    }


def _refusal(
    form: Form,
    asked: Report | ReportDuty | None,
    period: Period | None,
    actor: Actor,
    at: datetime,
) -> tuple[str, str] | None:
    """Why a report may not be written; `asked` is the one begun, or the duty."""
    if period is None or asked is None:
        return (
            _("Đơn vị không phải báo cáo biểu này trong kỳ ấy."),
            _("Hỏi cơ quan ban hành biểu."),
        )
    may = can_bring_in(actor, form, asked.reported_by, asked.received_by)  # type: ignore[union-attr]  # `answers_on`
    if not may:
        return str(may.reason), str(may.remedy)
    if period.closed_at is not None:
        return _("Kỳ này đã khóa sổ."), _("Đề nghị quản trị hệ thống mở lại kỳ.")
    if period.starts_on > at.date():
        return _("Kỳ này chưa bắt đầu."), _("Quay lại khi kỳ báo cáo bắt đầu.")
    if isinstance(asked, Report) and asked.state not in OPEN:
        return (
            _("Báo cáo này đã gửi, không sửa được nữa."),
            _("Cần sửa thì đề nghị nơi nhận trả lại số liệu."),
        )
    return None


def _answer(
    figure: Brought, seat: Report | tuple[str, str], now: Observation | None
) -> BroughtAnswer:
    if not isinstance(seat, Report):
        return BroughtAnswer(is_kept=False, reason=seat[0], remedy=seat[1])
    if now is not None and now.state not in OPEN:
        return BroughtAnswer(
            is_kept=False,
            reason=_("Số liệu này đã được nhận và khóa."),
            remedy=_("Chỉ sửa những ô bị trả lại."),
        )
    if now is not None and now.report_id != seat.pk:
        return BroughtAnswer(
            is_kept=False,
            reason=_("Số này đơn vị đã nhập ở biểu khác, dùng chung cho cả hai."),
            remedy=_("Sửa ở biểu ấy; ở đây không phải nhập nữa."),
        )
    if figure.version != (now.version if now is not None else 0):
        return BroughtAnswer(
            is_kept=False,
            reason=_("Người khác vừa sửa số này."),
            remedy=_("Kiểm tra lại tệp: số mới sẽ hiện bên cạnh."),
        )
    return BroughtAnswer(is_kept=True, undo=_before(now))


def _before(now: Observation | None) -> dict[str, Any]:
    """What stood before, in plain words that JSON keeps."""
    if now is None:
        return {"new": True}
    kept = {"v": now.value, "n": now.numerator, "d": now.denominator}
    words = {"x": now.missing_reason, "t": now.note}
    return {name: str(one) for name, one in kept.items() if one is not None} | {
        name: text for name, text in words.items() if text
    }


def _standing(figures: Sequence[Brought]) -> dict[Key, Observation]:
    found = Observation.objects.filter(
        unit__in={one.unit_id for one in figures},
        indicator__in={one.indicator_id for one in figures},
        period__in={one.period_id for one in figures},
    ).defer("return_reason")
    return {(one.unit_id, one.indicator_id, one.period_id): one for one in found}


_STORE = """
select indicators_store_many(%s::bigint[], %s::bigint[], %s::smallint[], %s::bigint[],
    %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[], %s::text[], %s::text[])
"""


def _store(
    figures: Sequence[tuple[int, Brought]], standing: Mapping[Key, Observation]
) -> None:
    if not figures:
        return
    weights = _weights([one for _report, one in figures])

    def note(one: Brought) -> str:
        now = standing.get(one.key)
        return one.note if one.note is not None else (now.note if now else "")

    with connection.cursor() as cursor:
        cursor.execute(
            _STORE,
            [
                _array(report for report, _one in figures),
                _array(one.unit_id for _report, one in figures),
                _array(one.period_id for _report, one in figures),
                _array(one.indicator_id for _report, one in figures),
                _array(one.value for _report, one in figures),
                _array(one.numerator for _report, one in figures),
                _array(one.denominator for _report, one in figures),
                _array(weights.get(one.key) for _report, one in figures),
                _array(one.missing_reason for _report, one in figures),
                _array(note(one) for _report, one in figures),
            ],
        )


def _array(values: Iterable[int | Decimal | str | None]) -> str:
    """Values as PostgreSQL writes an array; quoting each as SQL costs far more."""
    return f"{{{','.join(map(_element, values))}}}"


def _element(value: int | Decimal | str | None) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"') if value else ""
        return f'"{escaped}"'
    return "NULL" if value is None else str(value)


def _weights(figures: Sequence[Brought]) -> dict[Key, Decimal]:
    """The weight of each figure that enters a weighted mean, of its period's end."""
    indicators = {one.indicator_id for one in figures}
    weighted = IndicatorVersion.objects.filter(
        indicator__in=indicators, across=IndicatorVersion.Across.WEIGHTED
    ).values("indicator")
    weights = UnitWeight.objects.filter(
        indicator__in=weighted, unit__in={one.unit_id for one in figures}
    )
    by_unit: dict[tuple[int, int], list[UnitWeight]] = {}
    for weight in weights:
        by_unit.setdefault((weight.unit_id, weight.indicator_id), []).append(weight)
    if not by_unit:
        return {}
    periods = Period.objects.in_bulk({one.period_id for one in figures})
    return {
        one.key: weight.weight
        for one in figures
        for weight in by_unit.get((one.unit_id, one.indicator_id), ())
        if periods[one.period_id].ends_on in weight.during
    }
