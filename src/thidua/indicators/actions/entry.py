"""Enter figures: one cell or a whole block from a spreadsheet, each answered apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, DateField, F, Func, Value
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.acting import acting
from thidua.indicators.adding_up import sum_of_parts
from thidua.indicators.answering import answers_on
from thidua.indicators.checks import Figure, Finding
from thidua.indicators.joined import elsewhere
from thidua.indicators.models import (
    Form,
    FormLine,
    IndicatorVersion,
    Observation,
    Period,
    Report,
    ReportDuty,
    UnitWeight,
)
from thidua.indicators.past import Past, past_of
from thidua.indicators.policies import can_enter
from thidua.indicators.reading import (
    LONGEST_NOTE,
    LONGEST_REASON,
    Doubtful,
    Typed,
    read_cell,
    show_standing,
)
from thidua.indicators.states import OPEN
from thidua.indicators.who_wrote import who_wrote
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.numbers import Unreadable
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

SAVED, UNCHANGED, ASKS, REFUSED, CHANGED = (
    "saved",
    "unchanged",
    "asks",
    "refused",
    "changed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAnswer:
    """What became of one typed cell.

    `kind` is SAVED, UNCHANGED, ASKS (two readings, in `choices`), REFUSED (`reason`
    and `remedy`) or CHANGED (somebody was quicker: `theirs` stands, `yours` was typed).
    `findings` are what the unit should explain; they never block.
    """

    line_id: int
    kind: str
    reason: str = ""
    remedy: str = ""
    choices: tuple[str, ...] = ()
    theirs: str = ""
    yours: str = ""
    version: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def is_saved(self) -> bool:
        return self.kind == SAVED


@dataclass(frozen=True, slots=True)
class _Writing:
    """What one cell is to become in the database."""

    line: FormLine
    figure: Figure
    missing_reason: str
    note: str


@transaction.atomic
def start_report(
    form: Form, unit: Unit, period: Period, *, actor: Actor, at: datetime
) -> Report:
    """The unit's report for a period, begun with its first figure; or the one begun."""
    duty = _duty(form, unit, period, day_of(at))
    begun = Report.objects.filter(form=form, unit=unit, period=period).first()
    if begun is not None:
        can_enter(actor, begun, day_of(at)).enforce()
        return begun
    if duty is None or not _is_asked(form, period):
        raise RuleBroken(
            _("Đơn vị không phải báo cáo biểu này trong kỳ ấy."),
            _("Hỏi cơ quan ban hành biểu."),
        )
    can_enter(actor, duty, day_of(at)).enforce()

    report, is_new = Report.objects.get_or_create(
        form=form, unit=unit, period=period, defaults={"receiver_id": duty.received_by}
    )

    if is_new:
        record("indicators.report.started", report, actor=actor, at=at)
    return report


def _duty(form: Form, unit: Unit, period: Period, on: date) -> Any:
    """The unit's duty for a period, with `received_by` on a day; None when it has none,
    or was abolished before the period's end."""
    duties = ReportDuty.objects.standing_on(period.ends_on).annotate(
        is_over=Func(
            F("unit_id"),
            Value(period.ends_on, output_field=DateField()),
            function="organisations_is_gone",
            output_field=BooleanField(),
        ),
        **answers_on(on),
    )
    return duties.filter(form=form, unit=unit, is_over=False).first()


def _is_asked(form: Form, period: Period) -> bool:
    """Does the form ask for the period? Held until commit, together with others, so
    that no new edition takes the period over meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select 1 from indicators_formperiod"
            " where form_id = %s and period_id = %s for key share",
            [form.pk, period.pk],
        )
        return cursor.fetchone() is not None


@transaction.atomic
def save_figures(
    report: Report,
    cells: Sequence[Typed],
    *,
    add_up: int | None = None,
    actor: Actor,
    at: datetime,
) -> list[CellAnswer]:
    """Keep what was typed, cell by cell; each is answered, none stops another.

    Then, if asked, `add_up` the parts of that line: their sum becomes its figure.

    What cannot be read is refused with its reason; what can be read two ways is asked
    about; what somebody else changed meanwhile is left as it is and both are shown. The
    trail of every figure is written by the database (`ObservationChange`).
    """
    report = Report.objects.locked(report)
    can_enter(actor, report, day_of(at)).enforce()

    _refuse_out_of_time(report, at)
    table = _Table.of(report, cells)
    answers, writings = [], []
    for cell in cells:
        answer, writing = table.take(cell)
        answers.append(answer)
        if writing is not None:
            writings.append(writing)
    with acting(actor, at=at):
        _store(report, writings)
    if add_up is not None:
        answers = [one for one in answers if one.line_id != add_up]
        answers.append(_add_up(report, add_up, actor=actor, at=at))
    return answers


def _add_up(report: Report, line_id: int, *, actor: Actor, at: datetime) -> CellAnswer:
    """The trail says that the figure was added up, and of what."""
    line, total, parts = sum_of_parts(report, line_id)
    reason = _("Cộng các phần: %(parts)s") % {"parts": parts}
    with acting(actor, at=at, reason=reason):
        _store(report, [_Writing(line, Figure(value=total), "", "")])
    return CellAnswer(line_id=line_id, kind=SAVED, version=1)


def _refuse_out_of_time(report: Report, at: datetime) -> None:
    if report.state not in OPEN:
        raise WrongMoment(
            _("Báo cáo này đã gửi, không sửa được nữa."),
            _("Cần sửa thì đề nghị nơi nhận trả lại số liệu."),
        )
    if report.period.closed_at is not None:
        raise WrongMoment(
            _("Kỳ này đã khóa sổ."), _("Đề nghị quản trị hệ thống mở lại kỳ.")
        )
    if report.period.starts_on > at.date():
        raise WrongMoment(
            _("Kỳ này chưa bắt đầu."), _("Quay lại khi kỳ báo cáo bắt đầu.")
        )


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines of one report, what stands in them and what stood before; `seat` is
    the unit and the period."""

    seat: tuple[int, int]
    lines: dict[int, FormLine]
    standing: dict[int, Observation]
    past: Past

    @classmethod
    def of(cls, report: Report, cells: Sequence[Typed]) -> _Table:
        lines = (
            FormLine.objects.filter(form=report.form_id)
            .reported_by(report.unit)
            .filter(pk__in=[cell.line_id for cell in cells])
            .select_related("version")
        )
        others = elsewhere(report.form_id, report.unit, report.period, list(lines))
        by_id = {
            line.pk: line for line in lines if line.version.indicator_id not in others
        }
        indicators = [line.version.indicator_id for line in by_id.values()]
        figures = Observation.objects.filter(
            unit=report.unit_id, period=report.period_id, indicator__in=indicators
        )
        return cls(
            (report.unit_id, report.period_id),
            by_id,
            {figure.indicator_id: figure for figure in figures},
            past_of(report.unit_id, indicators, report.period.span),
        )

    def take(self, cell: Typed) -> tuple[CellAnswer, _Writing | None]:
        """The answer to one cell, and what is to be written if anything is."""
        line = self.lines.get(cell.line_id)
        if line is None:
            reason = _("Dòng này không thuộc báo cáo của đơn vị.")
            return _refused(cell, reason, _("Tải lại trang.")), None
        old = self.standing.get(line.version.indicator_id)
        if cell.was is not None and cell.was == cell.words and not _says_more(cell):
            return _answer(cell, UNCHANGED, version=old.version if old else 0), None
        if old is not None and old.state not in OPEN:
            reason = _("Số liệu này đã được nhận và khóa.")
            return _refused(cell, reason, _("Chỉ sửa những ô bị trả lại.")), None
        try:
            if cell.is_asked or (old is not None and old.version != cell.version):
                return self._changed(cell, line, old), None
            return self._read(cell, line, old)
        except Unreadable as fault:
            return _refused(cell, fault.reason, fault.remedy), None
        except Doubtful as doubt:
            reason = _("“%(typed)s” đọc được hai cách.") % {"typed": doubt.typed[:40]}
            asked = _answer(cell, ASKS, reason=reason)
            return replace(asked, choices=doubt.choices), None

    def _read(
        self, cell: Typed, line: FormLine, old: Observation | None
    ) -> tuple[CellAnswer, _Writing | None]:
        note = old.note if old and cell.note is None else (cell.note or "").strip()
        reason = cell.missing_reason.strip()
        _refuse_long_words(reason, note)
        if cell.is_empty:
            writing = _Writing(line, Figure(), reason, note)
            if old is None and not reason and not note:
                return _answer(cell, UNCHANGED), None
            found: tuple[Finding, ...] = ()
        else:
            indicator = line.version.indicator_id
            before = self.past.this_year(indicator)
            figure = read_cell(line, cell, before=before)
            writing = _Writing(line, figure, "", note)
            found = self.past.odd(line.version, figure)
        version = old.version + 1 if old else 1
        return replace(_answer(cell, SAVED, version=version), findings=found), writing

    def _changed(
        self, cell: Typed, line: FormLine, old: Observation | None
    ) -> CellAnswer:
        """Both figures to choose from; raises what reading the cell raises, for a
        text that is no figure is no choice."""
        indicator = line.version.indicator_id
        before = self.past.this_year(indicator)
        figure = None if cell.is_empty else read_cell(line, cell, before=before)
        version = old.version if old else 0
        if not _says_more(cell) and _is_alike(figure, old):
            return _answer(cell, UNCHANGED, version=version)
        theirs = show_standing(line, old, before) if old else ""
        reason = who_wrote(*self.seat, {indicator: theirs})[indicator]
        if old is None:
            still = _("Ô đang trống; số anh/chị gõ trước đó (%(yours)s) chưa lưu.")
            reason = f"{reason} {still % {'yours': cell.words}}"
        answer = replace(_answer(cell, CHANGED, reason=reason), version=version)
        remedy = _("Giữ số đang có, hoặc ghi đè bằng số của anh/chị.")
        return replace(answer, remedy=remedy, theirs=theirs, yours=cell.words)


def _is_alike(figure: Figure | None, old: Observation | None) -> bool:
    """Does the cell say what stands there already? Then nobody need be asked."""
    if old is None:
        return figure is None
    if figure is None or old.missing_reason:
        return False
    return figure == Figure(old.value, old.numerator, old.denominator)


def _says_more(cell: Typed) -> bool:
    return cell.note is not None or bool(cell.missing_reason.strip())


def _answer(
    cell: Typed, kind: str, *, reason: str = "", version: int = 0
) -> CellAnswer:
    return CellAnswer(
        line_id=cell.line_id, kind=kind, reason=reason, version=version or cell.version
    )


def _refused(cell: Typed, reason: str, remedy: str) -> CellAnswer:
    return replace(_answer(cell, REFUSED, reason=reason), remedy=remedy)


def _refuse_long_words(reason: str, note: str) -> None:
    if "\x00" in reason + note:
        raise Unreadable(_("Lời ghi có ký tự lạ."), _("Xóa rồi gõ lại."))
    if len(reason) > LONGEST_REASON or len(note) > LONGEST_NOTE:
        raise Unreadable(
            _("Lời ghi quá dài."),
            _("Lý do tối đa %(reason)s ký tự, giải trình tối đa %(note)s ký tự.")
            % {"reason": LONGEST_REASON, "note": LONGEST_NOTE},
        )


_STORE = """
select indicators_store_figures(%s, %s, %s::smallint, null, %s, %s::numeric[],
    %s::numeric[], %s::numeric[], %s::numeric[], %s::text[], %s::text[])
"""


def _store(report: Report, writings: Sequence[_Writing]) -> None:
    """All figures in one statement: one round trip, one set of triggers."""
    last = {writing.line.version.indicator_id: writing for writing in writings}
    if not last:
        return
    weights = _weights(report, last.values())
    with connection.cursor() as cursor:
        cursor.execute(
            _STORE,
            [
                report.pk,
                report.unit_id,
                report.period_id,
                list(last),
                [one.figure.value for one in last.values()],
                [one.figure.numerator for one in last.values()],
                [one.figure.denominator for one in last.values()],
                [weights.get(indicator) for indicator in last],
                [one.missing_reason for one in last.values()],
                [one.note for one in last.values()],
            ],
        )


def _weights(report: Report, writings: Iterable[_Writing]) -> dict[int, Decimal]:
    weighted = [
        one.line.version.indicator_id
        for one in writings
        if one.line.version.across == IndicatorVersion.Across.WEIGHTED
    ]
    if not weighted:
        return {}
    weights = UnitWeight.objects.filter(
        unit=report.unit_id,
        indicator__in=weighted,
        during__contains=report.period.ends_on,
    )
    return dict(weights.values_list("indicator", "weight"))
