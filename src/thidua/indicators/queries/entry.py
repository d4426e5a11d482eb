"""The entry page: every line of a unit's report, with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.indicators.beside import beside
from thidua.indicators.checks import Figure, Finding
from thidua.indicators.kin import Kinship
from thidua.indicators.models import FormLine, IndicatorVersion, Observation
from thidua.indicators.past import Past, past_of
from thidua.indicators.queries.aimed import aimed, of_all, the_one
from thidua.indicators.queries.editions import EditionNote, edition_note
from thidua.indicators.queries.filled import Fill, fill_of, left_words
from thidua.indicators.queries.notices import Heading, heading_of
from thidua.indicators.queries.panel import CellPanel, cell_panel
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.row_kin import RowKin, agreement_of, row_kin
from thidua.indicators.queries.shared import typed_elsewhere
from thidua.indicators.queries.words import (
    TONES,
    measure_of,
    period_short,
    period_words,
)
from thidua.indicators.reading import show_scaled, show_standing
from thidua.indicators.row_notes import explains
from thidua.indicators.states import MENDED, OPEN, State
from thidua.kernel.numbers import show_percent
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui import charts
from thidua.kernel.ui.addresses import address
from thidua.kernel.ui.grid import CellInput
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line: what is typed, and what stands beside it."""

    line_id: int
    name: str
    kin: RowKin
    measure: str
    cell: CellInput
    was: str
    percent: str
    before: str
    cumulative: str
    target: str
    target_of: str
    target_whose: str
    counted_until: str
    reached: str
    counts_for: Sequence[tuple[str, str]]
    bar: charts.Bar | None
    state: str
    tone: str
    row_class: str
    findings: Sequence[Finding]
    wants_note: bool
    note: str
    missing_reason: str
    return_reason: str
    files: int
    is_sent: bool
    is_official: bool
    panel_url: str
    figure_url: str

    @property
    def is_empty(self) -> bool:
        """Is there neither a figure nor a reason why there is none?"""
        return not self.cell.value and not self.missing_reason


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Lines under one heading, and how far they are."""

    title: str
    about: str
    rows: Sequence[EntryRow]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One unit's report for one period, as this person sees it."""

    head: Heading
    groups: Sequence[EntryGroup]
    fill: Fill
    column_before: str
    column_now: str
    has_targets: bool
    targets_of: str
    """The one campaign of all targets shown; "" when there are several."""
    counted_until: str
    """The last day of what all bars count; "" when they differ."""
    offers: str
    may_enter: Verdict
    may_submit: Verdict
    may_accept: Verdict
    may_reopen: Verdict
    report_url: str
    save_url: str
    submit_url: str
    review_url: str
    print_url: str
    history_url: str
    """“” before the first figure."""
    sheet_url: str
    import_url: str
    panel: CellPanel | None
    edition: EditionNote | None
    elsewhere: Sequence[tuple[str, str, str]]
    """What is typed in another form: its name, the form's, and where."""


def entry_page(
    place: Place, *, actor: Actor, today: date, open_line: FormLine | None = None
) -> EntryPage:
    """What the entry page shows; `open_line` is the line whose panel is open."""
    lines, others = place.divided()
    rows = entry_rows(place, lines, actor=actor, today=today)
    returned = [(row.name, row.return_reason) for row in rows if row.return_reason]
    may_enter = place.may_enter(actor)
    odd = sum(row.wants_note for row in rows) if may_enter else 0
    empty = [row.name for row in rows if row.is_empty]
    return EntryPage(
        head=heading_of(place, returned, today=today),
        groups=_groups(lines, rows, may_enter=bool(may_enter)),
        fill=fill_of(len(rows), empty, returned=len(returned), odd=odd),
        column_before=capfirst(period_short(place.span.before())),
        column_now=capfirst(period_short(place.span)),
        has_targets=any(row.target for row in rows),
        targets_of=the_one(row.target_whose for row in rows if row.target),
        counted_until=the_one(row.counted_until for row in rows if row.target),
        offers=",".join(f"#offer-{row.line_id}" for row in rows if row.kin.is_divided),
        may_enter=may_enter,
        may_submit=place.may_submit(actor),
        may_accept=place.may_accept(actor),
        may_reopen=place.may_reopen(actor) & some_official(rows),
        report_url=reverse("indicators:report", args=place.key),
        save_url=reverse("indicators:report-save", args=place.key),
        submit_url=reverse("indicators:report-submit", args=place.key),
        review_url=reverse("indicators:report-review", args=place.key),
        print_url=reverse("indicators:report-print", args=place.key),
        history_url=reverse("indicators:report-history", args=place.key)
        if place.report
        else "",
        sheet_url=reverse("indicators:report-sheet", args=place.key),
        import_url=reverse(
            "imports:new", args=["so-lieu", "-".join(map(str, place.key))]
        ),
        panel=cell_panel(place, open_line, actor=actor) if open_line else None,
        edition=edition_note(place),
        elsewhere=typed_elsewhere(place, others),
    )


def entry_rows(
    place: Place, lines: Sequence[FormLine], *, actor: Actor, today: date
) -> list[EntryRow]:
    """Every line with its figure and what stands beside it, in four queries."""
    indicators = [line.version.indicator_id for line in lines]
    standing = {
        figure.indicator_id: figure
        for figure in Observation.objects.filter(
            unit=place.unit, period=place.period, indicator__in=indicators
        ).annotate(files=Count("evidence"))
    }
    past = past_of(place.unit.pk, indicators, place.span)
    others = beside(place.unit.pk, indicators, place.span, today)
    kinship = Kinship.among(indicators, place.period.ends_on)
    agreed = agreement_of(lines, kinship, standing, past)
    may_enter = bool(place.may_enter(actor))
    said = of_all(others.values())
    return [
        _row(
            place,
            line,
            standing,
            past,
            aimed(line, others.get(line.version.indicator_id), said),
            kin=kin,
            more=agreed.findings.get(line.version.indicator_id, ()),
            may_enter=may_enter,
        )
        for line, kin in zip(lines, row_kin(lines, kinship, agreed), strict=True)
    ]


def some_official(rows: Iterable[EntryRow]) -> Verdict:
    """Has the report a figure that could be opened again?"""
    return only_if(
        any(row.is_official for row in rows),
        otherwise=_("Báo cáo chưa có số liệu nào được nhận."),
        remedy=_("Chờ đơn vị gửi, rồi nhận hoặc trả lại."),
    )


def _typed(line: FormLine, figure: Observation | None, past: Past) -> str:
    """What stands in the cell; nothing where a reason is given instead."""
    if figure is None or figure.missing_reason:
        return ""
    return show_standing(line, figure, past.this_year(line.version.indicator_id))


def _row(
    place: Place,
    line: FormLine,
    standing: Mapping[int, Observation],
    past: Past,
    aim: Mapping[str, Any],
    *,
    kin: RowKin,
    more: Sequence[Finding],
    may_enter: bool,
) -> EntryRow:
    version = line.version
    indicator = version.indicator_id
    figure = standing.get(indicator)
    text = _typed(line, figure, past)
    state = State(figure.state) if figure else State.DRAFT
    is_settled = state == State.ACCEPTED
    odd = () if is_settled else (*_findings(version, figure, past), *more)
    said, tone, css = _standing(state, figure, text)
    return EntryRow(
        line_id=line.pk,
        name=version.name,
        kin=kin if may_enter else replace(kin, offer=""),
        measure=measure_of(line),
        cell=_cell(place, line, figure, text, odd, may_enter=may_enter),
        was=text,
        percent=_percent_of(figure),
        before=_before(line, past),
        cumulative=_cumulative(line, figure, past),
        **aim,
        state=said,
        tone=tone,
        row_class=css,
        findings=odd,
        wants_note=bool(odd) and not (figure and explains(figure.note)),
        **_said(figure, state),
        **_ways(place, line),
    )


def _ways(place: Place, line: FormLine) -> dict[str, Any]:
    """Where the panel and the page of a figure are."""
    figure = [line.version.indicator_id, place.unit.pk, place.period.pk]
    return {
        "panel_url": address("indicators:report-cell", *place.key, line.pk),
        "figure_url": address("indicators:figure", *figure),
    }


def _said(figure: Observation | None, state: State) -> dict[str, Any]:
    """The words that stand with a figure, and how many files."""
    if figure is None:
        figure = Observation()
    return {
        "note": figure.note,
        "missing_reason": figure.missing_reason,
        "return_reason": figure.return_reason if state in MENDED else "",
        "files": getattr(figure, "files", 0),
        "is_sent": state == State.SUBMITTED,
        "is_official": state == State.ACCEPTED,
    }


def _cell(
    place: Place,
    line: FormLine,
    figure: Observation | None,
    text: str,
    odd: Sequence[Finding],
    *,
    may_enter: bool,
) -> CellInput:
    words = [line.version.name, period_words(place.period.pk), measure_of(line)]
    is_open = figure is None or figure.state in OPEN
    return CellInput(
        key=str(line.pk),
        label=", ".join(words),
        value=text,
        version=figure.version if figure else 0,
        is_locked=not (may_enter and is_open),
        tone="warn" if odd and not (figure and explains(figure.note)) else "",
    )


def _findings(
    version: IndicatorVersion, figure: Observation | None, past: Past
) -> tuple[Finding, ...]:
    if figure is None or figure.missing_reason:
        return ()
    parts = Figure(figure.value, figure.numerator, figure.denominator)
    return past.odd(version, parts)


def _standing(
    state: State, figure: Observation | None, text: str
) -> tuple[str, str, str]:
    """The words of a row's state, their tone, and how the row looks."""
    if state in MENDED:
        return str(state.label), "refused", "returned"
    if figure is not None and figure.missing_reason:
        return _("không có số, có lý do"), "", "ok"
    if not text:
        return _("còn trống"), "", "todo"
    if state == State.DRAFT:
        return _("đã lưu"), "", "ok"
    return str(state.label), TONES[state], "ok"


def _before(line: FormLine, past: Past) -> str:
    last = past.last(line.version.indicator_id)
    if last is None:
        return ""
    if last.denominator is not None:
        return show_percent(last.level, 1)
    if line.is_cumulative and last.value is not None:
        same_year = past.span.before().year == past.span.year
        total = past.this_year(line.version.indicator_id)
        return show_scaled(line, total if same_year else last.value)
    return show_scaled(line, last.value)


def _cumulative(line: FormLine, figure: Observation | None, past: Past) -> str:
    """Since the year began, this period included; levels have none."""
    version = line.version
    if version.nature == IndicatorVersion.Nature.RATIO:
        return _percent_of(figure)
    if version.over_time != IndicatorVersion.OverTime.SUM:
        return ""
    now = figure.value if figure and figure.value is not None else Decimal(0)
    return show_scaled(line, past.this_year(version.indicator_id) + now)


def _percent_of(figure: Observation | None) -> str:
    """What the two parts of a ratio come to, with one decimal."""
    if figure is None or figure.denominator is None:
        return ""
    return show_percent(Figure(None, figure.numerator, figure.denominator).level, 1)


def _groups(
    lines: Sequence[FormLine], rows: Sequence[EntryRow], *, may_enter: bool
) -> list[EntryGroup]:
    pairs = zip(lines, rows, strict=True)
    found = []
    for title, members in groupby(pairs, key=lambda pair: pair[0].group):
        inside = [row for _line, row in members]
        returned = sum(1 for row in inside if row.return_reason)
        empty = sum(1 for row in inside if row.is_empty)
        odd = sum(row.wants_note for row in inside) if may_enter else 0
        found.append(EntryGroup(title, left_words(returned, empty, odd), inside))
    return found
