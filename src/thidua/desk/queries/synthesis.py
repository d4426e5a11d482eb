"""The month's synthesis: what was reached of what, by indicator and by unit.

Every figure is provisional as long as a report behind it is only submitted; the share
accepted is said beside it. What nobody reported is “–”, never nought.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.campaigns.achieved import NOTHING as NOTHING_YET
from thidua.campaigns.achieved import Achieved, Sum, Sums, achieved, of_reading, sums_of
from thidua.campaigns.models import Campaign, CampaignForm, Target
from thidua.campaigns.progress import targets_of
from thidua.campaigns.readings import Asking, read
from thidua.campaigns.states import TargetState
from thidua.desk.queries.asked import Asked, asked, first_of, mark_of, percent_of
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.names import Named, named
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.punctuality import NOTHING, Count, counts_below
from thidua.desk.queries.synthesis_tables import (
    Block,
    Figures,
    Heading,
    UnitRow,
    WholeRow,
)
from thidua.indicators.periods import PeriodSpan
from thidua.kernel import dates
from thidua.kernel.numbers import show_percent
from thidua.organisations.actor import Actor
from thidua.organisations.letterhead import Letterhead, issuer, letterhead
from thidua.organisations.models import Unit

PER_TABLE = 3
"""Indicators beside one another in one table: what a sheet on its side can carry."""


@dataclass(frozen=True, slots=True)
class SynthesisPage:
    """Everything that `synthesis.html` and its Excel file show."""

    letter: Letterhead
    title: str
    subtitle: str
    finding: str
    whole: Sequence[WholeRow]
    blocks: Sequence[Block]
    notes: Sequence[str]
    campaign_name: str
    campaign_href: str
    sheet_href: str
    word_href: str
    pdf_href: str
    draft_href: str
    back: str
    earlier: str
    later: str
    file_name: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read once and is looked up for every cell."""

    month: PeriodSpan
    to_date: Mapping[tuple[int, int], Achieved]
    """By unit and version, from the day on which the version is counted."""
    now: Sums
    """Of the periods in which the month ends, by unit and indicator."""
    targets: Mapping[tuple[int, int], Target]

    def is_known_below(self, units: Sequence[int], one: Asked) -> bool:
        """Has any of these units a figure or a target on the indicator?"""
        version = one.version
        return any(
            (unit, version.pk) in self.to_date
            or (unit, version.indicator_id) in self.now
            or (unit, version.pk) in self.targets
            for unit in units
        )

    def figures(self, unit: int, one: Asked) -> Figures:
        version = one.version
        known = self.to_date.get((unit, version.pk), NOTHING_YET)
        to_date = known.value
        span = one.span_of(self.month)
        sums = self.now.get((unit, version.indicator_id), ())
        now = [part for part in sums if part.period_id == span.id]
        target = self.targets.get((unit, version.pk))
        stands = version.is_computed or not one.is_flow
        basis = now[0] if now else known if stands else NOTHING_YET
        return Figures(
            in_period=self._in_period(one, known, now),
            to_date=to_date,
            target=mark_of(target) if target else None,
            percent=percent_of(target, one, to_date) if target else None,
            rank=None,
            reported=basis.reported,
            accepted=basis.accepted,
            is_pending=target is not None and target.state != TargetState.ACCEPTED,
            shown=(),
        )

    def _in_period(
        self, one: Asked, known: Achieved, now: Sequence[Sum]
    ) -> Decimal | None:
        """What the period brought; of a formula, what it has gained in the month."""
        if not one.is_flow:
            return None
        if not one.version.is_computed:
            return achieved(one.version, now, one.span_of(self.month).starts_on).value
        month = self.month.id
        by_then = dict(known.course).get(month)
        if by_then is None:
            return None
        before = [value for at, value in known.course if at < month and value]
        return by_then - (before[-1] if before else 0)


def synthesis_page(
    campaign: Campaign,
    month: PeriodSpan,
    unit: Unit,
    actor: Actor,
    today: date,
    *,
    pages: Pages,
) -> SynthesisPage:
    """The table of a campaign's month for a unit that the reader may watch."""
    forms = [link.form_id for link in CampaignForm.objects.filter(campaign=campaign)]
    units = _units(unit.pk, counts_below(unit.pk, forms, [month], today), month, pages)
    everybody = [unit.pk, *units.below]
    targets = targets_of(campaign, everybody)
    indicators = asked(campaign, [t for t in targets if t.unit_id == unit.pk])
    reading = _read(campaign, month, everybody, indicators, targets)
    whole = _whole(reading, unit.pk, indicators)
    compared = [
        (number, one)
        for number, one in enumerate(indicators, start=1)
        if one.is_compared and reading.is_known_below(units.below, one)
    ]
    blocks = [
        _block(reading, units, compared[start : start + PER_TABLE])
        for start in range(0, len(compared), PER_TABLE)
    ]
    letter = letterhead(issuer(actor, unit), actor, today)
    return _page(campaign, month, units, whole, blocks, letter, pages)


def _units(
    whole: int,
    counts: Mapping[tuple[int, date], Count],
    month: PeriodSpan,
    pages: Pages,
) -> _Units:
    below = [unit for unit, _month in counts if unit != whole]
    names = named([whole, *below], month.ends_on)
    received = {unit: count for (unit, _month), count in counts.items()}
    received[whole] = sum(counts.values(), NOTHING)
    below.sort(key=lambda unit: names[unit].sort_key)
    return _Units(whole, below, names, received, pages.monitor)


def _read(
    campaign: Campaign,
    month: PeriodSpan,
    units: Sequence[int],
    indicators: Sequence[Asked],
    targets: Sequence[Target],
) -> _Reading:
    cells = [(unit, one) for unit in units for one in indicators]
    readings = read(
        [Asking(unit, one.version, one.starts_on) for unit, one in cells],
        tree_id=campaign.tree_id,
        day=month.ends_on,
    )
    now = sums_of(
        campaign.tree_id,
        units,
        [one.version.indicator_id for one in indicators],
        since=month.ends_on,
        day=month.ends_on,
    )
    to_date = {
        (unit, one.version.pk): of_reading(one.version, reading)
        for (unit, one), reading in zip(cells, readings, strict=True)
        if reading is not None
    }
    return _Reading(month, to_date, now, first_of(targets))


def _whole(reading: _Reading, unit: int, indicators: Sequence[Asked]) -> list[WholeRow]:
    rows = []
    for number, one in enumerate(indicators, start=1):
        figures = _in_words(reading.figures(unit, one), one)
        rows.append(
            WholeRow(
                heading=_heading(number, one),
                figures=figures,
                basis=_basis(figures),
                is_official=0 < figures.reported == figures.accepted,
            )
        )
    return rows


def _basis(figures: Figures) -> str:
    """How firm a figure is: all accepted, or how many of how many."""
    if not figures.reported:
        return _("chưa có số")
    if figures.accepted == figures.reported:
        return _("chính thức")
    return _("tạm tính, đã nhận %(yes)s/%(all)s") % {
        "yes": figures.accepted,
        "all": figures.reported,
    }


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of a table: the whole, those below it in order, and their reports."""

    whole: int
    below: Sequence[int]
    names: Mapping[int, Named]
    received: Mapping[int, Count]
    monitor: str

    def row(self, number: int, unit: int, figures: Sequence[Figures]) -> UnitRow:
        count = self.received.get(unit, NOTHING)
        return UnitRow(
            number,
            self.names[unit].name,
            Lens(unit=unit).at(self.monitor),
            f"{count.received}/{count.expected}" if count.expected else "–",
            figures,
        )


def _block(
    reading: _Reading, units: _Units, group: Sequence[tuple[int, Asked]]
) -> Block:
    """One table; the group brings each indicator with its number in table I."""
    columns = []
    for _number, one in group:
        raw = {unit: reading.figures(unit, one) for unit in units.below}
        ranks = _ranks(raw, one)
        columns.append({u: _in_words(raw[u], one, ranks[u]) for u in units.below})
    totals = [_in_words(reading.figures(units.whole, one), one) for _n, one in group]
    return Block(
        headings=[_heading(number, one) for number, one in group],
        rows=[
            units.row(number, unit, [column[unit] for column in columns])
            for number, unit in enumerate(units.below, start=1)
        ],
        total=units.row(0, units.whole, totals),
    )


def _ranks(figures: Mapping[int, Figures], one: Asked) -> dict[int, int | None]:
    """Places by share of the target, else by the figure; equals share a place."""
    by_share = any(f.percent is not None for f in figures.values())
    known = {unit: f.percent if by_share else f.to_date for unit, f in figures.items()}
    values = [value for value in known.values() if value is not None]
    low_first = one.is_lower_better and not by_share
    return {
        unit: None
        if value is None
        else 1
        + sum(1 for other in values if (other < value if low_first else other > value))
        for unit, value in known.items()
    }


def _in_words(figures: Figures, one: Asked, rank: int | None = None) -> Figures:
    measure = one.measure
    mark = "*" if figures.is_pending else ""
    return replace(
        figures,
        rank=rank,
        shown=(
            measure.number(figures.in_period) if one.is_flow else "",
            measure.number(figures.to_date),
            measure.number(figures.target) + mark,
            "–" if figures.percent is None else show_percent(figures.percent, 1),
            "" if rank is None else str(rank),
        ),
    )


def _heading(number: int, one: Asked) -> Heading:
    return Heading(
        number,
        one.version.name,
        one.measure_words,
        one.measure.decimals,
        one.measure.scale,
        one.is_flow,
    )


def _page(
    campaign: Campaign,
    month: PeriodSpan,
    units: _Units,
    whole: Sequence[WholeRow],
    blocks: Sequence[Block],
    letter: Letterhead,
    pages: Pages,
) -> SynthesisPage:
    period = dates.period_name(month.starts_on, month.ends_on)
    here = Lens(unit=units.whole)
    address = pages.synthesis_of(campaign.pk, month.id)
    received = units.received[units.whole]
    finding = _("%(came)s trên %(all)s báo cáo đã về") % {
        "came": received.received,
        "all": received.expected,
    }
    return SynthesisPage(
        letter=letter,
        title=_("Tổng hợp kết quả phong trào thi đua %(period)s") % {"period": period},
        subtitle=_("%(campaign)s. %(unit)s")
        % {"campaign": campaign.name, "unit": units.names[units.whole].name},
        finding=finding,
        whole=whole,
        blocks=blocks,
        notes=_notes(finding, whole, blocks),
        campaign_name=campaign.name,
        campaign_href=pages.campaign_of(campaign.pk),
        sheet_href=here.at(pages.synthesis_sheet_of(campaign.pk, month.id)),
        word_href=here.at(f"{address}word/"),
        pdf_href=here.at(f"{address}pdf/"),
        draft_href=here.at(f"{address}soan/"),
        back=here.at(pages.monitor, campaign=campaign.pk, until=month.id),
        earlier=here.at(pages.synthesis_of(campaign.pk, month.before().id)),
        later=here.at(pages.synthesis_of(campaign.pk, month.before(-1).id)),
        file_name=f"tong-hop-{month.year}-{month.number:02}.xlsx",
    )


def _notes(
    finding: str, whole: Sequence[WholeRow], blocks: Sequence[Block]
) -> list[str]:
    notes = [
        _("%(finding)s. Dấu – là chưa có số báo cáo, không phải bằng 0.")
        % {"finding": finding},
        _("Lũy kế tính từ ngày bắt đầu của chỉ tiêu; “Đạt” là lũy kế so với chỉ tiêu."),
    ]
    if not all(row.is_official for row in whole):
        notes.append(_("Số tạm tính gồm cả báo cáo đã gửi mà cấp trên chưa nhận."))
    pending = any(
        figures.is_pending
        for block in blocks
        for row in block.rows
        for figures in row.figures
    )
    if pending:
        notes.append(_("Dấu * là chỉ tiêu đã giao, đơn vị chưa nhận."))
    return notes
