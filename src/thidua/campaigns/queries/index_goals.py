"""Goals on published indices, judged from what was published, beside their course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.effect.judging import meets
from thidua.campaigns.models import Campaign, IndexGoal
from thidua.campaigns.policies import can_manage
from thidua.campaigns.states import State
from thidua.indices.models import Result
from thidua.indices.provinces import KINDS
from thidua.indices.queries.lookup import bare_names
from thidua.indices.queries.words import (
    province_href,
    result_href,
    show_rank,
    show_score,
)
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import charts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Unit


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal: what is to be reached, what was published last, how it stands."""

    name: str
    unit: str
    goal: str
    published: str
    published_href: str
    words: str
    tone: str
    chart: charts.LineChart | None
    course_href: str
    drop_href: str


@dataclass(frozen=True, slots=True)
class GoalsPanel:
    """What `campaigns/index_goals.html` shows under an item."""

    rows: Sequence[GoalRow]
    may_set: Verdict
    set_href: str
    asks_why: bool

    def __bool__(self) -> bool:
        return bool(self.rows) or bool(self.may_set)


def goals_panel(
    campaign: Campaign, keys: Iterable[UUID], actor: Actor, *, has_any: bool = True
) -> GoalsPanel:
    """The goals of an item, in one query where there are none; nothing is asked of a
    campaign of which one knows that it has none."""
    wanted = list(keys)
    found = IndexGoal.objects.filter(campaign=campaign, node_key__in=wanted)
    goals = list(found.select_related("index", "unit", "make_up")) if has_any else []
    results = _results(goals)
    names = bare_names({one.unit_id for one in goals}, 2100) if goals else {}
    new = reverse("campaigns:index-goal-new", args=[campaign.pk])
    return GoalsPanel(
        rows=[_row(one, results[one.index_id, one.unit_id], names) for one in goals],
        may_set=can_manage(actor, campaign),
        set_href=f"{new}?noi-dung={wanted[0]}" if wanted else new,
        asks_why=campaign.state != State.DRAFT,
    )


def province_of(campaign: Campaign) -> Unit | None:
    """The province whose places are judged: the head of the tree, or above it."""
    above = Lineage.objects.filter(
        unit=campaign.root_id,
        ancestor__kind__in=KINDS,
        during__contains=campaign.starts_on,
    )
    nearest = above.order_by("depth").select_related("ancestor").first()
    return nearest.ancestor if nearest else None


def _results(goals: Sequence[IndexGoal]) -> Mapping[tuple[int, int], list[Result]]:
    """What was published of each index and unit, the oldest first."""
    found: dict[tuple[int, int], list[Result]] = {
        (one.index_id, one.unit_id): [] for one in goals
    }
    if not goals:
        return found
    rows = Result.objects.filter(
        publication__index__in={one.index_id for one in goals},
        publication__state="standing",
        unit__in={one.unit_id for one in goals},
    ).select_related("publication__make_up")
    for row in rows.order_by("publication__year"):
        place = (row.publication.index_id, row.unit_id)
        if place in found:
            found[place].append(row)
    return found


def _row(
    goal: IndexGoal, results: Sequence[Result], names: Mapping[int, tuple[str, str]]
) -> GoalRow:
    last = next(
        (r for r in reversed(results) if r.publication.year <= goal.by_year), None
    )
    words, tone = _judged(goal, last)
    year = last.publication.year if last else 0
    return GoalRow(
        name=goal.index.short_name,
        unit=names.get(goal.unit_id, ("", ""))[0],
        goal=_goal_words(goal),
        published=_published(goal, last),
        published_href=result_href(goal.index, goal.unit_id, year) if last else "",
        words=words,
        tone=tone,
        chart=_chart(goal, results, names),
        course_href=province_href(goal.index, goal.unit_id),
        drop_href=reverse(
            "campaigns:index-goal-drop", args=[goal.campaign_id, goal.pk]
        ),
    )


def _goal_words(goal: IndexGoal) -> str:
    if goal.kind == IndexGoal.Kind.RANK:
        return _("vào nhóm %(rank)s, năm %(year)s") % {
            "rank": int(goal.value),
            "year": goal.by_year,
        }
    return _("từ %(score)s điểm, năm %(year)s") % {
        "score": show_score(goal.value, goal.index),
        "year": goal.by_year,
    }


def _published(goal: IndexGoal, last: Result | None) -> str:
    if last is None:
        return ""
    year = last.publication.year
    if last.missing_reason:
        return _("%(year)s: không có kết quả") % {"year": year}
    shown = (
        show_rank(last.rank, last.publication.ranked)
        if goal.kind == IndexGoal.Kind.RANK
        else show_score(last.score, goal.index)
    )
    return f"{year}: {shown}"


def _judged(goal: IndexGoal, last: Result | None) -> tuple[str, str]:
    """How the goal stands, in words, and its tone."""
    if last is None:
        return _("chưa có công bố nào của tỉnh"), "wait"
    is_final = last.publication.year == goal.by_year
    reached = meets(goal, last)
    if last.missing_reason:
        return last.missing_reason, "wait"
    if reached is None and goal.kind == IndexGoal.Kind.SCORE:
        return _("không so được: điểm hoặc cách tính khác lúc đặt mức"), "wait"
    if reached is None:
        return _("nơi công bố không xếp hạng tỉnh này"), "wait"
    if is_final:
        return (_("đạt"), "done") if reached else (_("không đạt"), "late")
    if reached:
        return _("đang trong mức, chờ công bố năm %(year)s") % _year(goal), "done"
    return _short(goal, last), "slow"


def _short(goal: IndexGoal, last: Result) -> str:
    """How far it still is."""
    if goal.kind == IndexGoal.Kind.RANK:
        steps = (last.rank or 0) - int(goal.value)
        words = ngettext("còn cách %(steps)s bậc", "còn cách %(steps)s bậc", steps)
        return words % {"steps": steps}
    gap = goal.value - (last.score or Decimal(0))
    return _("còn thiếu %(score)s điểm") % {"score": show_score(gap, goal.index)}


def _year(goal: IndexGoal) -> dict[str, int]:
    return {"year": goal.by_year}


def _chart(
    goal: IndexGoal,
    results: Sequence[Result],
    names: Mapping[int, tuple[str, str]],
) -> charts.LineChart | None:
    """The published course with the level to reach; it breaks with the make-up."""
    is_rank = goal.kind == IndexGoal.Kind.RANK
    pieces: dict[int, dict[int, Decimal | int | None]] = {}
    for one in results:
        value = one.rank if is_rank else one.score
        if value is not None:
            year = one.publication.year
            pieces.setdefault(one.publication.make_up_id, {})[year] = value
    years = [year for values in pieces.values() for year in values]
    if len(years) < 2:
        return None
    columns = list(range(min(years), max([*years, goal.by_year]) + 1))
    starts = {one.publication.make_up.from_year for one in results} - {columns[0]}
    level: Decimal | int = int(goal.value) if is_rank else goal.value
    own = charts.Track(
        names.get(goal.unit_id, ("", ""))[0],
        [charts.Piece([v.get(year) for year in columns]) for v in pieces.values()],
    )
    goal_line = charts.Track(
        _("mức phải đạt"), [charts.Piece([level] * len(columns))], "other"
    )
    return charts.course(
        _("%(index)s: công bố từng năm và mức phải đạt")
        % {"index": goal.index.short_name},
        [str(year) for year in columns],
        [own, goal_line],
        is_rank=is_rank,
        breaks=[columns.index(year) for year in sorted(starts) if year in columns],
        decimals=goal.index.decimals,
    )
