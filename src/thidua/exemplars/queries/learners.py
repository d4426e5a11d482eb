"""Learners as rows: where each began, where it is, how that lies beside the bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.exemplars.comparing import Place
from thidua.exemplars.judging import Judged, Line, judged
from thidua.exemplars.keeping import keepers_on
from thidua.exemplars.measures import measure_of, said
from thidua.exemplars.models import (
    Exemplar,
    ExemplarFigure,
    Learning,
    LearningFigure,
    PanelVerdict,
)
from thidua.exemplars.pace import is_slow
from thidua.exemplars.promised import short_of
from thidua.exemplars.queries.words import called
from thidua.exemplars.shown import subjects_listed
from thidua.exemplars.states import LEARNER_TONES, Learner
from thidua.exemplars.values import Value
from thidua.indicators.periods import from_id
from thidua.kernel.dates import period_name, show
from thidua.organisations.naming import in_sentence

COMPUTED_TONES = {
    PanelVerdict.Outcome.UNKNOWN: "slow",
    PanelVerdict.Outcome.NOT_YET: "wait",
    PanelVerdict.Outcome.CAUGHT_UP: "done",
    PanelVerdict.Outcome.SURPASSED: "done",
}
PLACE_TONES = {
    Place.MISSING: "slow",
    Place.BELOW: "wait",
    Place.WITHIN: "done",
    Place.BETTER: "done",
}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of a learner: start, now, the bar, by how much ahead or behind."""

    name: str
    bar: str
    start: str
    now: str
    as_of: str
    how: str
    """Read from reports, or typed by the learner."""
    beside: str
    tone: str
    goal: str
    short: str
    """That its own goal is not reached yet: `mới 35, đăng ký 40`."""
    is_obligatory: bool


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner of a list."""

    pk: int
    href: str
    name: str
    home: str
    heir: str
    state: str
    tone: str
    computed: str
    computed_tone: str
    due: str
    lines: Sequence[FigureLine]
    is_slow: bool
    needs_help: str
    reason: str


def rows_of(
    exemplar: Exemplar, learners: Sequence[Learning], day: date
) -> list[LearnerRow]:
    """The rows of some learners; few queries, however many they are."""
    found = judged(exemplar, learners, day)
    plans = plans_of(learners)
    homes = {one.home_id for one in learners}
    keepers = keepers_on(homes, day) if homes else {}
    heirs = {one for one in keepers.values() if one is not None}
    names = called(homes | heirs, day)
    listed = subjects_listed(learners, day)
    return [
        _row(one, listed[one.learning.pk], plans, keepers, names, day) for one in found
    ]


def plans_of(learners: Sequence[Learning]) -> Mapping[tuple[int, int], LearningFigure]:
    """Start and goal by learner and figure."""
    rows = LearningFigure.objects.filter(learning__in=[one.pk for one in learners])
    return {(one.learning_id, one.figure_id): one for one in rows}


def computed_words(outcome: str) -> str:
    """`bắt kịp`: a verdict as it is told."""
    return str(PanelVerdict.Outcome(outcome).label)


def verdict_words(one: Judged) -> str:
    """What the rule says of one learner; without a figure since it began, that."""
    if one.lacks_months:
        return _("chưa có số sau ngày bắt đầu")
    return computed_words(one.outcome)


def figure_line(line: Line, plan: LearningFigure | None) -> FigureLine:
    """One figure as it is shown."""
    figure = line.barred.figure
    value = line.value
    span = value.span if value else None
    return FigureLine(
        name=figure.name,
        bar=said(figure, line.barred.bar.frozen),
        start=said(figure, plan.start if plan else None),
        now=said(figure, value.value if value else None),
        as_of=period_name(span.starts_on, span.ends_on) if span else "",
        how=how_known(value),
        beside=beside(line),
        tone=PLACE_TONES[line.place],
        goal=said(figure, plan.goal) if plan and plan.goal is not None else "",
        short=short_of(
            figure, plan.goal if plan else None, value.value if value else None
        ),
        is_obligatory=line.barred.bar.is_obligatory,
    )


def how_known(value: Value | None) -> str:
    """`theo báo cáo` or `ghi tay`; empty for none."""
    if value is None:
        return ""
    return _("ghi tay") if value.is_typed else _("theo báo cáo")


def beside(line: Line) -> str:
    """`hơn 2 điểm`, `kém 6,8 điểm`, `bằng mốc`, or that no figure came since the
    learner began."""
    if line.ahead is None:
        return _("chưa có số sau ngày bắt đầu")
    if line.ahead == 0:
        return _("bằng mốc")
    gap = measure_of(line.barred.figure).gap(abs(line.ahead))
    words = _("hơn %(gap)s") if line.ahead > 0 else _("kém %(gap)s")
    return words % {"gap": gap}


def slow(
    one: Judged, plans: Mapping[tuple[int, int], LearningFigure], day: date
) -> bool:
    """Is the learner behind on a figure, and not there yet?"""
    learning = one.learning
    if learning.state != Learner.LEARNING or one.outcome in {
        PanelVerdict.Outcome.CAUGHT_UP,
        PanelVerdict.Outcome.SURPASSED,
    }:
        return False
    if not one.lines:
        return day > learning.due_on
    return any(
        is_slow(
            start=plan.start if plan else None,
            now=line.value.value if line.value else None,
            bar=line.barred.bar.frozen,
            starts_on=learning.starts_on,
            due_on=learning.due_on,
            day=day,
        )
        for line in one.lines
        if line.place < Place.WITHIN
        for plan in [plans.get((learning.pk, line.barred.figure.pk))]
    )


def _row(
    one: Judged,
    name: str,
    plans: Mapping[tuple[int, int], LearningFigure],
    keepers: Mapping[int, int | None],
    names: Mapping[int, str],
    day: date,
) -> LearnerRow:
    learning = one.learning
    return LearnerRow(
        pk=learning.pk,
        href=reverse("exemplars:learner", args=[learning.exemplar_id, learning.pk]),
        name=name,
        home="" if learning.unit_id else names.get(learning.home_id, ""),
        heir=heir_words(learning, keepers, names),
        state=str(learning.get_state_display()),
        tone=LEARNER_TONES[Learner(learning.state)],
        computed=verdict_words(one),
        computed_tone=COMPUTED_TONES[PanelVerdict.Outcome(one.outcome)],
        due=show(learning.due_on),
        lines=[
            figure_line(line, plans.get((learning.pk, line.barred.figure.pk)))
            for line in one.lines
        ],
        is_slow=slow(one, plans, day),
        needs_help=learning.needs_help,
        reason=learning.reason,
    )


def heir_words(
    learning: Learning, keepers: Mapping[int, int | None], names: Mapping[int, str]
) -> str:
    """Of a learner whose unit is gone: who is in charge, and that its line ended."""
    keeper = keepers.get(learning.home_id, learning.home_id)
    if keeper == learning.home_id:
        return ""
    if keeper is None:
        return _("Đơn vị đã sắp xếp, không có đơn vị kế thừa; số liệu dừng ở đó.")
    return _("Đơn vị đã sắp xếp; %(heir)s kế thừa, số liệu dừng ở đơn vị cũ.") % {
        "heir": in_sentence(names.get(keeper, ""))
    }


def kept_lines(lines: Sequence[Mapping[str, Any]], exemplar: Exemplar) -> list[str]:
    """The lines that a verdict kept, in words."""
    figures = {one.pk: one for one in exemplar.figures.select_related("version")}
    return kept_words(lines, figures)


def kept_words(
    lines: Sequence[Mapping[str, Any]], figures: Mapping[int, ExemplarFigure]
) -> list[str]:
    """`Hộ có nước ngọt: 88 % (tháng 4/2025), mốc 86 %`."""
    words = []
    for line in lines:
        figure = figures.get(int(line["figure"]))
        if figure is None:
            continue
        value, number = line["value"], line["period"]
        span = from_id(int(number)) if number else None
        when = f" ({period_name(span.starts_on, span.ends_on)})" if span else ""
        words.append(
            _("%(name)s: %(value)s%(when)s, mốc %(bar)s")
            % {
                "name": line["name"],
                "value": said(figure, Decimal(value) if value else None),
                "when": when,
                "bar": said(figure, Decimal(line["frozen"])),
            }
        )
    return words
