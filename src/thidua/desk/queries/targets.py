"""The targets of a unit in a campaign beside their pace, each a sentence of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.pace import Pace, Standing, pace
from thidua.desk.queries.asked import Asked, asked, course_of, targets_of
from thidua.desk.queries.figures import Key, Sums, sums_of, value_to_date
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodSpan
from thidua.kernel import dates
from thidua.kernel.ui.charts import Bar, Spark, bar, spark

SHOWN = 12
TONES = {
    Standing.REACHED: "done",
    Standing.AHEAD: "done",
    Standing.ON: "done",
    Standing.BEHIND: "slow",
    Standing.MISSED: "late",
}


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target: reached, to be reached, bar with pace, twelve months, verdict."""

    name: str
    measure: str
    href: str
    achieved: str
    target: str
    bar: Bar
    spark: Spark | None
    tone: str
    verdict: str
    basis: str


@dataclass(frozen=True, slots=True)
class Targets:
    """The table; `title` is its finding, `rest` how many are not shown."""

    title: str
    rows: Sequence[TargetRow]
    slow: int
    rest: str


@dataclass(frozen=True, slots=True)
class Standings:
    """How the targets of one unit in one campaign stand, without drawing them."""

    paces: Sequence[tuple[Target, Asked, Pace]]
    sums: Mapping[Key, Sums]

    @property
    def slow(self) -> int:
        return sum(1 for _target, _one, stands in self.paces if stands.is_slow)


def standings(campaign: Campaign, unit: int, month: PeriodSpan) -> Standings:
    """Every standing target of the unit as of the end of a month."""
    targets = targets_of(campaign, [unit])
    by_version = {one.version.pk: one for one in asked(campaign, targets)}
    indicators = [by_version[target.version_id] for target in targets]
    periods = {span.id for one in indicators for span in one.spans(month.ends_on)}
    sums = sums_of(
        campaign.tree_id,
        [unit],
        sorted({one.version.indicator_id for one in indicators}),
        sorted(periods),
    )
    return Standings(
        [
            (target, one, _pace(target, one, sums, month))
            for target, one in zip(targets, indicators, strict=True)
        ],
        sums,
    )


def targets_table(
    campaign: Campaign, unit: int, month: PeriodSpan, *, campaign_href: str
) -> Targets:
    """The slow ones first; a good table is read from what needs somebody."""
    found = standings(campaign, unit, month)
    ordered = sorted(found.paces, key=lambda row: not row[2].is_slow)
    rest = len(ordered) - SHOWN
    return Targets(
        title=_title(len(ordered), found.slow, month),
        rows=[
            _row(target, one, stands, found.sums, month, campaign_href)
            for target, one, stands in ordered[:SHOWN]
        ],
        slow=found.slow,
        rest=_("Còn %(n)s chỉ tiêu ở trang phong trào") % {"n": rest}
        if rest > 0
        else "",
    )


def _title(count: int, slow: int, month: PeriodSpan) -> str:
    words = {"n": count, "slow": slow, "day": dates.show(month.ends_on)}
    if slow:
        return _("%(slow)s trên %(n)s chỉ tiêu chậm nhịp, tính đến %(day)s") % words
    return _("%(n)s chỉ tiêu, không chỉ tiêu nào chậm nhịp, tính đến %(day)s") % words


def _to_date(
    one: Asked, unit: int, sums: Mapping[Key, Sums], spans: Sequence[PeriodSpan]
) -> list[Sums | None]:
    indicator = one.version.indicator_id
    return [sums.get((unit, indicator, span.id)) for span in spans]


def _pace(
    target: Target, one: Asked, sums: Mapping[Key, Sums], month: PeriodSpan
) -> Pace:
    spans = one.spans(month.ends_on)
    achieved = value_to_date(one.version, _to_date(one, target.unit_id, sums, spans))
    return pace(course_of(target, one), achieved, month.ends_on, one.measure)


def _row(
    target: Target,
    one: Asked,
    stands: Pace,
    sums: Mapping[Key, Sums],
    month: PeriodSpan,
    campaign_href: str,
) -> TargetRow:
    version, measure = one.version, one.measure
    how = _("cộng dồn") if one.is_flow else _("mức cuối kỳ")
    is_rank = version.nature == IndicatorVersion.Nature.RANK
    if is_rank:
        how = _("càng nhỏ càng tốt")
    return TargetRow(
        name=version.name,
        measure=f"{measure.full_name}, {how}",
        href=campaign_href,
        achieved=measure.number(stands.achieved),
        target=measure.number(target.value),
        bar=bar(stands.share, stands.planned_share),
        spark=_spark(target, one, sums, month),
        tone=TONES.get(stands.standing, ""),
        verdict=stands.words,
        basis=_basis(one, target.unit_id, sums, month),
    )


def _spark(
    target: Target, one: Asked, sums: Mapping[Key, Sums], month: PeriodSpan
) -> Spark | None:
    """The last twelve periods, each to date; nothing with fewer than two known."""
    spans = one.spans(month.ends_on)
    sent = _to_date(one, target.unit_id, sums, spans)
    values = [
        value_to_date(one.version, sent[: place + 1])
        for place in range(max(0, len(spans) - 12), len(spans))
    ]
    known = [float(value) for value in values if value is not None]
    return spark(known) if len(known) > 1 else None


def _basis(one: Asked, unit: int, sums: Mapping[Key, Sums], month: PeriodSpan) -> str:
    """How firm the last period's figure is."""
    known = [s for s in _to_date(one, unit, sums, one.spans(month.ends_on)) if s]
    if not known or known[-1].accepted == known[-1].reported:
        return ""
    return _("tạm tính, đã nhận %(yes)s/%(all)s") % {
        "yes": known[-1].accepted,
        "all": known[-1].reported,
    }
