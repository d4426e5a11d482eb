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
from thidua.indicators.periods import PeriodKind, PeriodSpan, between
from thidua.indicators.queries.figure_table import (
    Part,
    Table,
    figure_href,
    reported_words,
)
from thidua.indicators.queries.panel import Proof, proofs
from thidua.indicators.queries.trail import figure_trail
from thidua.indicators.queries.words import (
    TONES,
    capital,
    period_short,
    show_moment,
    show_value,
)
from thidua.indicators.states import State
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import charts
from thidua.kernel.ui.parts import Fact, Link, TrailLine
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Tree, Unit
from thidua.organisations.queries import ancestors_of, children_of, names_on

SHOWN = 12
"""Periods of the picture."""


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
    chart: charts.Columns | None
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
    table = Table.of(version, [unit, *children], periods, tree)
    whole, asked = table.whole(unit.pk), table.asked(unit.pk)
    return FigurePage(
        title=_title(version, unit, span, since),
        value=show_value(version, whole.value(version)) or _("chưa có"),
        measure=version.measure,
        official=show_value(version, whole.official(version)),
        reported=reported_words(whole.reported, asked),
        formula=formula_of(version),
        definition=version.definition,
        version=_("Định nghĩa %(number)s, áp dụng từ %(day)s")
        % {"number": version.number, "day": dates.show(version.during.lower)},
        crumbs=_crumbs(indicator, unit, span, tree, actor),
        spans=_spans(indicator, unit, span),
        parts=table.parts(children, span),
        parts_title=_("Các đơn vị trực thuộc"),
        months=table.months(unit),
        chart=_chart(version, unit, span, tree),
        own=_opened(version, _own(indicator, unit, periods), unit, periods),
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


def _chart(
    version: IndicatorVersion, unit: Unit, span: PeriodSpan, tree: str
) -> charts.Columns | None:
    """The last twelve periods of the same kind, with all below the unit."""
    spans = [span.before(steps) for steps in range(SHOWN - 1, -1, -1)]
    table = Table.of(version, [unit], [one.id for one in spans], tree)
    values = [table.one(unit.pk, one.id).value(version) for one in spans]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    said = _("Từ %(least)s đến %(most)s %(measure)s trong %(count)s kỳ gần nhất") % {
        "least": show_value(version, min(known)),
        "most": show_value(version, max(known)),
        "measure": version.measure,
        "count": len(known),
    }
    columns = [
        charts.Column(period_short(one), value)
        for one, value in zip(spans, values, strict=True)
    ]
    return charts.columns(said, columns)


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


def _title(
    version: IndicatorVersion, unit: Unit, span: PeriodSpan, since: date | None
) -> str:
    name = names_on([unit.pk], span.ends_on).get(unit.pk, "")
    words = dates.period_name(since or span.starts_on, span.ends_on)
    return f"{version.name}, {name}, {words}"


def _crumbs(
    indicator: Indicator, unit: Unit, span: PeriodSpan, tree: str, actor: Actor
) -> list[Link]:
    """The units above; a link for those whose figure this person may open."""
    above = ancestors_of(unit, span.ends_on, tree)
    places = [one.pk for one in above]
    first = places.index(actor.unit_id) if actor.unit_id in places else 0
    return [
        Link(one.name_on, figure_href(indicator.pk, one.pk, span))
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
            figure_href(indicator.pk, unit.pk, _containing(day, kind)),
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
