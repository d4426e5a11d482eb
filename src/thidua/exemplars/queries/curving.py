"""How learners come up to the frozen value, and pass it: month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.exemplars.judging import Judged, judged
from thidua.exemplars.lineage import Words
from thidua.exemplars.measures import measure_of, said
from thidua.exemplars.models import Exemplar, Learning, LearningFigure
from thidua.exemplars.queries.words import learner_called
from thidua.exemplars.ruling import Barred, bars_of
from thidua.exemplars.states import LEARNER_TONES, Learner
from thidua.exemplars.values import Value, of_exemplar, of_learners, window_start
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind, PeriodSpan, between, from_id
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import charts

MOST_MONTHS, MOST_DRAWN = 36, 5
OverTime = IndicatorVersion.OverTime


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner beside the frozen value of the figure that is shown."""

    name: str
    start: str
    now: str
    ahead: str
    state: str
    tone: str
    says: str


@dataclass(frozen=True, slots=True)
class Catching:
    """The curves of one figure, and every learner in a table."""

    chart: charts.LineChart
    frozen: str
    live: str
    """What the exemplar itself stands at today."""
    figure: str
    span: str
    """Over which months each point is added up; empty where it is a level."""
    others: Sequence[tuple[str, int, bool]]
    """The figures to choose from: name, number, whether it is the one shown."""
    rows: Sequence[LearnerRow]


def catching_up(
    exemplar: Exemplar,
    learners: Sequence[Learning],
    called: Words,
    day: date,
    wanted: int | None,
) -> Catching | None:
    """The learners of one exemplar on one of its figures; None without a frozen one."""
    bars = bars_of(exemplar)
    if not bars or exemplar.rule is None:
        return None
    shown = next((one for one in bars if one.figure.pk == wanted), bars[0])
    months = exemplar.rule.window
    courses = _courses(shown, exemplar, learners, day, months)
    verdicts = judged(exemplar, learners, day, bars=bars)
    live = of_exemplar(
        [shown.figure], exemplar.campaign, exemplar.unit_id, day, months
    ).get(shown.figure.pk)
    words = {
        one.pk: learner_called(one, called.units, called.known) for one in learners
    }
    return Catching(
        chart=_chart(shown, learners, courses, _short(words), day),
        frozen=said(shown.figure, shown.frozen.value),
        live=said(shown.figure, live.value) if live else "",
        figure=shown.figure.name,
        span=_span_said(shown, months),
        others=[(one.figure.name, one.figure.pk, one is shown) for one in bars],
        rows=_rows(shown, verdicts, words),
    )


def _short(words: Mapping[int, str]) -> dict[int, str]:
    """Names as they fit beside a line; the table has them whole."""
    return {pk: name.split(",")[0] for pk, name in words.items()}


def _courses(
    shown: Barred,
    exemplar: Exemplar,
    learners: Sequence[Learning],
    day: date,
    window: int,
) -> dict[int, Mapping[int, Decimal]]:
    """What each learner stood at by the end of each month, by its number.

    What flows is read for twice the rule's window, so that every point is a sum of as
    many months as the frozen value is.
    """
    rolls = _rolls(shown)
    back = 2 * window if rolls else _months_back(shown, learners, day, window)
    values = of_learners(
        learners, [shown.figure], exemplar.campaign, day, back, with_course=True
    )
    found: dict[int, Mapping[int, Decimal]] = {}
    for one in learners:
        got = values.get((one.pk, shown.figure.pk))
        course = dict(got.course) if got else {}
        if got and rolls:
            course = _rolled(course, got.since, window)
        if course:
            found[one.pk] = course
    return found


def _rolls(shown: Barred) -> bool:
    """Is each point a sum of several months?"""
    version = shown.figure.version
    is_flow = version is not None and version.nature == IndicatorVersion.Nature.FLOW
    return is_flow and not shown.frozen.is_of_one_month


def _rolled(
    course: Mapping[int, Decimal], since: date, window: int
) -> dict[int, Decimal]:
    """Of sums that run on since a day, those of the last months alone; the first are
    left out, of which not all months are known."""
    ends = {period: from_id(period).ends_on for period in course}
    found = {}
    for period, total in course.items():
        start = window_start(ends[period], window)
        if start < since:
            continue
        before = [one for one, end in ends.items() if end < start]
        last = max(before, key=lambda one: ends[one], default=None)
        found[period] = total - (course[last] if last is not None else 0)
    return found


def _span_said(shown: Barred, window: int) -> str:
    if not _rolls(shown):
        return ""
    said = ngettext(
        "mỗi số là tổng của %(n)s tháng", "mỗi số là tổng của %(n)s tháng", window
    )
    return said % {"n": show_number(window)}


def _months_back(
    shown: Barred, learners: Sequence[Learning], day: date, window: int
) -> int:
    """How many months to read: from where the first learner began, at most so many as
    are drawn; a share of several months runs on over the rule's window alone."""
    if shown.figure.version and shown.figure.version.over_time == OverTime.SUM:
        return window
    first = min([one.starts_on for one in learners], default=day)
    back = (day.year - first.year) * 12 + day.month - first.month + 1
    return min(max(back, window), MOST_MONTHS)


def _chart(
    shown: Barred,
    learners: Sequence[Learning],
    courses: Mapping[int, Mapping[int, Decimal]],
    words: Mapping[int, str],
    day: date,
) -> charts.LineChart:
    ranked = sorted(
        (one for one in learners if one.pk in courses),
        key=lambda one: _last(courses[one.pk]),
        reverse=not shown.bar.is_lower_better,
    )
    drawn = _spread(ranked)
    spans = _spans([courses[one.pk] for one in drawn], day)
    tracks = [
        charts.Track(
            words[one.pk],
            [charts.Piece([_scaled(courses[one.pk].get(s.id), shown) for s in spans])],
            "husk" if one.needs_help else "" if _is_done(one) else "other",
            is_named=one is drawn[0] or bool(one.needs_help) or _is_done(one),
        )
        for one in drawn
    ]
    frozen = _scaled(shown.frozen.value, shown)
    bar = charts.Track(_("Mốc chốt"), [charts.Piece([frozen] * len(spans))], "target")
    return charts.course(
        _finding(shown, ranked, courses, words),
        [f"{one.number}/{one.year % 100:02d}" for one in spans],
        [bar, *tracks],
        unit=measure_of(shown.figure).full_name,
    )


def _is_done(one: Learning) -> bool:
    return one.state in {Learner.CAUGHT_UP, Learner.SURPASSED}


def _last(course: Mapping[int, Decimal]) -> Decimal:
    return course[max(course, key=lambda one: from_id(one).ends_on)]


def _spread(ranked: Sequence[Learning]) -> list[Learning]:
    """The best, the last, and some between them: so many lines that one can read."""
    if len(ranked) <= MOST_DRAWN:
        return list(ranked)
    step = (len(ranked) - 1) / (MOST_DRAWN - 1)
    return [ranked[round(step * place)] for place in range(MOST_DRAWN)]


def _spans(courses: Sequence[Mapping[int, Decimal]], day: date) -> list[PeriodSpan]:
    told = [from_id(one) for course in courses for one in course]
    months = [one for one in told if one.kind == PeriodKind.MONTH]
    if not months:
        return sorted(set(told), key=lambda one: one.ends_on)
    first = min(one.starts_on for one in months)
    last = max(one.ends_on for one in months)
    return list(between(first, min(last, day), PeriodKind.MONTH))


def _scaled(value: Decimal | None, shown: Barred) -> Decimal | None:
    if value is None:
        return None
    measure = measure_of(shown.figure)
    return measure.rounded(value) / measure.scale


def _finding(
    shown: Barred,
    ranked: Sequence[Learning],
    courses: Mapping[int, Mapping[int, Decimal]],
    words: Mapping[int, str],
) -> str:
    """The title: who is past the frozen value by now, and how many of them the head
    has recognised."""
    there = [one for one in ranked if shown.bar.ahead(_last(courses[one.pk])) >= 0]
    past = [words[one.pk] for one in there]
    if not past:
        return _("Chưa nơi nào tới mốc %(level)s") % {
            "level": said(shown.figure, shown.frozen.value)
        }
    return _("%(who)s đã tới mốc %(level)s; đã công nhận %(done)s") % {
        "done": show_number(sum(map(_is_done, there))),
        "who": past[0]
        if len(past) == 1
        else ngettext("%(n)s nơi", "%(n)s nơi", len(past))
        % {"n": show_number(len(past))},
        "level": said(shown.figure, shown.frozen.value),
    }


def _rows(
    shown: Barred, verdicts: Sequence[Judged], words: Mapping[int, str]
) -> list[LearnerRow]:
    keys = [one.learning.pk for one in verdicts]
    started = LearningFigure.objects.filter(learning__in=keys, figure=shown.figure)
    starts = dict(started.values_list("learning_id", "start"))
    rows = []
    for one in verdicts:
        line = next(line for line in one.lines if line.barred.figure == shown.figure)
        rows.append(
            LearnerRow(
                name=words[one.learning.pk],
                start=said(shown.figure, starts.get(one.learning.pk)),
                now=said(shown.figure, line.value.value if line.value else None),
                ahead=_gap(shown, line.value),
                state=str(one.learning.get_state_display()),
                tone="slow"
                if one.learning.needs_help
                else LEARNER_TONES[Learner(one.learning.state)],
                says=one.learning.needs_help,
            )
        )
    return rows


def _gap(shown: Barred, value: Value | None) -> str:
    """`+5 điểm`, `−8 điểm`: better or worse than the frozen value."""
    if value is None:
        return ""
    ahead = shown.bar.ahead(value.value)
    words = measure_of(shown.figure).gap(abs(ahead))
    return words if ahead == 0 else f"{'+' if ahead > 0 else '−'}{words}"
