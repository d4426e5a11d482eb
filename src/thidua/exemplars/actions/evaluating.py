"""Each month the unit says how it goes, beside the figures of that month."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from thidua.audit.trail import record
from thidua.exemplars.drafts import EvaluationDraft
from thidua.exemplars.held import held_exemplar
from thidua.exemplars.models import Evaluation, Exemplar, ExemplarFigure, TypedValue
from thidua.exemplars.months import last_day, open_months
from thidua.exemplars.policies import can_keep
from thidua.exemplars.ruling import window_of
from thidua.exemplars.states import FOLLOWED, HONOURED
from thidua.exemplars.values import of_exemplar
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor


@transaction.atomic
def evaluate_month(
    exemplar: Exemplar,
    month: PeriodSpan,
    draft: EvaluationDraft,
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Evaluation:
    """Say how a month went; again for the same month, where nobody wrote meanwhile.

    `version` is that of the evaluation the form was opened with; 0 when there was none.
    What is typed of a figure needs a proof, once a month.
    """
    held, keeper = held_exemplar(exemplar, at)
    can_keep(actor, held, keeper).enforce()

    _refuse_other_times(held, month, day_of(at))
    found = Evaluation.objects.filter(exemplar=held, period=month.id).first()
    one = found or Evaluation(exemplar=held, period_id=month.id)
    if found is not None:
        check_version(one, _opened(version), theirs=_told(found), yours=_typed(draft))
    _type_values(held, month, draft, found, actor=actor, at=at)
    one.grade, one.words = draft.grade, draft.words.strip()
    one.proof = draft.proof or one.proof
    one.figures = _figures_of(held, last_day(month, day_of(at)))
    one.evaluated_at, one.evaluated_by = at, actor.name
    one.save()

    said = {"month": month.starts_on.isoformat(), "grade": one.grade}
    record("exemplars.exemplar.evaluated", held, actor=actor, at=at, **said)
    return one


def _opened(version: int | None) -> str:
    """`0` for a form that was opened before there was an evaluation."""
    return str(version or 0)


def _told(one: Evaluation) -> list[tuple[str, str]]:
    return [
        (_("Đánh giá"), str(one.get_grade_display())),
        (_("Nhận xét"), one.words),
        (_("Người đánh giá"), one.evaluated_by),
    ]


def _typed(draft: EvaluationDraft) -> dict[StrOrPromise, str]:
    grades = dict(Evaluation.Grade.choices)
    return {
        _("Đánh giá"): str(grades.get(draft.grade, "")),
        _("Nhận xét"): draft.words,
    }


def _refuse_other_times(exemplar: Exemplar, month: PeriodSpan, today: date) -> None:
    if exemplar.state not in (*FOLLOWED, *HONOURED):
        raise WrongMoment(
            _("“%(name)s” chưa được theo dõi, hoặc đã thôi.")
            % {"name": exemplar.title},
            _("Đưa vào theo dõi rồi đánh giá hằng tháng."),
        )
    if month not in open_months(exemplar, today):
        raise WrongMoment(
            _("Tháng này không thuộc thời gian theo dõi."),
            _("Đánh giá từ tháng đăng ký đến tháng hiện tại."),
        )


def _type_values(
    exemplar: Exemplar,
    month: PeriodSpan,
    draft: EvaluationDraft,
    before: Evaluation | None,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    changed = _changed(exemplar, month, dict(draft.typed))
    proof = draft.proof or (before.proof if before else None)
    if changed and proof is None:
        raise RuleBroken(
            _("Có số liệu ghi tay mà chưa có minh chứng."),
            _("Gửi kèm ảnh, biên bản hoặc sổ ghi của tháng."),
            field="proof",
        )
    TypedValue.objects.bulk_create(
        TypedValue(
            figure=one,
            period_id=month.id,
            value=value,
            note=draft.note,
            proof=proof,
            told_at=at,
            told_by=actor.name,
        )
        for one, value in changed
    )


def _changed(
    exemplar: Exemplar, month: PeriodSpan, typed: dict[int, Decimal]
) -> list[tuple[ExemplarFigure, Decimal]]:
    """What was not typed like this before."""
    told = TypedValue.objects.filter(figure__exemplar=exemplar, period=month.id)
    known = {one.figure_id: one.value for one in told.order_by("pk")}
    figures = exemplar.figures.filter(source=ExemplarFigure.Source.TYPED)
    return [
        (one, typed[one.pk])
        for one in figures
        if one.pk in typed and known.get(one.pk) != typed[one.pk]
    ]


def _figures_of(exemplar: Exemplar, day: date) -> dict[str, str]:
    """What the screen shows beside the form: number of the figure → value."""
    figures = list(exemplar.figures.select_related("version"))
    months = window_of(exemplar)
    found = of_exemplar(figures, exemplar.campaign, exemplar.unit_id, day, months)
    return {str(pk): _plain(one.value) for pk, one in found.items()}


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
