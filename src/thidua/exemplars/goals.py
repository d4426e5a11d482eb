"""From where somebody may begin to learn, and towards what: refusals with a remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.exemplars.measures import measure_of, said
from thidua.exemplars.models import ExemplarFigure
from thidua.exemplars.ruling import Barred, is_lower_better
from thidua.kernel import dates
from thidua.kernel.errors import Faults, RuleBroken

PERCENT = "%"


def refuse_already_there(
    bars: Sequence[Barred], starts: Mapping[int, Decimal | None]
) -> None:
    """Who stands at the mark or past it on every obligatory figure has nothing to
    catch up with here; who has no figure yet may follow."""
    wanted = [one for one in bars if one.bar.is_obligatory] or list(bars)
    known = [(one, starts.get(one.figure.pk)) for one in wanted]
    if not known or not all(
        value is not None and one.bar.ahead(value) >= 0 for one, value in known
    ):
        return
    words = "; ".join(
        _("%(name)s: %(own)s, mốc %(bar)s")
        % {
            "name": one.figure.name,
            "own": said(one.figure, value),
            "bar": said(one.figure, one.bar.frozen),
        }
        for one, value in known
    )
    raise RuleBroken(
        _("Nơi này đã bằng hoặc hơn mốc ở mọi chỉ tiêu bắt buộc (%(words)s).")
        % {"words": words},
        _("Chọn điển hình có mốc cao hơn, hoặc đăng ký chính nơi này làm điển hình."),
        field="who",
    )


def marks_for(
    bars: Sequence[Barred], starts: Mapping[int, Decimal | None]
) -> dict[int, Decimal]:
    """Goals to begin with, by figure: what the exemplar stood at on the day of its
    praise; where somebody stands better already, that."""
    found = {}
    for one in bars:
        start, mark = starts.get(one.figure.pk), one.bar.frozen
        is_there = start is not None and one.bar.ahead(start) >= 0
        found[one.figure.pk] = start if start is not None and is_there else mark
    return found


def refuse_nothing_taken(words: str) -> None:
    """A plan says what of the exemplar is done likewise."""
    if not words.strip():
        raise RuleBroken(
            _("Chưa ghi sẽ làm theo điều gì."),
            _("Chọn việc của điển hình nếu có, hoặc ghi bằng lời của mình."),
            field="takes_over",
        )


def refuse_backward(starts_on: date, due_on: date) -> None:
    """One catches up after one began."""
    if due_on <= starts_on:
        raise RuleBroken(
            _("Hạn bắt kịp không sau ngày bắt đầu."),
            _("Chọn ngày sau ngày bắt đầu."),
            field="due_on",
        )


def refuse_past_the_end(starts_on: date, due_on: date, ends_on: date) -> None:
    """Nobody assesses learners of a campaign that is over; on its last day it may be
    agreed to go on."""
    if starts_on < ends_on < due_on:
        raise RuleBroken(
            _("Hạn bắt kịp sau ngày phong trào kết thúc, %(day)s.")
            % {"day": dates.show(ends_on)},
            _("Chọn ngày không sau ngày ấy."),
            field="due_on",
        )


def refuse_goals(
    figures: Sequence[ExemplarFigure],
    starts: Mapping[int, Decimal | None],
    goals: Mapping[int, Decimal],
) -> None:
    """A goal lies no worse than one's own start, and of a percent between 0 and 100;
    all that do not are said, each at its own field."""
    faults = Faults()
    for figure in figures:
        with faults:
            _refuse_goal(figure, starts.get(figure.pk), goals.get(figure.pk))
    faults.say()


def _refuse_goal(
    figure: ExemplarFigure, start: Decimal | None, goal: Decimal | None
) -> None:
    if goal is not None:
        field = f"goal_{figure.pk}"
        if measure_of(figure).full_name == PERCENT and not 0 <= goal <= 100:
            raise RuleBroken(
                _("Tỷ lệ phần trăm nằm trong khoảng 0 đến 100."),
                _("Ghi lại mức sẽ đạt, từ 0 đến 100."),
                field=field,
            )
        if start is None:
            return
        is_lower = is_lower_better(figure)
        if goal > start if is_lower else goal < start:
            raise RuleBroken(
                _("Mức sẽ đạt kém hơn mức lúc bắt đầu là %(start)s.")
                % {"start": said(figure, start)},
                _("Ghi mức không quá %(start)s: chỉ tiêu này càng thấp càng tốt.")
                % {"start": said(figure, start)}
                if is_lower
                else _("Ghi mức từ %(start)s trở lên.")
                % {"start": said(figure, start)},
                field=field,
            )
