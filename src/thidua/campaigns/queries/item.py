"""One item of content opened: its curve, its units compared, its targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.campaigns.models import Campaign, ContentNode, Milestone, Target
from thidua.campaigns.pace import Standing as Paced
from thidua.campaigns.policies import can_give
from thidua.campaigns.progress import Standing
from thidua.campaigns.queries.holding import Holding, holding_back
from thidua.campaigns.queries.index_goals import GoalsPanel, goals_panel
from thidua.campaigns.queries.mapping import answered
from thidua.campaigns.queries.opened import figure_of, places_href
from thidua.campaigns.shares import Share
from thidua.campaigns.states import TargetState
from thidua.campaigns.told import Key, Received, coming_in, received_by
from thidua.indicators.periods import PeriodKind, between, from_id
from thidua.kernel.dates import period_name, show
from thidua.kernel.numbers import show_percent
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import charts, parts
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor

MOST_POINTS = 72
TONES = {
    Paced.REACHED: "done",
    Paced.AHEAD: "done",
    Paced.ON: "done",
    Paced.BEHIND: "slow",
    Paced.MISSED: "late",
    Paced.UNPACED: "wait",
    Paced.SILENT: "wait",
}
RULES = {
    Target.Split.SUM: gettext_lazy("giao theo tổng"),
    Target.Split.WEIGHTED: gettext_lazy("giao theo bình quân"),
    Target.Split.EACH: gettext_lazy("mỗi đơn vị ít nhất bằng"),
    Target.Split.COUNT: gettext_lazy("đếm đơn vị đạt mức"),
    Target.Split.NONE: gettext_lazy("một nơi làm"),
    "": gettext_lazy("chưa giao xuống"),
}
"""How a target is split, in the few words of a table."""
TARGET_TONES = {
    TargetState.PROPOSED: "wait",
    TargetState.COUNTERED: "slow",
    TargetState.INSISTED: "wait",
    TargetState.ACCEPTED: "done",
    TargetState.ENDED: "locked",
}


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One line of the table of targets."""

    name: str
    rule: str
    target: str
    achieved: str
    as_of: str
    words: str
    tone: str
    accepted: str
    coming_in: Sequence[str]
    figure_href: str
    href: str
    give_href: str
    waits: str
    outlook_href: str
    may_give: Verdict


@dataclass(frozen=True, slots=True)
class ItemView:
    """The opened item."""

    crumbs: Sequence[parts.Link]
    name: str
    about: str
    detail: str
    chart: charts.LineChart | None
    ranking: charts.Ranking | None
    holding: Holding | None
    caption: str
    targets: Sequence[TargetRow]
    milestones: Sequence[parts.Fact]
    milestones_href: str
    index_goals: GoalsPanel
    answers: Sequence[parts.Link]
    """Items of campaigns carried on that this one answers to."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for one unit: the opened item, those below it, and the tree."""

    told: date
    here: Sequence[Standing]
    below: Sequence[Standing]
    milestones: Sequence[Milestone]
    shares: Mapping[int, Share]
    received: Mapping[Key, Received] = field(default_factory=dict)
    newer: Sequence[int] = ()
    """The months that began after the one told."""
    is_whole_alone: bool = False
    """Does the reader know the whole, and not the units below?"""
    has_index_goals: bool = True
    """Has the campaign any, on whichever item?"""


def item_view(
    campaign: Campaign,
    node: ContentNode | None,
    nodes: Sequence[ContentNode],
    reading: Reading,
    names: Mapping[int, str],
    actor: Actor,
) -> ItemView | None:
    """What stands beside the tree when an item is chosen; None when none is."""
    if node is None:
        return None
    here = reading.here
    first = here[0] if here else None
    return ItemView(
        crumbs=_crumbs(node, nodes),
        name=node.name,
        about=_about(node, names),
        detail=node.detail,
        chart=_chart(first) if first else None,
        ranking=_ranking(campaign, reading, names, actor),
        holding=holding_back(campaign, first, reading.below, reading.told)
        if first and not reading.is_whole_alone
        else None,
        caption=_caption(len(here), node),
        targets=[_row(one, reading, actor) for one in here],
        milestones=_milestones(reading.milestones),
        milestones_href=address("campaigns:milestones", campaign.pk),
        index_goals=goals_panel(
            campaign,
            [node.key, *node.reads_from],
            actor,
            has_any=reading.has_index_goals,
        ),
        answers=answered(node),
    )


def received_here(
    campaign: Campaign, unit_id: int, here: Sequence[Standing], newer: Sequence[int]
) -> Mapping[Key, Received]:
    """What came, of what was expected, in the months told and in the newer ones."""
    told = {one.achieved.last_period_id for one in here}
    return received_by(
        campaign.tree_id,
        unit_id,
        [one.target.version.indicator_id for one in here],
        [*newer, *(month for month in told if month is not None)],
    )


def _crumbs(node: ContentNode, nodes: Sequence[ContentNode]) -> list[parts.Link]:
    known = {one.pk: one for one in nodes}
    line: list[parts.Link] = []
    above = known.get(node.parent_id) if node.parent_id else None
    while above is not None:
        label = f"{above.label}: {above.name}" if above.label else above.name
        line.insert(0, parts.Link(label))
        above = known.get(above.parent_id) if above.parent_id else None
    return line


def _about(node: ContentNode, names: Mapping[int, str]) -> str:
    if node.lead_unit_id is None:
        return ""
    name = names.get(node.lead_unit_id, "")
    return _("Đơn vị chủ trì: %(name)s.") % {"name": name}


def _caption(count: int, node: ContentNode) -> str:
    if count:
        return _("%(count)s chỉ tiêu của nội dung này") % {"count": count}
    if node.nature == ContentNode.Nature.MILESTONE:
        return _("Nội dung này theo mốc, có minh chứng")
    return _("Đơn vị này chưa được giao chỉ tiêu ở nội dung này")


def _chart(one: Standing) -> charts.LineChart | None:
    """Achieved, pace and target over the periods; the title is the finding."""
    kind = one.kind
    if one.achieved.course:
        kind = from_id(one.achieved.course[0][0]).kind
    spans = list(between(one.course.starts_on, one.course.due_on, kind))
    if not 2 <= len(spans) <= MOST_POINTS or not one.achieved.course:
        return None
    got = dict(one.achieved.course)
    amount = one.measure.amount  # rounded as every sentence rounds it
    plan = [one.course.planned_on(span.ends_on) for span in spans]
    name = one.target.version.name
    return charts.line_chart(
        f"{name}: {one.pace.words}",
        [_tick(span.starts_on, kind) for span in spans],
        [
            charts.Series(
                _("đạt"),
                [amount(got.get(span.id)) for span in spans],
            ),
            charts.Series(_("nhịp"), [amount(value) for value in plan], "pace"),
            charts.Series(
                _("Chỉ tiêu"),
                [amount(one.course.target)] * len(spans),
                "target",
            ),
        ],
        unit=one.measure.full_name,
    )


def _tick(first: date, kind: PeriodKind) -> str:
    return str(first.year) if kind == PeriodKind.YEAR else f"{first:%m/%y}"


def _ranking(
    campaign: Campaign, reading: Reading, names: Mapping[int, str], actor: Actor
) -> charts.Ranking | None:
    """The units below by the share of their own target; the title is the finding.

    Each leads to its own page, where the reader may open that.
    """
    first = {one.target.pk for one in reading.here[:1]}
    mine = [one for one in reading.below if one.target.parent_id in first]
    if not mine:
        return None
    ordered = sorted(
        mine, key=lambda one: (one.pace.share is None, -(one.pace.share or 0))
    )
    ranks = [
        charts.Rank(
            names.get(one.target.unit_id, ""),
            charts.bar(
                one.pace.share,
                one.pace.planned_share,
                tone="slow" if one.pace.is_slow else "",
            ),
            show_percent(one.pace.share) if one.pace.share is not None else "–",
            places_href(campaign.pk, one.target)
            if not reading.is_whole_alone or one.target.unit_id == actor.unit_id
            else "",
        )
        for one in ordered
    ]
    note = _("Phần trăm chỉ tiêu của từng đơn vị; vạch đứng: nhịp.")
    return charts.ranking(_ranked(mine), ranks, note=note)


def _ranked(mine: Sequence[Standing]) -> str:
    """How many of them are behind."""
    slow, count = sum(one.pace.is_slow for one in mine), len(mine)
    if slow:
        words = _("%(slow)s trên %(count)s đơn vị chậm nhịp")
        return words % {"slow": slow, "count": count}
    return ngettext(
        "%(count)s đơn vị so với chỉ tiêu của mình",
        "%(count)s đơn vị so với chỉ tiêu của mình",
        count,
    ) % {"count": count}


def _row(one: Standing, reading: Reading, actor: Actor) -> TargetRow:
    target, achieved = one.target, one.achieved
    last = achieved.last_period_id
    as_of = ""
    if last is not None:
        span = from_id(last)
        as_of = _("đến hết %(period)s") % {
            "period": period_name(span.starts_on, span.ends_on)
        }
    return TargetRow(
        name=target.version.name,
        rule=str(RULES[target.split]),
        target=one.measure.say(target.value),
        achieved=one.measure.say(achieved.value),
        as_of=as_of,
        words=one.pace.words,
        tone=TONES[one.pace.standing],
        accepted=_accepted(one, reading),
        coming_in=_coming_in(one, reading),
        figure_href=figure_of(one),
        href=address("campaigns:target", target.campaign_id, target.pk),
        give_href=address("campaigns:give", target.campaign_id, target.pk),
        outlook_href=address("campaigns:target-outlook", target.campaign_id, target.pk),
        may_give=can_give(actor, target),
        waits=_waits(target),
    )


def _waits(target: Target) -> str:
    """Who is still to answer; "" for a target that is settled, or nobody's to answer.

    The target of the whole was set with the campaign.
    """
    if target.parent_id is None:
        return ""
    if target.state == TargetState.COUNTERED:
        return _("chờ nơi giao trả lời")
    if target.state in {TargetState.PROPOSED, TargetState.INSISTED}:
        return _("chờ trả lời")
    return ""


def _accepted(one: Standing, reading: Reading) -> str:
    """How many of the reports expected came, and how many of them are official."""
    achieved, version = one.achieved, one.target.version
    if not achieved.reported or achieved.last_period_id is None:
        return ""
    known = reading.received.get((version.indicator_id, achieved.last_period_id))
    if known is None or version.is_computed or one.target.split == Target.Split.COUNT:
        known = Received(achieved.reported, achieved.accepted, 0)
    return known.words


def _coming_in(one: Standing, reading: Reading) -> list[str]:
    """What already came of the months that are not told yet."""
    return coming_in(one.target.version.indicator_id, reading.newer, reading.received)


def _milestones(steps: Sequence[Milestone]) -> list[parts.Fact]:
    return [
        parts.Fact(one.name, _("hạn %(day)s") % {"day": show(one.due_on)})
        for one in steps
    ]
