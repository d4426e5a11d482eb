"""Targets beside what was achieved: for one unit, all its items, one day.

Reads a fixed number of times, however many targets there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.achieved import Achieved, achieved_on
from thidua.campaigns.loading import with_versions
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import (
    Audience,
    Campaign,
    CampaignForm,
    Target,
)
from thidua.campaigns.pace import Before, Course, Pace, Step, pace
from thidua.campaigns.readings import adds_up
from thidua.indicators.models import FormLine, IndicatorVersion
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.kernel.database import prepared

OverTime = IndicatorVersion.OverTime
_KINDS = {kind.value: kind for kind in PeriodKind}


@dataclass(frozen=True, slots=True)
class Standing:
    """One target with its measure, its course, and how it stands today."""

    target: Target
    measure: Measure
    course: Course
    achieved: Achieved
    pace: Pace
    kind: PeriodKind
    """Of which length the periods are in which it is reported."""

    @property
    def since(self) -> date | None:
        """The first day of what adds up; None where a level is read."""
        return self.target.starts_on if adds_up(self.target.version) else None


Measures = Mapping[int, tuple[int, str]]
"""By indicator version: the scale of its form's line, and the form's period kind."""


def lines_of(campaigns: Iterable[Campaign | int]) -> QuerySet[FormLine]:
    """The lines of the campaigns' forms, in order; of two on one indicator the first
    says how it is counted."""
    links = CampaignForm.objects.filter(campaign__in=list(campaigns))
    lines = FormLine.objects.filter(form__in=links.values("form"))
    return lines.order_by("form", "position", "pk")


def measures_of(*campaigns: Campaign) -> Measures:
    """How the indicators of the campaigns' forms are counted."""
    rows = lines_of(campaigns).values_list("version_id", "scale", "form__period_kind")
    found: dict[int, tuple[int, str]] = {}
    for version, scale, kind in rows:
        found.setdefault(version, (int(scale), kind))
    return found


def measure(target: Target, asked: Measures, *, below: bool = False) -> Measure:
    """What a target is counted in; where units are counted, units.

    `below` is the measure of the units under it: for a count, the indicator's own.
    """
    version = target.version
    if target.split == Target.Split.COUNT and not below:
        return Measure(_("đơn vị"), is_of_units=True)
    scale = asked.get(target.version_id, (1, ""))[0]
    is_rank = version.nature == IndicatorVersion.Nature.RANK
    return Measure(version.measure, version.decimals, scale, is_rank)


@dataclass(frozen=True, slots=True)
class Way:
    """What a target's plan asks step by step, and what it asked before a change."""

    steps: list[Step] = field(default_factory=list)
    before: list[Before] = field(default_factory=list)


# Of campaigns: the lines of their forms, in order (`lines_of`). Of targets: the steps
# of their plans, and what they asked before each change.
_COURSES = """
select 'line', link.campaign_id, line.version_id, line.scale, form.period_kind::text,
    null::date, null::date, form.id, line.position, line.id
from campaigns_campaignform link
join indicators_form form on form.id = link.form_id
join indicators_formline line on line.form_id = form.id
where link.campaign_id = any (%(campaigns)s)
union all
select 'step', target_id, period_id, value, '', null, null, id, 0, 0
from campaigns_targetplan where target_id = any (%(targets)s)
union all
select 'change', target_id, null, value_before, '', due_before, "on", id, 0, 0
from campaigns_targetchange where target_id = any (%(targets)s)
order by 1, 7, 8, 9, 10
"""


def courses_of(
    campaigns: Iterable[Campaign], targets: Iterable[Target]
) -> tuple[Mapping[int, Measures], Mapping[int, Way]]:
    """How each campaign's forms count (`measures_of`), and the plans of targets with
    their changes; by number, in one query."""
    counted: dict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
    ways: dict[int, Way] = defaultdict(Way)
    asked = {
        "campaigns": [campaign.pk for campaign in campaigns],
        "targets": [target.pk for target in targets],
    }
    with connection.cursor() as cursor:
        cursor.execute(_COURSES, asked)
        for what, pk, about, value, kind, due_on, until, *_order in cursor:
            if what == "line":
                counted[pk].setdefault(about, (int(value), kind))
            elif what == "step":
                ways[pk].steps.append(Step(from_id(about).ends_on, value))
            else:
                ways[pk].before.append(Before(until, value, due_on))
    return counted, ways


def course_of(target: Target, asked: Measures, way: Way | None = None) -> Course:
    """The way of a target, from its baseline to its deadline; straight without one."""
    version, way = target.version, way or Way()
    starts_from_nought = (
        version.nature == IndicatorVersion.Nature.FLOW
        or (version.is_computed and version.over_time == OverTime.SUM)
        or target.split == Target.Split.COUNT
    )
    baseline = target.baseline
    if baseline is None and starts_from_nought:
        baseline = Decimal(0)
    return Course(
        target=target.value,
        starts_on=target.starts_on,
        due_on=target.due_on,
        baseline=baseline,
        steps=way.steps,
        is_lower_better=version.better == IndicatorVersion.Better.LOWER
        and version.nature != IndicatorVersion.Nature.RANK,
        is_rank=version.nature == IndicatorVersion.Nature.RANK,
        has_monthly_pace=kind_of(target, asked) != PeriodKind.YEAR,
        before=way.before,
    )


def kind_of(target: Target, asked: Measures) -> PeriodKind:
    """Of which length the periods are in which its indicator is reported."""
    known = asked.get(target.version_id)
    return _KINDS[known[1]] if known else PeriodKind.MONTH


def standings(
    campaign: Campaign,
    targets: Sequence[Target],
    day: date,
    *,
    with_course: Collection[int] | None = (),
) -> dict[int, Standing]:
    """How each target stands on a day, by its number.

    `with_course` numbers the targets whose course is drawn; None: that of all.
    """
    (found,) = standings_on(campaign, targets, [day], with_course=with_course)
    return found


def standings_on(
    campaign: Campaign,
    targets: Sequence[Target],
    days: Sequence[date],
    *,
    with_course: Collection[int] | None = (),
) -> list[dict[int, Standing]]:
    """`standings` on several days, read at once; courses are drawn to the last one."""
    if not targets:
        return [{} for _day in days]
    reached = achieved_on(
        targets, tree_id=campaign.tree_id, days=days, with_course=with_course
    )
    lines = way_of(campaign, targets)
    return [judged(lines, got, day) for day, got in zip(days, reached, strict=True)]


def way_of(campaign: Campaign, targets: Sequence[Target]) -> list[Line]:
    """Targets of a campaign, each with its measure and its course; one query."""
    measures, ways = courses_of([campaign], targets)
    asked = measures[campaign.pk]
    return [Line.of(one, asked, ways.get(one.pk)) for one in targets]


def judged(
    lines: Iterable[Line], got: Mapping[int, Achieved], day: date
) -> dict[int, Standing]:
    """How targets stand on a day with what was reached by then, by their numbers."""
    return {line.target.pk: line.stands(got[line.target.pk], day) for line in lines}


@dataclass(frozen=True, slots=True)
class Line:
    """A target with its measure and its course, on whichever day."""

    target: Target
    measure: Measure
    course: Course
    kind: PeriodKind

    @classmethod
    def of(cls, target: Target, asked: Measures, way: Way | None) -> Line:
        course = course_of(target, asked, way)
        return cls(target, measure(target, asked), course, kind_of(target, asked))

    def stands(self, got: Achieved, day: date) -> Standing:
        """How it stands on a day, with what was achieved by then."""
        is_long = self.kind in {PeriodKind.QUARTER, PeriodKind.HALF}
        of = last_day_over(self.kind, day) if is_long else day
        found = pace(self.course, got.value, day, self.measure, figure_of=of)
        return Standing(self.target, self.measure, self.course, got, found, self.kind)


def last_day_over(kind: PeriodKind, day: date) -> date:
    """The last day of the last period of a kind that is over by the end of a day."""
    running = containing(day, kind)
    return day if running.ends_on == day else running.before().ends_on


def targets_of(
    campaign: Campaign, unit_ids: Iterable[int], *, counting: Iterable[int] = ()
) -> list[Target]:
    """The open targets of some units, with what a course needs.

    Where those of the units in `counting` count units, what is counted comes along.
    """
    return _with_versions(wanted_of(campaign, unit_ids, counting), campaign)


def wanted_of(
    campaign: Campaign, unit_ids: Iterable[int], counting: Iterable[int]
) -> QuerySet[Target]:
    """The open targets of some units and, where those in `counting` count units, what
    they count."""
    targets, counting = campaign.open_targets(), list(counting)
    wanted = Q(unit__in=list(unit_ids))
    if counting:
        counts = targets.filter(unit__in=counting, split=Target.Split.COUNT)
        wanted |= Q(parent__in=counts.values("pk"))
    return targets.filter(wanted)


def children_of(targets: Iterable[Target]) -> list[Target]:
    """The open targets given out of these (of one campaign), ready for a course."""
    above = list(targets)
    if not above:
        return []
    campaign = above[0].campaign
    found = campaign.open_targets().filter(parent__in=[target.pk for target in above])
    return _with_versions(found, campaign)


def units_counted_by(targets: Iterable[Target]) -> list[Target]:
    """The targets below those that count units: what is counted there."""
    return children_of(one for one in targets if one.split == Target.Split.COUNT)


def _with_versions(found: QuerySet[Target], campaign: Campaign) -> list[Target]:
    targets = with_versions(found)
    for target in targets:
        target.campaign = campaign
        target.state = target.state_on(campaign.seen_on)
    return targets


# An item with a leading unit in the audience asks that unit alone (`asked.asked_of`).
_MILESTONES = """
with taking as materialized (
    select distinct member.audience_id, member.unit_id
    from campaigns_audiencemember member
    join campaigns_audience audience on audience.id = member.audience_id
    where audience.campaign_id = %(campaign)s and member.joined_on <= %(day)s
      and (member.left_on is null or member.left_on > %(day)s)
), newest as materialized (
    select distinct on (tree.audience_id, node.key) tree.audience_id,
        node.key as node_key, node.lead_unit_id
    from campaigns_audience audience
    join campaigns_contenttree tree on tree.audience_id = audience.id
    join campaigns_contentnode node on node.tree_id = tree.id
    where audience.campaign_id = %(campaign)s
    order by tree.audience_id, node.key, tree.number desc
), step as materialized (
    select milestone.id, milestone.audience_id, milestone.node_key, milestone.due_on,
        taking.unit_id as lead_id
    from campaigns_milestone milestone
    join campaigns_audience audience on audience.id = milestone.audience_id
    left join newest using (audience_id, node_key)
    left join taking on taking.audience_id = milestone.audience_id
     and taking.unit_id = newest.lead_unit_id
    where audience.campaign_id = %(campaign)s
)
select step.node_key, count(*), count(mark.id),
    count(*) filter (where step.due_on <= %(day)s)
from step
join taking on taking.audience_id = step.audience_id
 and taking.unit_id = coalesce(step.lead_id, taking.unit_id)
left join campaigns_milestonemark mark on mark.milestone_id = step.id
 and mark.unit_id = taking.unit_id and mark.confirmed_at is not null
where taking.unit_id in (select unit_id from taking
        where taking.audience_id = %(audience)s)
  and (%(units)s::bigint[] is null or taking.unit_id = any (%(units)s::bigint[]))
group by step.node_key
"""


def milestones_of(
    audience: Audience, unit_ids: Iterable[int] | None, day: date
) -> dict[UUID, tuple[int, int, int]]:
    """By node: how many marks are asked of these units, reached, and due by the day.

    Of those in the audience: some units, or all (None). Only confirmed marks count as
    reached.
    """
    asked = {
        "campaign": audience.campaign_id,
        "audience": audience.pk,
        "units": None if unit_ids is None else list(unit_ids),
        "day": day,
    }
    found = prepared.rows(_MILESTONES, asked)
    return {key: (asked_of, reached, due) for key, asked_of, reached, due in found}
