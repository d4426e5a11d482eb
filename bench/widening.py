"""The demonstration made as wide as the targets ask: 50 lines, 60 months, 148 rows.

Everything is copied from what stands there: lines of the largest form with definitions
of their own, the first months put before the first, accepted communes beside the others
in the widest cascade grid. Loaded past triggers; the sums are added up anew.
"""

from __future__ import annotations

from bench.ground import ADMIN, Place

LINES, MONTHS, ROWS = 50, 60, 148


def widen(place: Place) -> None:
    """Add the months, the lines and the communes that are missing."""
    asked = {"lines": LINES, "months": MONTHS, "rows": ROWS}
    with place.loading() as admin:
        for statement in (*_EARLIER_MONTHS, *_MORE_LINES, *_MORE_ROWS):
            admin.execute(statement, asked)
        admin.execute(
            "select organisations_rebuild_lineage(id) from organisations_tree"
        )
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")
    with place.connect("thidua_owner") as owner:
        owner.execute("select indicators_recompute()")


_LARGEST = """
create temporary table largest on commit drop as
select form_id, min(period_id) as first, max(period_id) as last
from indicators_report group by form_id order by count(*) desc limit 1
"""
_EARLIER_MONTHS = (
    _LARGEST,
    """
    create temporary table missing on commit drop as
    select form_id, first, last - first + 1 as span,
        greatest(%(months)s - (last - first + 1), 0) as count
    from largest
    """,
    """
    insert into indicators_formperiod (form_id, period_id, due_on)
    select asked.form_id, asked.period_id - missing.count,
        asked.due_on - make_interval(months => missing.count::int)
    from indicators_formperiod asked join missing using (form_id)
    where asked.period_id between missing.first and missing.first + missing.count - 1
    on conflict do nothing
    """,
    """
    update indicators_reportduty duty set during = daterange(null, upper(during))
    from missing where duty.form_id = missing.form_id
    """,
    """
    insert into indicators_report (form_id, unit_id, period_id, receiver_id, state,
        version, first_submitted_at, submitted_at, submitted_by, accepted_at,
        accepted_by)
    select form_id, unit_id, period_id - count, receiver_id, state, version,
        first_submitted_at - make_interval(months => count::int),
        submitted_at - make_interval(months => count::int), submitted_by,
        accepted_at - make_interval(months => count::int), accepted_by
    from indicators_report join missing using (form_id)
    where period_id between first and first + count - 1
    """,
    """
    insert into indicators_observation (unit_id, indicator_id, period_id, report_id,
        state, value, numerator, denominator, weight, missing_reason, note,
        return_reason, version)
    select own.unit_id, own.indicator_id, early.period_id, early.id, own.state,
        own.value, own.numerator, own.denominator, own.weight, own.missing_reason,
        own.note, own.return_reason, own.version
    from missing
    join indicators_report early on early.form_id = missing.form_id
     and early.period_id < missing.first
    join indicators_report late on late.form_id = early.form_id
     and late.unit_id = early.unit_id
     and late.period_id = early.period_id + missing.count
    join indicators_observation own on own.report_id = late.id
    """,
)
_MORE_LINES = (
    """
    create temporary table line on commit drop as
    select line.*, row_number() over (order by line.position, line.id) as place,
        count(*) over () as many, version.indicator_id
    from indicators_formline line join largest using (form_id)
    join indicators_indicatorversion version on version.id = line.version_id
    """,
    """
    create temporary table copy on commit drop as
    select number, line.id as line_id, line.version_id, line.indicator_id,
        nextval(pg_get_serial_sequence('indicators_indicator', 'id')) as new_indicator,
        nextval(pg_get_serial_sequence('indicators_indicatorversion', 'id'))
            as new_version
    from line, generate_series(line.many + 1, %(lines)s) number
    where line.place = 1 + (number - 1) %% line.many
    """,
    """
    insert into indicators_indicator (id, code, owner_id)
    select copy.new_indicator, 'BENCH-' || copy.number, indicator.owner_id
    from copy join indicators_indicator indicator on indicator.id = copy.indicator_id
    """,
    """
    insert into indicators_indicatorversion
    select (jsonb_populate_record(null::indicators_indicatorversion, to_jsonb(version)
        || jsonb_build_object('id', copy.new_version,
            'indicator_id', copy.new_indicator,
            'name', version.name || ' ' || copy.number))).*
    from copy join indicators_indicatorversion version on version.id = copy.version_id
    """,
    """
    insert into indicators_formline
    select (jsonb_populate_record(null::indicators_formline, to_jsonb(line)
        || jsonb_build_object('id',
            nextval(pg_get_serial_sequence('indicators_formline', 'id')),
            'position', 1000 + copy.number, 'version_id', copy.new_version))).*
    from copy join indicators_formline line on line.id = copy.line_id
    """,
    """
    insert into indicators_observation (unit_id, indicator_id, period_id, report_id,
        state, value, numerator, denominator, weight, missing_reason, note,
        return_reason, version)
    select own.unit_id, copy.new_indicator, own.period_id, own.report_id, own.state,
        own.value, own.numerator, own.denominator, own.weight, own.missing_reason,
        own.note, own.return_reason, own.version
    from copy
    join indicators_observation own on own.indicator_id = copy.indicator_id
    join indicators_report report on report.id = own.report_id
    join largest on largest.form_id = report.form_id
    """,
)
_MORE_ROWS = (
    """
    create temporary table wide on commit drop as
    select above.id, above.campaign_id, above.unit_id, count(*) as rows,
        min(below.id) as child_id
    from campaigns_target above
    join campaigns_target below on below.parent_id = above.id
    group by above.id order by count(*) desc, above.id limit 1
    """,
    """
    create temporary table commune on commit drop as
    select nextval(pg_get_serial_sequence('organisations_unit', 'id')) as id, number,
        child.unit_id as like_id, child.id as child_id, wide.unit_id as parent_id
    from wide join campaigns_target child on child.id = wide.child_id,
        generate_series(wide.rows + 1, %(rows)s) number
    """,
    """
    insert into organisations_unit (id, kind, is_made_up)
    select commune.id, unit.kind, true
    from commune join organisations_unit unit on unit.id = commune.like_id
    """,
    """
    insert into organisations_unitname (unit_id, name, full_name, name_en, folded,
        sort_key, during)
    select id, 'Số ' || number, 'Xã Số ' || number, '', 'xa so ' || number,
        '_A4 YT5 ' || lpad(number::text, 7, '0'), '[2025-07-01,)'
    from commune
    """,
    """
    insert into organisations_placement (tree_id, unit_id, parent_id, during)
    select tree.id, commune.id, commune.parent_id, '[2025-07-01,)'
    from commune, organisations_tree tree where tree.key = 'state'
    """,
    """
    insert into campaigns_audiencemember
    select (jsonb_populate_record(null::campaigns_audiencemember, to_jsonb(member)
        || jsonb_build_object('id',
            nextval(pg_get_serial_sequence('campaigns_audiencemember', 'id')),
            'unit_id', commune.id))).*
    from commune
    join wide on true
    join campaigns_audience audience on audience.campaign_id = wide.campaign_id
    join campaigns_audiencemember member
      on member.audience_id = audience.id and member.unit_id = commune.like_id
    """,
    """
    insert into campaigns_target
    select (jsonb_populate_record(null::campaigns_target, to_jsonb(child)
        || jsonb_build_object('id',
            nextval(pg_get_serial_sequence('campaigns_target', 'id')),
            'unit_id', commune.id))).*
    from commune join campaigns_target child on child.id = commune.child_id
    """,
)
