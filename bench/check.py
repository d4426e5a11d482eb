"""The plan check over all plans of a province that is larger than any: 3,000 of them.

Each plan has five items in mixed words (some measure, some only promise), each unit six
targets with last year's figure; everything is read and weighed anew, as the office's
list does it on every visit.
"""

from __future__ import annotations

import time
from datetime import date
from statistics import median

from bench.ground import ADMIN, Place
from bench.table import Row

PLANS = 3_000
TARGETS, ITEMS = 6, 5
LIMIT = 5.0  # seconds of CPU, the database's not counted: "in seconds"
ROUNDS = 3
DAY = date(2025, 5, 20)
LAST_YEAR = "2024-12-01"


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Write the plans, check them all, and read one unit's own."""
    count = PLANS // 20 if is_quick else PLANS
    write_plans(place, count)
    place.become_default()
    return [_row("tất cả / all", count, LIMIT), _row("một / one", count, None, [2])]


def write_plans(place: Place, count: int) -> None:
    """A province (number 1), its communes from 2 on, one campaign, everybody's plan."""
    with place.loading() as admin:
        for statement in _STATEMENTS:
            admin.execute(
                statement, {"last": count + 1, "targets": TARGETS, "items": ITEMS}
            )
        admin.execute(
            "select organisations_rebuild_lineage(id) from organisations_tree"
        )
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")
    with place.connect("thidua_owner") as owner:
        owner.execute("select indicators_recompute()")


_STATEMENTS = (
    """
    insert into organisations_unit (id, kind, is_made_up)
    select n, case n when 1 then 'province' else 'commune' end, true
    from generate_series(1, %(last)s) n
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
    select n, 'bench-' || n, 1 from generate_series(1, %(targets)s) n
    """,
    """
    insert into indicators_indicatorversion (id, indicator_id, number, name, definition,
        measure, nature, formula, across, over_time, better, decimals, numerator_name,
        denominator_name, source, during)
    select id, id, 1, 'Chỉ số nông thôn mới số ' || id, '', 'km', 'flow', '', 'sum',
        'sum', 'higher', 1, '', '', '', '[2015-01-01,)'
    from indicators_indicator
    """,
    """
    insert into campaigns_campaign (id, name, motto, slogan, theme, shape, line,
        launcher_id, launched_as, office_id, tree_id, root_id, starts_on, ends_on,
        predecessor_review, state, launched_at, version)
    select 1, 'Phong trào', '', '', '', 'thematic', 'state', 1, '', 1, id, 1,
        '2025-01-01', '2025-12-31', '', 'launched', now(), 1
    from organisations_tree where key = 'state'
    """,
    """
    insert into campaigns_audience (id, campaign_id, name, kinds, tree_id, below_id,
        reports, position, version)
    select 1, 1, 'Xã', array['commune'], tree_id, 1, true, 0, 1 from campaigns_campaign
    """,
    """
    insert into campaigns_contenttree (id, audience_id, number, reason, version)
    values (1, 1, 1, '', 1)
    """,
    """
    insert into campaigns_contentnode (tree_id, key, kind, nature, label, name, detail,
        position, reads_from)
    select 1, md5(n::text)::uuid, 'item', 'quantity', '', 'Nội dung ' || n, '', n, '{}'
    from generate_series(1, %(targets)s) n
    """,
    """
    insert into campaigns_target (id, campaign_id, node_key, version_id, unit_id,
        parent_id, split, value, starts_on, due_on, state, ended_from, ended_because,
        revision)
    select unit * 100 + n, 1, md5(n::text)::uuid, n, unit,
        case unit when 1 then null else 100 + n end,
        case unit when 1 then 'sum' else '' end, 10 + (unit + n) %% 7,
        '2025-01-01', '2025-12-31', 'accepted', '', '', 1
    from generate_series(1, %(last)s) unit, generate_series(1, %(targets)s) n
    """,
    """
    insert into campaigns_unitplan (id, campaign_id, unit_id, focus, hard_tasks,
        measures, own_resolution, starts_on, ends_on, state, adopted_by, version)
    select id, 1, id, 'Trọng tâm của xã',
        case id %% 3 when 0 then 'Việc khó' else '' end,
        'Giải pháp', '', '2025-01-01', '2025-12-31', 'adopted', '', 1
    from organisations_unit where id > 1
    """,
    """
    insert into campaigns_unitplanitem (plan_id, node_key, name, sector, routine,
        answers, due_on, position)
    select plan.id, md5((n + plan.id %% 2)::text)::uuid,
        (array['Tăng cường vận động nhân dân hiến đất làm đường',
               'Bê tông hóa ba tuyến đường của tổ ' || plan.id,
               'Nâng cao chất lượng phục vụ ở bộ phận một cửa',
               'Giúp 12 hộ nghèo làm lại nhà trước mùa mưa',
               'Họp dân từng tổ, công khai tiến độ ở bảng tin'])[n],
        '', case n %% 2 when 0 then 'Việc hằng năm' else '' end, 'Cán bộ xã',
        '2025-09-30', n
    from campaigns_unitplan plan, generate_series(1, %(items)s) n
    """,
    f"""
    insert into indicators_observation (unit_id, indicator_id, period_id, report_id,
        state, value, missing_reason, note, return_reason, version)
    select unit, n, period.id, 1, 'accepted', 8 + (unit * n) %% 9, '', '', '', 1
    from generate_series(2, %(last)s) unit, generate_series(1, %(targets)s) n,
        indicators_period period
    where period.kind = 'month' and period.starts_on = '{LAST_YEAR}'
    """,
)


def _row(
    words: str, count: int, limit: float | None, units: list[int] | None = None
) -> Row:
    from django.db import connection  # noqa: PLC0415 - Django must stand first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from thidua.campaigns.check import check_plans  # noqa: PLC0415
    from thidua.campaigns.models import Campaign  # noqa: PLC0415

    campaign = Campaign.objects.get()
    cpu, wall = [], []
    for _round in range(ROUNDS):
        start = time.process_time(), time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            checked = check_plans(campaign, DAY, units)
        cpu.append(time.process_time() - start[0])
        wall.append(time.perf_counter() - start[1])
    if len(checked) != (len(units) if units else count):
        raise AssertionError(f"{len(checked)} plans were checked")
    spent = median(cpu)
    return Row(
        part="check",
        job=f"kiểm tra {len(checked):,} kế hoạch / plans, {words}",
        measured=f"{len(queries)} q, CPU {spent:.2f} s, {median(wall):.2f} s",
        target=f"CPU ≤ {limit:.0f} s" if limit else "",
        is_reached=spent <= limit if limit else None,
        figures={"queries": len(queries), "cpu": cpu, "wall": wall},
    )
