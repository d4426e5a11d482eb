"""Goals, milestones and indices as the rows of a page; each opens to its cause."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.effect.facts import (
    Effect,
    Goal,
    IndexFact,
    Outcome,
    Place,
    Spread,
    Step,
)
from thidua.campaigns.effect.telling import outcome_words
from thidua.campaigns.models import Campaign
from thidua.indicators.models import FormLine
from thidua.indicators.periods import from_id
from thidua.indicators.queries.figure_table import figure_href
from thidua.indices.queries.words import show_rank
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.ui import charts
from thidua.kernel.ui.charts import Bar

TONES = {
    Outcome.REACHED: "done",
    Outcome.NEARLY: "slow",
    Outcome.MISSED: "late",
    Outcome.SILENT: "wait",
    Outcome.OPEN: "wait",
}
HUNDRED = Decimal(100)
Seen = frozenset[int] | None


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """A goal over the units of one level."""

    words: str
    best: str
    weakest: str
    note: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal: began, asked, reached, how it came out."""

    name: str
    item: str
    href: str
    began: str
    asked: str
    reached: str
    figure_href: str
    done: str
    share: str
    bar: Bar
    words: str
    tone: str
    spread: Sequence[SpreadRow]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One milestone, or one goal on an index."""

    name: str
    about: str
    when: str
    told: str
    href: str
    words: str
    tone: str


def goal_rows(effect: Effect, campaign: Campaign, seen: Seen) -> list[GoalRow]:
    """The goals, the furthest from what was asked first, then the unjudged."""
    order = [
        Outcome.MISSED,
        Outcome.SILENT,
        Outcome.NEARLY,
        Outcome.REACHED,
        Outcome.OPEN,
    ]
    goals = sorted(
        effect.goals, key=lambda one: (order.index(one.outcome), one.share or HUNDRED)
    )
    return [_goal(one, campaign, seen) for one in goals]


def _goal(one: Goal, campaign: Campaign, seen: Seen) -> GoalRow:
    counted = one.counted
    opened = ""
    if one.period_id is not None:
        opened = figure_href(
            one.indicator_id,
            one.unit_id,
            from_id(one.period_id),
            one.since,
        )
    return GoalRow(
        name=one.name,
        item=one.item,
        href=reverse("campaigns:target", args=[campaign.pk, one.target_id]),
        began=counted.say(one.began),
        asked=counted.say(one.asked),
        reached=counted.say(one.reached),
        figure_href=opened,
        done=_done(one),
        share=show_percent(one.share) if one.share is not None else "–",
        bar=charts.bar(
            one.share,
            HUNDRED if one.share is not None else None,
            tone="slow" if one.outcome in (Outcome.NEARLY, Outcome.MISSED) else "",
        ),
        words=outcome_words(one.outcome),
        tone=TONES[one.outcome],
        spread=[_spread(row, one, seen) for row in one.spread],
    )


def climbed(places: int) -> str:
    """`lên 3 bậc`, `xuống 3 bậc`: up the list is better."""
    if not places:
        return _("giữ hạng")
    steps = abs(places)
    words = ngettext("lên %(steps)s bậc", "lên %(steps)s bậc", steps)
    if places < 0:
        words = ngettext("xuống %(steps)s bậc", "xuống %(steps)s bậc", steps)
    return words % {"steps": steps}


def _done(one: Goal) -> str:
    if one.done is None:
        return "–"
    if one.is_rank:
        return climbed(int(-one.done))
    shown = one.counted.gap(abs(one.done))
    if one.counted.rounded(one.done) == 0:
        return shown
    return f"+{shown}" if one.done > 0 else f"−{shown}"


def _spread(one: Spread, goal: Goal, seen: Seen) -> SpreadRow:
    judged = one.reached + one.nearly + one.missed
    said = [
        _("%(level)s: %(n)s nơi được giao")
        % {"level": level_words(one.level), "n": one.held}
    ]
    counts = [
        (one.reached, _("%(n)s đạt")),
        (one.nearly, _("%(n)s gần đạt")),
        (one.missed, _("%(n)s chưa đạt")),
        (one.silent, _("%(n)s chưa có số")),
        (one.held - judged - one.silent, _("%(n)s chưa chấm được")),
    ]
    said += [words % {"n": n} for n, words in counts if n]
    notes = []
    if one.small:
        words = _("%(n)s nơi được giao quá ít để xếp: hơn kém một là đổi hẳn")
        notes.append(words % {"n": one.small})
    return SpreadRow(
        words=", ".join(said),
        best=_places(one.best, goal, seen),
        weakest=_places(one.weakest, goal, seen),
        note="; ".join(notes),
    )


def _places(places: Sequence[Place], goal: Goal, seen: Seen) -> str:
    """`Xã An Quy 157 % (31,4 km)`; only places this reader may see."""
    shown = [one for one in places if seen is None or one.unit_id in seen]
    return "; ".join(
        f"{one.name} {show_percent(one.share)} ({goal.counted.say(one.reached)})"
        for one in shown
    )


def level_words(level: str) -> str:
    """`huyện`, `xã, phường, thị trấn, đặc khu`."""
    return str(FormLine.Level(level).label)


def step_rows(
    effect: Effect, campaign: Campaign, seen: Collection[int]
) -> list[StepRow]:
    """The milestones that were due, the open ones first; those opened that the reader
    may see."""
    page = reverse("campaigns:milestones", args=[campaign.pk])
    order = [Outcome.SILENT, Outcome.MISSED, Outcome.NEARLY, Outcome.REACHED]
    due = [one for one in effect.steps if one.outcome in order]
    due.sort(key=lambda one: order.index(one.outcome))
    return [_step(one, page, seen) for one in due]


def _step(one: Step, page: str, seen: Collection[int]) -> StepRow:
    return StepRow(
        name=one.name,
        about=f"{one.item}. {one.audience}" if one.item else one.audience,
        when=show(one.due_on),
        told=f"{one.reached}/{one.asked}",
        href=f"{page}?moc={one.milestone_id}" if one.milestone_id in seen else "",
        words=_("chưa nơi nào đạt")
        if one.outcome == Outcome.SILENT
        else outcome_words(one.outcome),
        tone=TONES[one.outcome],
    )


def index_rows(effect: Effect) -> list[StepRow]:
    """The goals on published indices."""
    return [
        StepRow(
            name=one.index,
            about=_index_goal(one),
            when=str(one.by_year),
            told=_published(one),
            href=one.href,
            words=_("chưa công bố")
            if one.outcome == Outcome.SILENT
            else outcome_words(one.outcome),
            tone=TONES[one.outcome],
        )
        for one in effect.indices
    ]


def _index_goal(one: IndexFact) -> str:
    if one.is_rank:
        return _("vào nhóm %(rank)s") % {"rank": int(one.value)}
    score = show_number(one.value, one.decimals)
    return _("từ %(score)s điểm") % {"score": score}


def _published(one: IndexFact) -> str:
    if one.year is None:
        return _("chưa có công bố nào")
    if one.missing:
        return f"{one.year}: {one.missing}"
    if one.is_rank:
        return f"{one.year}: {show_rank(one.rank, one.ranked)}"
    score = "–" if one.score is None else show_number(one.score, one.decimals)
    return f"{one.year}: {score}"
