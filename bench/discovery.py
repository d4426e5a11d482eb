"""Discovery in the figures: 3,000 units × 50 indicators × 36 months, searched.

A province with three thousand communes, larger than any, whose figures are shaken from
a fixed seed; one commune in five hundred is far ahead on every tenth indicator, in its
last fourteen months. Seconds of CPU are Python's and PostgreSQL's together.
"""

from __future__ import annotations

import time
from datetime import date
from statistics import median
from typing import Any

from bench.ground import ADMIN, Place
from bench.measure import Family
from bench.table import Row

UNITS, INDICATORS, MONTHS = 3_000, 50, 36
LAST_MONTH = 303  # April 2025
STARS, ON, LASTS, AHEAD = 500, 10, 14, 4
LIMIT = 30.0  # seconds of CPU: a job's, “in seconds” for a whole province
ROUNDS = 3
DAY = date(2025, 5, 20)


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Write the figures, search them, and read the page of what was found."""
    units = UNITS // 20 if is_quick else UNITS
    write(place, units=units, indicators=INDICATORS, months=MONTHS)
    place.become_default()
    postgres = Family(place.server.postmaster() or 0)
    return [_search(units, postgres)]


def write(place: Place, *, units: int, indicators: int, months: int) -> None:
    """A province (number 1), its communes from 2 on, one campaign, all figures."""
    asked = {
        "last": units + 1,
        "indicators": indicators,
        "first_month": LAST_MONTH - months + 1,
        "last_month": LAST_MONTH,
        "stars": STARS if units >= STARS else units // 2,
        "on": ON,
        "since": LAST_MONTH - LASTS + 1,
        "ahead": AHEAD,
    }
    with place.loading() as admin:
        for statement in _STATEMENTS:
            admin.execute(statement, asked)
        admin.execute(
            "select organisations_rebuild_lineage(id) from organisations_tree"
        )
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")


def _search(units: int, postgres: Family) -> Row:
    from thidua.campaigns.models import Campaign  # noqa: PLC0415
    from thidua.prospects.discovery.searching import search  # noqa: PLC0415

    campaign = Campaign.objects.get()
    cpu, python = [], []
    found: Any = None
    for _round in range(ROUNDS):
        start = time.process_time(), postgres.cpu()
        found = search(campaign, DAY)
        python.append(time.process_time() - start[0])
        cpu.append(python[-1] + postgres.cpu() - start[1])
    took = median(cpu)
    return Row(
        part="discovery",
        job=f"tìm trong số liệu / search of {units} × {INDICATORS} × {MONTHS}",
        measured=f"CPU {took:.1f} s (Python {median(python):.1f} s), "
        f"{found.read['looks']} looks, {len(found.found)} hits",
        target=f"≤ {LIMIT:.0f} s",
        is_reached=took <= LIMIT,
        figures={"cpu": took, "hits": len(found.found)},
    )


_STATEMENTS = (
    """
    insert into organisations_unit (id, kind, is_made_up)
    select n, case n when 1 then 'province' else 'commune' end, true
    from generate_series(1, %(last)s::int) n
    """,
    """
    insert into organisations_unitname (unit_id, name, full_name, name_en, folded,
        sort_key, during)
    select id, 'Xã ' || id, 'Xã ' || id, '', 'xa ' || id, 'xa ' || id, '[2015-01-01,)'
    from organisations_unit
    """,
    """
    insert into organisations_placement (tree_id, unit_id, parent_id, during)
    select tree.id, unit.id, nullif(1, unit.id), '[2015-01-01,)'
    from organisations_unit unit, organisations_tree tree where tree.key = 'state'
    """,
    """
    insert into indicators_indicator (id, code, owner_id)
    select n, 'bench-' || n, 1 from generate_series(1, %(indicators)s::int) n
    """,
    """
    insert into indicators_indicatorversion (id, indicator_id, number, name, definition,
        measure, nature, formula, across, over_time, better, decimals, numerator_name,
        denominator_name, source, during)
    select id, id, 1, 'Chỉ số số ' || id, '',
        case id %% 3 when 0 then '%%' else 'km' end,
        (array['ratio', 'flow', 'stock'])[1 + id %% 3], '',
        case id %% 3 when 0 then 'ratio' else 'sum' end,
        case id %% 3 when 1 then 'sum' else 'last' end, 'higher', 1,
        case id %% 3 when 0 then 'Số hộ làm' else '' end,
        case id %% 3 when 0 then 'Tổng số hộ' else '' end, '', '[2015-01-01,)'
    from indicators_indicator
    """,
    """
    insert into campaigns_campaign (id, name, motto, slogan, theme, shape, line,
        launcher_id, launched_as, office_id, tree_id, root_id, starts_on, ends_on,
        predecessor_review, state, launched_at, version)
    select 1, 'Phong trào', '', '', '', 'thematic', 'state', 1, '', 1, tree.id, 1,
        period.starts_on, '2025-12-31', '', 'launched', now(), 1
    from organisations_tree tree, indicators_period period
    where tree.key = 'state' and period.id = %(first_month)s
    """,
    """
    insert into campaigns_audience (id, campaign_id, name, kinds, tree_id, below_id,
        reports, position, version)
    select 1, 1, 'Xã', array['commune'], tree_id, 1, true, 0, 1 from campaigns_campaign
    """,
    """
    insert into campaigns_audiencemember (audience_id, unit_id, joined_on, reason,
        acknowledged_by)
    select 1, unit.id, campaign.starts_on, '', ''
    from organisations_unit unit, campaigns_campaign campaign where unit.id > 1
    """,
    """
    insert into campaigns_target (id, campaign_id, node_key, version_id, unit_id,
        split, value, starts_on, due_on, state, ended_from, ended_because, revision)
    select n, 1, md5(n::text)::uuid, n, 1, 'sum', 10, '2022-01-01', '2025-12-31',
        'accepted', '', '', 1
    from generate_series(1, %(indicators)s::int) n
    """,
    """
    insert into indicators_observation (unit_id, indicator_id, period_id, report_id,
        state, value, numerator, denominator, missing_reason, note, return_reason,
        version)
    select unit, n, month, 1, 'accepted',
        case when n %% 3 > 0 then round(own * shaken, 2) end,
        case when n %% 3 = 0
            then least(households - 1, round(households * own * shaken / 40)) end,
        case when n %% 3 = 0 then households end, '', '', '', 1
    from generate_series(2, %(last)s::int) unit,
        generate_series(1, %(indicators)s::int) n,
        generate_series(%(first_month)s::int, %(last_month)s::int) month,
        lateral (select 800 + unit * 37 %% 1500 as households,
            (5 + (unit::bigint * 7919 + n * 104729) %% 1000 / 250.0)
                * (800 + unit * 37 %% 1500) / 1500.0
                * case when unit %% %(stars)s = 3 and n %% %(on)s = 0
                       and month >= %(since)s then %(ahead)s else 1 end as raw) size,
        lateral (select case n %% 3 when 0 then raw * 1500.0 / households
                 else raw end as own,
            0.8 + abs(hashtext(unit || '/' || n || '/' || month)) %% 1000 / 2500.0
                as shaken) noise
    """,
)
