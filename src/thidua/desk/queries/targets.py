"""The targets of a unit in a campaign beside their pace, each a sentence of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns import progress
from thidua.campaigns.achieved import Achieved
from thidua.campaigns.glances import seen_on
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.pace import Pace, Standing
from thidua.campaigns.queries.opened import figure_of, opened_at, reached_href
from thidua.desk.queries.pages import Pages
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodSpan, from_id
from thidua.indicators.queries.words import period_short
from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.charts import Bar, Spark, bar, spark
from thidua.kernel.ui.drawing import drawn
from thidua.organisations.actor import Actor

SHOWN = 12
TONES = {
    Standing.REACHED: "done",
    Standing.AHEAD: "done",
    Standing.ON: "done",
    Standing.BEHIND: "slow",
    Standing.MISSED: "late",
}


@dataclass(frozen=True, slots=True)
class TargetWords:
    """What is said in every row; the words that a phone shows before a figure."""

    achieved: str
    target: str
    progress: str
    verdict: str

    @classmethod
    def spoken(cls) -> TargetWords:
        """In the language of the reader, once for all rows."""
        return cls(_("Đã đạt"), _("Được giao"), _("Tiến độ"), _("Nhận xét"))


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target: reached, to be reached, bar with pace, twelve months, verdict.

    `href` is its item of the campaign at this unit, unit by unit below;
    `achieved_href` the figure behind what was reached, down to the reports;
    `target_href` who gave what is to be reached, and how it changed.
    """

    name: str
    measure: str
    href: str
    achieved: str
    achieved_href: str
    target: str
    target_href: str
    bar: Bar | None
    spark: Spark | None
    tone: str
    verdict: str
    basis: SafeString | str
    words: TargetWords

    @property
    def markup(self) -> SafeString:
        """The whole row in one piece: a province has a dozen or more."""
        link, words = '<a href="{}">{}</a>', self.words
        reached = self.achieved
        if self.achieved_href:
            reached = drawn(link, self.achieved_href, reached)
        given = self.target
        if self.target_href:
            given = drawn(link, self.target_href, given)
        return drawn(
            '<tr><th scope="row">{}<small>{}</small></th>'
            '<td class="n" data-th="{}"><b>{}</b></td>'
            '<td class="n" data-th="{}">{}</td><td data-th="{}">{}</td>'
            '<td class="wide">{}</td><td data-th="{}">'
            '<span class="state {}">{}</span><small>{}</small></td></tr>',
            drawn(link, self.href, self.name) if self.href else self.name,
            self.measure,
            words.achieved,
            reached,
            words.target,
            given,
            words.progress,
            self.bar.svg if self.bar else "–",
            self.spark.svg if self.spark else "",
            words.verdict,
            self.tone,
            self.verdict,
            self.basis,
        )


@dataclass(frozen=True, slots=True)
class Targets:
    """The table; `title` is its finding, `rest` how many are not shown."""

    title: str
    rows: Sequence[TargetRow]
    slow: int
    rest: str
    rest_href: str


@dataclass(frozen=True, slots=True)
class Standings:
    """How the targets of one unit in one campaign stand, without drawing them."""

    rows: Sequence[progress.Standing]

    @property
    def slow(self) -> int:
        return sum(1 for row in self.rows if row.pace.is_slow)

    @property
    def paced(self) -> int:
        """Of how many one may say that they are on pace, slow, or done with."""
        unknown = {Standing.UNPACED, Standing.SILENT}
        return sum(1 for row in self.rows if row.pace.standing not in unknown)


def standings(
    campaign: Campaign,
    unit: int,
    month: PeriodSpan,
    *,
    are_drawn: bool = False,
) -> Standings:
    """Every standing target of the unit as of the end of a month."""
    drawn_of = unit if are_drawn else None
    (found,) = seen_on(
        campaign, [unit], [month.ends_on], counting=[unit], drawn_of=drawn_of
    )
    return Standings([one for one in found.values() if one.target.unit_id == unit])


def targets_table(
    campaign: Campaign, unit: int, month: PeriodSpan, *, pages: Pages
) -> Targets:
    """The slow ones first, every one of them; a table is read from what needs us."""
    found = standings(campaign, unit, month, are_drawn=True)
    shown = max(SHOWN, found.slow)
    return table_of(found.rows, month, campaign, pages=pages, shown=shown)


def table_of(
    rows: Sequence[progress.Standing],
    month: PeriodSpan,
    campaign: Campaign,
    *,
    pages: Pages,
    shown: int = SHOWN,
) -> Targets:
    """Targets already looked up, as the same table."""
    campaign_href = pages.campaign_of(campaign.pk)
    ordered = sorted(rows, key=lambda row: not row.pace.is_slow)
    slow = Standings(ordered).slow
    rest, words = len(ordered) - shown, TargetWords.spoken()
    opens = _opens(pages.reader, [row.target for row in ordered[:shown]])
    made = [
        _row(row, month, campaign_href, pages, words, opens=row.target.pk in opens)
        for row in ordered[:shown]
    ]
    return Targets(
        title=_title(len(ordered), slow, month),
        rows=made,
        slow=slow,
        rest=_rest(rest, slow - shown) if rest > 0 else "",
        rest_href=campaign_href,
    )


def _opens(actor: Actor, targets: Sequence[Target]) -> set[int]:
    """Those whose own page this reader may read; that of the whole is for everybody."""
    given = [one.pk for one in targets if one.parent_id is not None]
    known = Target.objects.visible_to(actor).filter(pk__in=given)
    opens = {one.pk for one in targets if one.parent_id is None}
    return opens | set(known.values_list("pk", flat=True)) if given else opens


def _rest(count: int, slow: int) -> str:
    """What the table leaves out; never silent about those behind."""
    words = {"n": count, "slow": slow}
    if slow > 0:
        said = ngettext(
            "Xem đủ: còn %(n)s chỉ tiêu, %(slow)s chậm nhịp, ở trang phong trào",
            "Xem đủ: còn %(n)s chỉ tiêu, %(slow)s chậm nhịp, ở trang phong trào",
            count,
        )
        return said % words
    return (
        ngettext(
            "Xem đủ: còn %(n)s chỉ tiêu ở trang phong trào",
            "Xem đủ: còn %(n)s chỉ tiêu ở trang phong trào",
            count,
        )
        % words
    )


def _title(count: int, slow: int, month: PeriodSpan) -> str:
    words = {"n": count, "slow": slow, "day": dates.show(month.ends_on)}
    if slow:
        return _("%(slow)s trên %(n)s chỉ tiêu chậm nhịp, tính đến %(day)s") % words
    return _("%(n)s chỉ tiêu, không chỉ tiêu nào chậm nhịp, tính đến %(day)s") % words


def _row(
    row: progress.Standing,
    month: PeriodSpan,
    campaign_href: str,
    pages: Pages,
    words: TargetWords,
    *,
    opens: bool,
) -> TargetRow:
    version, measure = row.target.version, row.measure
    said = measure.say if measure.is_rank else measure.number
    is_flow = version.over_time == IndicatorVersion.OverTime.SUM
    how = _("lũy kế") if is_flow else _("mức cuối kỳ")
    if row.target.split == Target.Split.COUNT:
        how = _("đạt từ %(level)s %(measure)s") % {
            "level": show_number(row.target.level_to_meet, version.decimals),
            "measure": version.measure,
        }
    if version.nature == IndicatorVersion.Nature.RANK:
        how = _("càng nhỏ càng tốt")
    return TargetRow(
        name=version.name,
        measure=f"{measure.full_name}, {how}",
        href=opened_at(campaign_href, row.target),
        achieved_href=figure_of(row),
        achieved=said(row.pace.achieved),
        target=said(row.target.value),
        target_href=pages.target_of(row.target.campaign_id, row.target.pk)
        if opens
        else "",
        bar=bar_of(row.pace),
        spark=_spark(row.achieved),
        tone=TONES.get(row.pace.standing, ""),
        verdict=row.pace.words,
        basis=_basis(row, month),
        words=words,
    )


def bar_of(pace: Pace) -> Bar | None:
    """How far a target is; none where no share can be said, as of a rank.

    Its colour follows the verdict beside it, not a distance of its own.
    """
    if pace.share is None:
        return None
    tone = TONES.get(pace.standing, "") if pace.is_slow else ""
    return bar(pace.share, pace.planned_share, tone=tone)


def _spark(achieved: Achieved) -> Spark | None:
    """The last twelve periods, each to date; nothing with fewer than two known."""
    known = [float(value) for _period, value in achieved.course[-12:]]
    return spark(known) if len(known) > 1 else None


def as_of(row: progress.Standing, month: PeriodSpan) -> str:
    """Of which period, where fewer than nearly all reported the last."""
    last = row.achieved.last_period_id
    if last is None or from_id(last).ends_on >= month.ends_on:
        return ""
    return _("số của %(period)s") % {"period": period_short(from_id(last))}


def _basis(row: progress.Standing, month: PeriodSpan) -> SafeString | str:
    """Of which period the figure is, and how firm; opens that period's."""
    got, target = row.achieved, row.target
    ended = as_of(row, month)
    if got.accepted == got.reported:
        return ended
    said = _("tạm tính, đã nhận %(yes)s/%(all)s") % {
        "yes": got.accepted,
        "all": got.reported,
    }
    href = ""
    if target.split != Target.Split.COUNT:
        href = reached_href(target, target.unit_id, got, None)
    opening = drawn('<a href="{}">{}</a>', href, said) if href else said
    return drawn("{}; {}", ended, opening) if ended else opening
