"""Five thousand learners of one exemplar: what the rule says of all, a panel's page.

Every learner is a commune with twelve monthly reports of three indicators. Seconds of
CPU are Python's and PostgreSQL's together.
"""

from __future__ import annotations

from typing import Any

from bench.ground import ADMIN, Place
from bench.imports import places
from bench.measure import Family
from bench.registrations import DAY, Spending, a_campaign, an_actor, page_row
from bench.table import Row

LEARNERS, INDICATORS = 5_000, 3
ALL_LIMIT, PAGE_LIMIT = 5.0, 1.0  # seconds of CPU

_REPORTS = (
    """
    insert into indicators_report (form_id, unit_id, period_id, receiver_id, state,
        first_submitted_at, submitted_at, submitted_by, accepted_by, version)
    select form.id, unit, period.id, %(office)s, 'submitted', period.ends_on + 5,
        period.ends_on + 5, 'đo', '', 1
    from indicators_form form, indicators_period period,
        unnest(%(communes)s::bigint[]) unit
    where period.kind = 'month' and period.starts_on >= '2024-05-01'
      and period.ends_on <= '2025-04-30'
    """,
    """
    insert into indicators_observation (unit_id, indicator_id, period_id, report_id,
        state, value, missing_reason, note, return_reason, version)
    select report.unit_id, version.indicator_id, report.period_id, report.id,
        'submitted', 40 + (report.unit_id * 7 + report.period_id * 3) %% 55, '', '', '',
        1
    from indicators_report report, indicators_indicatorversion version
    where version.id = any (%(versions)s)
    """,
)
_ACTING = """
select set_config('thidua.actor_name', 'đo', true),
       set_config('thidua.at', now()::text, true)
"""
_EXEMPLAR = (
    """
    insert into exemplars_comparisonrule (campaign_id, number, tolerance, better_wanted,
        "window", reason, made_at, made_by)
    values (%(campaign)s, 1, 2, 1, 12, '', now(), 'đo')
    """,
    """
    insert into exemplars_exemplar (campaign_id, kind, name, folded, sort_key, trade,
        field, unit_id, home_id, place, title, folded_title, promise, summary, story,
        how_to, picture_says, state, reason, registered_at, registered_by, over_by,
        is_made_up, version)
    values (%(campaign)s, 'unit', 'Xã Đo 1', 'xa do 1', '1', '', 'water', %(first)s,
        %(first)s, '', 'Cách làm', 'cach lam', 'Làm', '', '', '', '', 'tracked', '',
        now(), 'đo', '', true, 1)
    """,
    """
    insert into exemplars_exemplarfigure (exemplar_id, version_id, name, measure,
        is_lower_better, scale, decimals, source, position)
    select exemplar.id, version.id, version.name, '', false, 1, 0, 'reported', 0
    from exemplars_exemplar exemplar, indicators_indicatorversion version
    where version.id = any (%(versions)s)
    """,
    """
    insert into exemplars_frozenvalue (figure_id, value, period_id, since, reported,
        accepted, frozen_at)
    select figure.id, 60, period.id, '2024-05-01', 1, 1, now()
    from exemplars_exemplarfigure figure, indicators_period period
    where period.kind = 'month' and period.starts_on = '2024-06-01'
    """,
    """
    update exemplars_exemplar set state = 'learning', praised_on = '2024-07-01',
        rule_id = (select id from exemplars_comparisonrule)
    """,
    """
    insert into exemplars_learning (exemplar_id, kind, name, folded, sort_key, trade,
        field, unit_id, home_id, place, takes_over, starts_on, due_on, state, reason,
        needs_help, registered_at, registered_by, is_made_up, version)
    select exemplar.id, 'unit', 'Xã Đo ' || n, 'xa do ' || n, lpad(n::text, 7, '0'), '',
        'water', learner, learner, '', 'Góp', '2024-07-01', '2025-12-31', 'learning',
        '', '', now(), 'đo', true, 1
    from exemplars_exemplar exemplar,
        unnest(%(learners)s::bigint[]) with ordinality one (learner, n)
    """,
)


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Write them, then ask the rule of all, and open the pages."""
    place.become_default()
    count = LEARNERS // (20 if is_quick else 1)
    units = places(["Tỉnh Đo", *(f"Xã Đo {n}" for n in range(1, count + 2))])
    _write(a_campaign(units), units)
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")
    spend = Spending(Family(place.server.postmaster() or 0))
    return [
        page_row(
            "assessment",
            f"bình xét {count:,} nơi học / learners assessed",
            spend,
            _assessed(count),
            limit=ALL_LIMIT,
            rounds=3,
        ),
        page_row(
            "assessment",
            "trang của hội đồng / a panel's page",
            spend,
            _panel,
            limit=PAGE_LIMIT,
            rounds=3,
        ),
        page_row(
            "assessment", "bảng học tập / the board", spend, _board, limit=PAGE_LIMIT
        ),
    ]


def _write(campaign: Any, units: list[Any]) -> None:
    from django.db import connection, transaction  # noqa: PLC0415 - Django stands first
    from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: PLC0415

    from thidua.indicators import models  # noqa: PLC0415

    versions = [
        models.IndicatorVersion.objects.create(
            indicator=models.Indicator.objects.create(code=f"do-{n}", owner=units[0]),
            name=f"Chỉ tiêu đo {n}",
            measure="%",
            nature="stock",
            across="sum",
            over_time="last",
            better="higher",
            decimals=1,
            during=DateRange(campaign.starts_on.replace(year=2015), None),
        ).pk
        for n in range(INDICATORS)
    ]
    models.Form.objects.create(
        name="Biểu đo",
        owner=units[0],
        tree_id=campaign.tree_id,
        period_kind="month",
        starts_on=campaign.starts_on.replace(year=2020),
        ends_on=campaign.ends_on,
    )
    asked = {
        "campaign": campaign.pk,
        "office": units[0].pk,
        "versions": versions,
        "communes": [unit.pk for unit in units[1:]],
        "first": units[1].pk,
        "learners": [unit.pk for unit in units[2:]],
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ACTING)
        for statement in (*_REPORTS, *_EXEMPLAR):
            cursor.execute(statement, asked)


def _exemplar() -> Any:
    from thidua.exemplars.models import Exemplar  # noqa: PLC0415

    return Exemplar.objects.select_related("campaign", "rule").get()


def _assessed(count: int) -> Any:
    from thidua.exemplars.judging import judged  # noqa: PLC0415

    exemplar = _exemplar()

    def read() -> object:
        found = judged(exemplar, list(exemplar.learners.all()), DAY)
        known = [one for one in found if one.outcome != "unknown"]
        if len(known) != count:
            raise AssertionError(f"{len(known)} learners could be compared")
        return known

    return read


def _panel() -> object:
    from thidua.exemplars.queries.panel import panel_page  # noqa: PLC0415

    return panel_page(_exemplar(), an_actor(), DAY, values_on=DAY)


def _board() -> object:
    from thidua.exemplars.queries.learning_board import board_page  # noqa: PLC0415

    return board_page(_exemplar(), an_actor(), DAY)
