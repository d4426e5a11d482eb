"""One figure, opened down to the report, the person and the file behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.indicators.models import (
    Form,
    Indicator,
    IndicatorVersion,
    Observation,
    Report,
)
from thidua.indicators.periods import PeriodKind, PeriodSpan, between, from_id
from thidua.indicators.queries.panel import Proof, proofs
from thidua.indicators.queries.sums import (
    NOTHING,
    Sums,
    expected_of,
    figures_of,
    over_time,
)
from thidua.indicators.queries.trail import figure_trail
from thidua.indicators.queries.words import (
    TONES,
    capital,
    period_words,
    show_moment,
    show_value,
)
from thidua.indicators.states import State
from thidua.kernel import dates
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.ui.parts import Fact, Link, TrailLine
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Tree, Unit
from thidua.organisations.queries import ancestors_of, children_of, names_on


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit below, or one period, contributes."""

    name: str
    value: str
    official: str
    reported: str
    tone: str
    href: str


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """What the unit itself typed: the report, the people, the files, the history."""

    facts: Sequence[Fact]
    state: str
    tone: str
    note: str
    missing_reason: str
    files: Sequence[Proof]
    trail: Sequence[TrailLine]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """A figure of a unit for a period, and everything it is made of."""

    title: str
    value: str
    measure: str
    official: str
    reported: str
    formula: str
    definition: str
    version: str
    crumbs: Sequence[Link]
    spans: Sequence[Link]
    parts: Sequence[Part]
    parts_title: str
    months: Sequence[Part]
    own: OwnFigure | None


def figure_page(
    indicator: Indicator,
    unit: Unit,
    span: PeriodSpan,
    *,
    actor: Actor,
    since: date | None = None,
    tree: str = Tree.STATE,
) -> FigurePage:
    """The figure with its parts by unit below and by month, down to the observation.

    With `since` it is cumulative from that day to the end of the span.
    """
    day = span.ends_on
    version = version_on(indicator, day)
    periods = _periods(indicator, span, since or span.starts_on)
    children = children_of(unit, day, tree)
    units = [unit.pk, *(child.pk for child in children)]
    tree_id = Tree.objects.get(key=tree).pk
    sums = figures_of(tree_id, units, [indicator.pk], periods)
    expected = expected_of(tree_id, units, [indicator.pk], periods)
    whole = {pk: _whole(version, indicator, pk, sums, periods) for pk in units}
    asked = {
        pk: sum(expected.get((pk, indicator.pk, period), 0) for period in periods)
        for pk in units
    }
    own = _own(indicator, unit, periods)
    name = names_on([unit.pk], day).get(unit.pk, "")
    return FigurePage(
        title=f"{version.name}, {name}, {_span_words(span, since)}",
        value=show_value(version, whole[unit.pk].value(version)) or _("chưa có"),
        measure=version.measure,
        official=show_value(version, whole[unit.pk].official(version)),
        reported=_reported(whole[unit.pk].reported, asked[unit.pk]),
        formula=formula_of(version),
        definition=version.definition,
        version=_("định nghĩa %(number)s, áp dụng từ %(day)s")
        % {"number": version.number, "day": dates.show(version.during.lower)},
        crumbs=_crumbs(indicator, unit, span, tree, actor),
        spans=_spans(indicator, unit, span),
        parts=[
            _part(version, span, child, whole[child.pk], asked[child.pk])
            for child in children
            if whole[child.pk].reported or asked[child.pk]
        ],
        parts_title=_("Các đơn vị trực thuộc"),
        months=_months(version, indicator, unit, sums, expected, periods),
        own=_opened(version, own, unit, periods),
    )


def version_on(indicator: Indicator, day: date) -> IndicatorVersion:
    """The definition in force on a day; the last one when none is."""
    versions = list(indicator.versions.order_by("number"))
    for version in reversed(versions):
        if version.during.lower is None or version.during.lower <= day:
            return version
    return versions[0]


def formula_of(version: IndicatorVersion) -> str:
    """How the figure is made, in a sentence."""
    across = {
        "sum": _("cộng số của các đơn vị"),
        "ratio": _("tổng %(up)s chia tổng %(down)s của các đơn vị, nhân 100")
        % {
            "up": version.numerator_name.lower(),
            "down": version.denominator_name.lower(),
        },
        "weighted": _("bình quân các đơn vị theo trọng số đã giao"),
        "none": _("không cộng các đơn vị; chỉ có số của chính đơn vị"),
    }[version.across]
    over = {
        "sum": _("cộng các kỳ"),
        "last": _("lấy kỳ gần nhất có số"),
    }[version.over_time]
    return f"{capital(across)}; {over}."


def _periods(indicator: Indicator, span: PeriodSpan, start: date) -> list[int]:
    """The periods in which the indicator is reported that lie within the span."""
    kinds = set(
        Observation.objects.filter(indicator=indicator)
        .values_list("period__kind", flat=True)
        .distinct()
    ) or {span.kind}
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF):
        if kind in kinds and (kind != span.kind or start < span.starts_on):
            inside = between(start, span.ends_on, kind)
            found = [one.id for one in inside if one.starts_on >= start]
            if found:
                return found
    return [span.id]


def _whole(
    version: IndicatorVersion,
    indicator: Indicator,
    unit: int,
    sums: dict[tuple[int, int, int], Sums],
    periods: Sequence[int],
) -> Sums:
    by_period = {
        period: sums[unit, indicator.pk, period]
        for period in periods
        if (unit, indicator.pk, period) in sums
    }
    return over_time(version, by_period, periods) if by_period else NOTHING


def _part(
    version: IndicatorVersion,
    span: PeriodSpan,
    child: Unit,
    sums: Sums,
    asked: int,
) -> Part:
    return Part(
        name=child.name_on,
        value=show_value(version, sums.value(version)),
        official=show_value(version, sums.official(version)),
        reported=_reported(sums.reported, asked),
        tone="is-late" if sums.reported < asked else "",
        href=_href(version.indicator_id, child.pk, span),
    )


def _months(
    version: IndicatorVersion,
    indicator: Indicator,
    unit: Unit,
    sums: dict[tuple[int, int, int], Sums],
    expected: dict[tuple[int, int, int], int],
    periods: Sequence[int],
) -> list[Part]:
    if len(periods) < 2:
        return []
    found = []
    for period in periods:
        key = (unit.pk, indicator.pk, period)
        one, asked = sums.get(key, NOTHING), expected.get(key, 0)
        found.append(
            Part(
                name=capital(period_words(period)),
                value=show_value(version, one.value(version)),
                official=show_value(version, one.official(version)),
                reported=_reported(one.reported, asked),
                tone="is-late" if one.reported < asked else "",
                href=_href(indicator.pk, unit.pk, from_id(period)),
            )
        )
    return found


def _own(
    indicator: Indicator, unit: Unit, periods: Sequence[int]
) -> Observation | None:
    if len(periods) != 1:
        return None
    return (
        Observation.objects.filter(indicator=indicator, unit=unit, period=periods[0])
        .select_related("report__form")
        .first()
    )


def _opened(
    version: IndicatorVersion,
    own: Observation | None,
    unit: Unit,
    periods: Sequence[int],
) -> OwnFigure | None:
    if own is None:
        return None
    state = State(own.state)
    return OwnFigure(
        facts=_own_facts(version, own, own.report),
        state=str(state.label),
        tone=TONES[state],
        note=own.note,
        missing_reason=own.missing_reason,
        files=proofs(own),
        trail=figure_trail(version, unit.pk, periods[0]),
    )


def _own_facts(
    version: IndicatorVersion, own: Observation, report: Report
) -> list[Fact]:
    place = [report.form_id, report.period_id, report.unit_id]
    facts = [
        Fact(_("Báo cáo"), report.form.name, reverse("indicators:report", args=place))
    ]
    if own.denominator is not None:
        facts.append(Fact(version.numerator_name, show_number(own.numerator)))
        facts.append(Fact(version.denominator_name, show_number(own.denominator)))
    if own.weight is not None:
        facts.append(Fact(_("Trọng số"), show_number(own.weight)))
    if report.submitted_at:
        said = f"{report.submitted_by}, {show_moment(report.submitted_at)}"
        facts.append(Fact(_("Người gửi"), said))
    if own.state == State.ACCEPTED and report.accepted_at:
        said = f"{report.accepted_by}, {show_moment(report.accepted_at)}"
        facts.append(Fact(_("Người nhận"), said))
    return facts


def _reported(reported: int, asked: int) -> str:
    if not asked and not reported:
        return ""
    if not asked:
        return show_number(reported)
    said = f"{show_number(reported)}/{show_number(asked)}"
    return f"{said} ({show_percent(100 * reported / asked)})"


def _span_words(span: PeriodSpan, since: date | None) -> str:
    return dates.period_name(since or span.starts_on, span.ends_on)


def _href(indicator: int, unit: int, span: PeriodSpan) -> str:
    return reverse("indicators:figure", args=[indicator, unit, span.id])


def _crumbs(
    indicator: Indicator, unit: Unit, span: PeriodSpan, tree: str, actor: Actor
) -> list[Link]:
    """The units above; a link for those whose figure this person may open."""
    above = ancestors_of(unit, span.ends_on, tree)
    places = [one.pk for one in above]
    first = places.index(actor.unit_id) if actor.unit_id in places else 0
    return [
        Link(one.name_on, _href(indicator.pk, one.pk, span))
        for one in above[first:]
        if actor.unit_id in places
    ]


def _spans(indicator: Indicator, unit: Unit, span: PeriodSpan) -> list[Link]:
    """The month, quarter, half-year and year around the day the span ends."""
    day = span.ends_on
    kinds = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR]
    labels = {
        PeriodKind.MONTH: _("Tháng"),
        PeriodKind.QUARTER: _("Quý"),
        PeriodKind.HALF: _("6 tháng"),
        PeriodKind.YEAR: _("Năm"),
    }
    return [
        Link(
            labels[kind],
            _href(indicator.pk, unit.pk, _containing(day, kind)),
            is_here=kind == span.kind,
        )
        for kind in kinds
    ]


def _containing(day: date, kind: PeriodKind) -> PeriodSpan:
    months = PeriodSpan(kind, day.year, 1).months
    return PeriodSpan(kind, day.year, (day.month - 1) // months + 1)


def may_see(indicator: Indicator, unit: Unit, actor: Actor) -> bool:
    """May this person know the figure? (A 404 if not.)

    The unit itself, those above it in any tree, who defined the indicator and who
    issued a form that asks for it.
    """
    if actor.is_system or actor.unit_id in {unit.pk, indicator.owner_id}:
        return True
    above = Lineage.objects.filter(ancestor=actor.unit_id, unit=unit)
    forms = Form.objects.filter(
        owner=actor.unit_id, lines__version__indicator=indicator
    )
    return above.exists() or forms.exists()
