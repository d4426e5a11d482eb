"""One figure, opened down to the report, the person and the file behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.indicators.beside import Beside, beside
from thidua.indicators.models import (
    FormLine,
    IndicatorVersion,
    Observation,
    Report,
)
from thidua.indicators.periods import (
    PeriodKind,
    PeriodSpan,
    between,
    containing,
)
from thidua.indicators.queries.figure_parts import (
    Asked,
    FigureKin,
    figure_parts,
)
from thidua.indicators.queries.figure_table import (
    Part,
    Table,
    figure_href,
)
from thidua.indicators.queries.made import (
    MadeTable,
    Recipe,
    checklist_href,
    recipe_of,
    table_of,
    told_of,
)
from thidua.indicators.queries.opening import Opened
from thidua.indicators.queries.panel import Proof, proofs
from thidua.indicators.queries.trail import history_of_figure
from thidua.indicators.queries.words import (
    TONES,
    period_short,
    show_moment,
    show_rank,
    show_value,
)
from thidua.indicators.states import State
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import charts
from thidua.kernel.ui.parts import Fact, Link
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree
from thidua.organisations.naming import Family, Named, family_of

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
    trail: Newest


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
    closed: str
    """Why what each unit below contributes is not shown; “” when it is."""
    months: Sequence[Part]
    chart: charts.Columns | None
    own: OwnFigure | None
    recipe: Recipe | None
    checklist_href: str
    target: Beside | None
    """What the unit is to reach, for those at or above it."""
    kin: FigureKin
    silence: str
    """How many of several periods a unit that reports for itself still owes."""


def figure_page(
    opened: Opened,
    *,
    actor: Actor,
    today: date,
    since: date | None = None,
    tree: str = Tree.STATE,
) -> FigurePage:
    """The figure with its parts by unit and by month; cumulative with `since`."""
    unit, span, version = opened.unit_id, opened.span, opened.version
    family = family_of(unit, span.ends_on, tree)
    above = family.way(tree)
    periods = _periods(version, span, since or span.starts_on)
    drawn = [span.before(steps) for steps in range(SHOWN - 1, -1, -1)]
    table = _table(version, family, periods, drawn)
    whole = table.whole(unit)
    value, measure = _said(version, whole.value(version))
    where = Asked(unit, span, periods, [p.id for p in drawn], family.tree_id, since)
    return FigurePage(
        title=_title(version, family.itself.name_on, span, since),
        value=value,
        measure=measure,
        official=show_value(version, whole.official(version)),
        reported=told_of(whole, table.asked(unit)),
        formula=formula_of(version),
        definition=version.definition,
        version=_which(version),
        crumbs=_crumbs(version, above, span, actor, since),
        spans=_spans(version, unit, span, since),
        parts=table.parts(family.children, span, since) if opened.has_parts else [],
        closed=_closed(opened),
        months=table.months(unit),
        chart=_chart(version, unit, drawn, table),
        own=_own_figure(opened, periods),
        recipe=recipe_of(table, unit, above, actor=actor, through=opened.sight),
        checklist_href=_checklist(opened),
        target=_target(opened, above, actor, today),
        kin=figure_parts(version, where) if opened.has_parts else FigureKin(),
        silence=_silence(len(periods), whole.reported, table.asked(unit)),
    )


def _silence(periods: int, reported: int, asked: int) -> str:
    if periods < 2 or reported >= asked:
        return ""
    return _("Đơn vị chưa gửi số liệu của %(owed)s trên %(asked)s kỳ.") % {
        "owed": show_number(asked - reported),
        "asked": show_number(asked),
    }


def _said(version: IndicatorVersion, value: Decimal | None) -> tuple[str, str]:
    """The figure and its measure: a rank names itself, what is not there has none."""
    if value is None:
        return _("chưa có"), ""
    if version.nature == IndicatorVersion.Nature.RANK:
        return show_rank(value), ""
    return show_value(version, value), version.measure


def _checklist(opened: Opened) -> str:
    if not opened.has_papers:
        return ""
    return checklist_href(opened.version, opened.unit_id, opened.span.ends_on)


def _closed(opened: Opened) -> str:
    if opened.has_parts:
        return ""
    return _("Số từng nơi chỉ nơi ấy, cấp trên của nơi ấy và nơi nhận báo cáo xem.")


def _target(
    opened: Opened, above: Sequence[Named], actor: Actor, today: date
) -> Beside | None:
    """The nearest target on this figure: what is agreed with a unit is for the unit
    and those above it."""
    if actor.unit_id not in {opened.unit_id, *(one.pk for one in above)}:
        return None
    indicator = opened.version.indicator_id
    return beside(opened.unit_id, [indicator], opened.span, today).get(indicator)


def _table(
    version: IndicatorVersion,
    family: Family,
    periods: Sequence[int],
    drawn: Sequence[PeriodSpan],
) -> Table | MadeTable:
    """The unit's sums and its children's; its own also of the periods drawn."""
    return table_of(
        version,
        family.itself.pk,
        [child.pk for child in family.children],
        periods,
        beside=[one.id for one in drawn],
        tree_id=family.tree_id,
    )


def _which(version: IndicatorVersion) -> str:
    said = {"number": version.number, "day": dates.show(version.during.lower)}
    return _("Định nghĩa %(number)s, áp dụng từ %(day)s") % said


def formula_of(version: IndicatorVersion) -> str:
    """How the figure is made, in a sentence."""
    if version.formula:
        return version.formula
    across = {
        "sum": _("cộng số của các đơn vị"),
        "ratio": _("cộng cả hai số của các đơn vị: %(up)s chia %(down)s, nhân 100")
        % {
            "up": version.numerator_name.lower(),
            "down": version.denominator_name.lower(),
        },
        "weighted": _("bình quân các đơn vị theo trọng số đã giao"),
        "none": _("không cộng các đơn vị; chỉ có số của chính đơn vị"),
        "checked": _("đếm theo bộ tiêu chí mà các đơn vị đã chấm"),
    }[version.across]
    over = {
        "sum": _("cộng các kỳ"),
        "last": _("lấy kỳ gần nhất có số"),
    }[version.over_time]
    return f"{capfirst(across)}; {over}."


def _periods(version: IndicatorVersion, span: PeriodSpan, start: date) -> list[int]:
    """The periods in which the indicator is reported that lie within the span."""
    finer = {}
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF):
        if kind != span.kind or start < span.starts_on:
            inside = between(start, span.ends_on, kind)
            finer[kind] = [one.id for one in inside if one.starts_on >= start]
    if not any(finer.values()):
        return [span.id]
    kinds = _kinds_of(version) or {span.kind}
    return next((found for kind, found in finer.items() if found and kind in kinds), [
        span.id
    ])  # fmt: skip


def _kinds_of(version: IndicatorVersion) -> set[str]:
    """How often the indicator is reported: as the forms ask, else as it was.

    What a formula gives is shown month by month.
    """
    if version.is_computed:
        return {PeriodKind.MONTH}
    indicator_id = version.indicator_id
    lines = FormLine.objects.filter(version__indicator=indicator_id)
    kinds = set(lines.values_list("form__period_kind", flat=True).distinct())
    if kinds:
        return kinds
    figures = Observation.objects.filter(indicator=indicator_id)
    return set(figures.values_list("period__kind", flat=True).distinct())


def _chart(
    version: IndicatorVersion,
    unit: int,
    spans: Sequence[PeriodSpan],
    table: Table | MadeTable,
) -> charts.Columns | None:
    """The last twelve periods of the same kind, with all below the unit."""
    values = [table.one(unit, one.id).value(version) for one in spans]
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
    version: IndicatorVersion, unit: int, periods: Sequence[int]
) -> Observation | None:
    if len(periods) != 1 or version.is_computed:
        return None
    return (
        Observation.objects.filter(
            indicator=version.indicator_id, unit=unit, period=periods[0]
        )
        .select_related("report__form")
        .first()
    )


def _own_figure(opened: Opened, periods: Sequence[int]) -> OwnFigure | None:
    if not opened.has_papers:
        return None
    version, unit = opened.version, opened.unit_id
    own = _own(version, unit, periods)
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
        trail=newest(history_of_figure(version, unit, periods[0])),
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
    version: IndicatorVersion, name: str, span: PeriodSpan, since: date | None
) -> str:
    words = dates.period_name(since or span.starts_on, span.ends_on)
    return f"{version.name}, {name}, {words}"


def _crumbs(
    version: IndicatorVersion,
    above: Sequence[Named],
    span: PeriodSpan,
    actor: Actor,
    since: date | None,
) -> list[Link]:
    """The indicator; then the units above whose figure this person may open."""
    itself = reverse("indicators:indicator", args=[version.indicator_id])
    way = [
        Link(_("Chỉ số"), reverse("indicators:indicators")),
        Link(version.name, itself),
    ]
    places = [one.pk for one in above]
    if actor.unit_id in places:
        way += [
            Link(one.name_on, figure_href(version.indicator_id, one.pk, span, since))
            for one in above[places.index(actor.unit_id) :]
        ]
    return way


def _spans(
    version: IndicatorVersion, unit: int, span: PeriodSpan, since: date | None
) -> list[Link]:
    """The month, quarter, half-year and year around the day the span ends; and what
    is shown when it adds up from a day on."""
    labels = {
        PeriodKind.MONTH: _("Tháng"),
        PeriodKind.QUARTER: _("Quý"),
        PeriodKind.HALF: _("6 tháng"),
        PeriodKind.YEAR: _("Năm"),
    }
    spans = [
        Link(
            label,
            figure_href(version.indicator_id, unit, containing(span.ends_on, kind)),
            is_here=kind == span.kind and since is None,
        )
        for kind, label in labels.items()
    ]
    if since is not None:
        label = _("Lũy kế từ %s") % dates.show(since)
        here = figure_href(version.indicator_id, unit, span, since)
        spans.append(Link(label, here, is_here=True))
    return spans
