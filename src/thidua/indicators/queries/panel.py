"""The side panel of one cell: its past, its notes, its proof, who touched it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.indicators.checks import Figure, usual_range
from thidua.indicators.models import Evidence, FormLine, Observation
from thidua.indicators.past import Past, past_of
from thidua.indicators.periods import from_id
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.trail import history_of_figure
from thidua.indicators.queries.words import (
    measure_of,
    period_short,
    period_words,
    show_moment,
)
from thidua.indicators.reading import show_scaled
from thidua.indicators.row_notes import without_row
from thidua.indicators.states import MENDED, OPEN, State
from thidua.kernel.files import ACCEPT, show_size
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import charts
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Proof:
    """One file behind a figure."""

    name: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class CellPanel:
    """Everything beside one cell."""

    title: str
    group: str
    definition: str
    return_reason: str
    chart: charts.Columns | None
    note: str
    missing_reason: str
    version: int
    may_write: Verdict
    files: Sequence[Proof]
    accept: str
    trail: Newest
    save_url: str
    proof_url: str
    figure_url: str
    back_url: str
    has_value: bool


def cell_panel(place: Place, line: FormLine, *, actor: Actor) -> CellPanel:
    """What the panel of a line shows to this person."""
    version = line.version
    figure = Observation.objects.filter(
        unit=place.unit, indicator=version.indicator_id, period=place.period
    ).first()
    past = past_of(place.unit.pk, [version.indicator_id], place.span)
    state = State(figure.state) if figure else State.DRAFT
    args = [*place.key, line.pk]
    may_write = place.may_enter(actor) & _still_open(state)
    return CellPanel(
        title=f"{version.name}, {period_words(place.period.pk)}",
        group=line.group,
        definition=version.definition,
        return_reason=(figure.return_reason if figure and state in MENDED else ""),
        chart=_chart(line, past, figure),
        note=_note(figure, may_write=bool(may_write)),
        missing_reason=figure.missing_reason if figure else "",
        version=figure.version if figure else 0,
        may_write=may_write,
        files=proofs(figure),
        accept=ACCEPT,
        trail=newest(history_of_figure(line, place.unit.pk, place.period.pk)),
        save_url=reverse("indicators:report-cell", args=args),
        proof_url=reverse("indicators:evidence-attach", args=args),
        figure_url=reverse(
            "indicators:figure",
            args=[version.indicator_id, place.unit.pk, place.period.pk],
        ),
        back_url=reverse("indicators:report", args=place.key),
        has_value=figure is not None and _level(figure) is not None,
    )


def proofs(figure: Observation | None) -> list[Proof]:
    """The files behind a figure, newest first."""
    if figure is None:
        return []
    evidence = Evidence.objects.filter(observation=figure).select_related("file")
    return [
        Proof(
            one.file.name,
            reverse("indicators:evidence", args=[one.pk]),
            f"{show_moment(one.added_at)}, {show_size(one.file.size)}, {one.added_by}",
        )
        for one in evidence.order_by("-pk")
    ]


def _note(figure: Observation | None, *, may_write: bool) -> str:
    """What is said with it; who saves the words of a file's row makes them theirs."""
    note = figure.note if figure else ""
    return without_row(note) if may_write else note


def _still_open(state: State) -> Verdict:
    if state in OPEN:
        return Verdict()
    return Verdict(
        _("Số liệu này đã gửi hoặc đã khóa."),
        _("Cần sửa thì đề nghị nơi nhận trả lại."),
    )


def _level(figure: Observation) -> Decimal | None:
    return Figure(figure.value, figure.numerator, figure.denominator).level


def _chart(
    line: FormLine, past: Past, figure: Observation | None
) -> charts.Columns | None:
    """The last twelve periods and this one, with the usual range behind."""
    before = past.figures.get(line.version.indicator_id, ())
    if not before:
        return None
    now = _level(figure) if figure else None
    usual = usual_range(
        past.levels(line.version.indicator_id), least=line.version.least
    )
    columns = [
        charts.Column(period_short(from_id(period)), _scaled(line, one.level))
        for period, one in before
    ]
    is_odd = now is not None and usual is not None and not usual[0] <= now <= usual[1]
    columns.append(
        charts.Column(
            period_short(past.span), _scaled(line, now), "red" if is_odd else ""
        )
    )
    band = (_scaled(line, usual[0]), _scaled(line, usual[1])) if usual else None
    words = (
        _("khoảng thường gặp %(low)s–%(high)s")
        % {"low": show_scaled(line, usual[0]), "high": show_scaled(line, usual[1])}
        if usual
        else ""
    )
    return charts.columns(
        _chart_title(line, past, now),
        columns,
        usual=band if is_odd else None,
        usual_words=words,
        word=show_scaled(line, now) if is_odd else "",
    )


def _chart_title(line: FormLine, past: Past, now: Decimal | None) -> str:
    levels = past.levels(line.version.indicator_id)
    if not levels:
        return _("Các kỳ trước chưa có số")
    most = max(levels)
    said = {
        "count": len(levels),
        "most": show_scaled(line, most),
        "measure": measure_of(line),
    }
    if now is not None and now > most:
        return _("%(count)s kỳ qua chưa kỳ nào quá %(most)s %(measure)s") % said
    said["least"] = show_scaled(line, min(levels))
    return _("%(count)s kỳ qua: từ %(least)s đến %(most)s %(measure)s") % said


def _scaled(line: FormLine, value: Decimal | None) -> Decimal | None:
    return None if value is None else value / line.scale
