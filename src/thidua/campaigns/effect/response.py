"""Who answered: took the campaign up, made it its own, reported, in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from thidua.campaigns.effect.asking import asked_by
from thidua.campaigns.effect.facts import Outcome, UnitPart
from thidua.campaigns.effect.stretches import Stretch
from thidua.campaigns.models import AudienceMember, CampaignForm, UnitPlan
from thidua.campaigns.states import PlanState
from thidua.indicators.models import FormLine, level_of
from thidua.kernel import clock
from thidua.kernel.text import sort_key
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import listed_names

# Reports of the periods that ended within the stretch, each duty judged on the period's
# last day. What came after the stretch came late; it did come. What was owed and what
# came are counted together instead of joined: of a day in a range the planner thinks
# that next to none are found, and then looks up thousands of reports one by one.
_REPORTS = """
with span as materialized (
    select span.form_id, span.period_id, span.due_on, period.ends_on
    from indicators_formperiod span
    join indicators_period period on period.id = span.period_id
    where span.form_id = any (%(forms)s)
      and period.ends_on between %(since)s and %(day)s
), owed as (
    select unit_id, form_id, period_id, min(due_on) as due_on, min(sent_on) as sent_on
    from (
        select duty.unit_id, duty.form_id, period_id, due_on, null::date as sent_on,
            true as is_owed
        from span
        join indicators_reportduty duty
          on duty.form_id = span.form_id and duty.during @> ends_on
        union all
        select unit_id, form_id, period_id, due_on,
            (first_submitted_at at time zone 'Asia/Ho_Chi_Minh')::date, false
        from span join indicators_report report using (form_id, period_id)
    ) one
    group by unit_id, form_id, period_id having bool_or(is_owed)
)
select unit_id, form_id, count(*)::int,
    count(*) filter (where sent_on <= due_on)::int,
    count(*) filter (where sent_on > due_on)::int,
    count(*) filter (where sent_on is null and due_on < %(today)s)::int
from owed group by unit_id, form_id
"""


@dataclass(frozen=True, slots=True)
class Response:
    """What each unit answered; `figures_asked` is what filling the forms took."""

    parts: Mapping[int, UnitPart]
    figures_asked: int

    def with_tallies(
        self, tallies: Mapping[int, Counter[Outcome]], day: date
    ) -> tuple[UnitPart, ...]:
        """Every unit with how its own targets came out, in order of level and name.

        Who holds a target and neither takes part nor reports (the head of the tree)
        stands there too.
        """
        parts = dict(self.parts)
        more = tallies.keys() - parts.keys()
        parts |= _blank(more, day)
        for unit_id, outcomes in tallies.items():
            parts[unit_id] = replace(
                parts[unit_id],
                judged=sum(n for out, n in outcomes.items() if out.is_judged),
                reached=outcomes[Outcome.REACHED],
                nearly=outcomes[Outcome.NEARLY],
            )
        order = [str(level) for level in FormLine.Level]
        return tuple(
            sorted(
                parts.values(),
                key=lambda one: (
                    order.index(one.level),
                    sort_key(one.name),
                    one.unit_id,
                ),
            )
        )


def response_of(stretch: Stretch, day: date, today: date) -> Response:
    """Who took part on a day and what became of the reports until then."""
    members = AudienceMember.objects.filter(audience__campaign=stretch.campaign)
    ended = clock.end_of(day)
    taking: dict[int, bool] = {}
    rows = members.taking_part_on(day).values_list("unit_id", "acknowledged_at")
    for unit_id, told_at in rows:
        is_told = told_at is not None and told_at < ended
        taking[unit_id] = taking.get(unit_id, True) and is_told
    adopted = UnitPlan.objects.filter(
        campaign=stretch.campaign, state=PlanState.ADOPTED, adopted_at__lt=ended
    )
    planned = set(adopted.values_list("unit_id", flat=True))
    reports = _reports(stretch, day, today)
    reporting = {unit_id for unit_id, _form in reports}
    parts = _blank(taking.keys() | reporting, day)
    asking = asked_by(stretch, day, reporting)
    figures = 0
    for (unit_id, form_id), (expected, on_time, late, missing) in reports.items():
        one = parts[unit_id]
        each = asking.figures(form_id, unit_id, one.level)
        if not each:  # a form that serves several: this report is for the others
            continue
        figures += expected * each
        parts[unit_id] = replace(
            one,
            expected=one.expected + expected,
            on_time=one.on_time + on_time,
            late=one.late + late,
            missing=one.missing + missing,
        )
    parts = {pk: one for pk, one in parts.items() if one.expected or pk in taking}
    for unit_id, is_told in taking.items():
        parts[unit_id] = replace(
            parts[unit_id],
            is_member=True,
            is_told=is_told,
            has_plan=unit_id in planned,
        )
    return Response(parts, figures)


def _blank(unit_ids: Iterable[int], day: date) -> dict[int, UnitPart]:
    ids = sorted(unit_ids)
    if not ids:
        return {}
    names = listed_names(ids, day)
    kinds = Unit.objects.filter(pk__in=ids).values_list("pk", "kind")
    return {
        pk: UnitPart(
            unit_id=pk,
            name=names.get(pk, ""),
            level=str(level_of(kind)),
            is_member=False,
            is_told=False,
            has_plan=False,
            expected=0,
            on_time=0,
            late=0,
            missing=0,
        )
        for pk, kind in kinds
    }


def _reports(
    stretch: Stretch, day: date, today: date
) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    forms = CampaignForm.objects.filter(campaign=stretch.campaign)
    asked: dict[str, Any] = {
        "forms": list(forms.values_list("form_id", flat=True)),
        "since": stretch.since,
        "day": day,
        "today": today,
    }
    if not asked["forms"]:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_REPORTS, asked)
        return {(unit, form): tuple(rest) for unit, form, *rest in cursor.fetchall()}
