-- The reporting level of a kind of unit; `level_of` in the models says the same.
create or replace function indicators_level_of(kind text)
returns text language sql immutable parallel safe as $$
    select case
        when kind in ('province', 'city') then 'province'
        when kind = 'district' then 'district'
        when kind in ('commune', 'ward', 'township', 'special_zone') then 'commune'
        when kind = 'hamlet' then 'hamlet'
        else 'agency'
    end
$$;

-- How many figures are expected at and below units: the duties at each period's end,
-- for every form line that asks for the indicator.
-- Planning costs more than running: the plan is made once for a connection and does not
-- look at the arrays (`force_generic_plan`); it goes by the keys whatever they hold.
create or replace function indicators_expected(
    tree bigint, units bigint[], indicators bigint[], periods smallint[]
)
returns table (unit_id bigint, indicator_id bigint, period_id smallint, expected bigint)
language plpgsql stable rows 100
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
    -- Below a commune stand fewer units than owe a form, below a province more.
    is_small constant boolean := count(*) <= 100 from (
        select from organisations_lineage line
        where line.tree_id = tree and line.ancestor_id = any (units) limit 101
    ) below;
begin
    return query
    -- Days are met as ranges first, so that a hundred units are looked up once and not
    -- once for every month.
    with lines as (
        select line.form_id, line.level, line.owner_id, version.indicator_id
        from indicators_formline line
        join indicators_indicatorversion version on version.id = line.version_id
        where version.indicator_id = any (indicators)
    ), asked as (
        select distinct form_id, level, owner_id from lines
    ), met as materialized (
        select duty.form_id, duty.unit_id, above.ancestor_id,
            duty.during * above.during as during
        from (
            select form_id, unit_id, during from indicators_reportduty
            where form_id in (select form_id from asked) offset 0
        ) duty
        cross join lateral (
            select line.ancestor_id, line.during from organisations_lineage line
            where line.tree_id = tree and line.unit_id = duty.unit_id
              and line.ancestor_id = any (units) and line.during && duty.during
            offset 0
        ) above
        where not is_small
        union all
        select duty.form_id, duty.unit_id, below.ancestor_id,
            duty.during * below.during
        from organisations_lineage below
        join indicators_reportduty duty on duty.unit_id = below.unit_id
         and duty.during && below.during
        where is_small and below.tree_id = tree and below.ancestor_id = any (units)
          and duty.form_id in (select form_id from asked)
    ), standing as materialized (
        select asked.form_id, asked.level, asked.owner_id, met.ancestor_id,
            met.unit_id, met.during
        from asked
        join met on met.form_id = asked.form_id
        join organisations_unit unit on unit.id = met.unit_id
        where case when asked.level = '' then met.unit_id = asked.owner_id
                   else indicators_level_of(unit.kind) = asked.level end
    ), spans as materialized (
        select span.form_id, span.period_id, period.ends_on
        from indicators_formperiod span
        join indicators_period period on period.id = span.period_id
        where span.period_id = any (periods)
    ), counted as (
        select standing.form_id, standing.level, standing.owner_id,
            standing.ancestor_id, spans.period_id, count(*) as expected
        from standing
        join spans on spans.form_id = standing.form_id
         and standing.during @> spans.ends_on
        group by 1, 2, 3, 4, 5
    -- What several forms ask of a unit is typed once and expected once.
    ), shared as materialized (
        select indicator_id from lines group by 1 having count(distinct form_id) > 1
    )
    select counted.ancestor_id, lines.indicator_id, counted.period_id,
        sum(counted.expected)::bigint
    from counted
    join lines on lines.form_id = counted.form_id and lines.level = counted.level
     and lines.owner_id is not distinct from counted.owner_id
    where not exists (select from shared where shared.indicator_id = lines.indicator_id)
    group by 1, 2, 3
    union all
    select standing.ancestor_id, lines.indicator_id, spans.period_id,
        count(distinct standing.unit_id)
    from shared
    join lines on lines.indicator_id = shared.indicator_id
    join standing on standing.form_id = lines.form_id and standing.level = lines.level
     and standing.owner_id is not distinct from lines.owner_id
    join spans on spans.form_id = standing.form_id
     and standing.during @> spans.ends_on
    group by 1, 2, 3;
end
$$;

-- Reports expected and received under a unit, by its children and by period. A child is
-- what stands directly under the unit at the period's end; what the unit reports itself
-- stands under its own number. Missing is what is not here although the day has passed.
create or replace function indicators_received(
    top bigint, forms bigint[], periods smallint[], today date
)
returns table (unit_id bigint, period_id smallint, expected bigint, on_time bigint,
    late bigint, missing bigint)
language sql stable as $$
    -- A few hundred duties are looked up one by one (`offset 0`), not met with the
    -- thousands of units that stand below a province.
    with standing as materialized (
        select duty.form_id, duty.unit_id,
            coalesce(child.ancestor_id, duty.unit_id) as child_id,
            duty.during * above.during * coalesce(child.during, above.during) as during
        from indicators_form form
        join indicators_reportduty duty on duty.form_id = form.id
        cross join lateral (
            select line.during, line.depth from organisations_lineage line
            where line.tree_id = form.tree_id and line.unit_id = duty.unit_id
              and line.ancestor_id = top and line.during && duty.during
            offset 0
        ) above
        left join lateral (
            select line.ancestor_id, line.during, line.depth
            from organisations_lineage line
            where line.tree_id = form.tree_id and line.unit_id = duty.unit_id
            offset 0
        ) child on child.depth = above.depth - 1 and child.during && above.during
        where form.id = any (forms)
    ), spans as materialized (
        select span.form_id, span.period_id, period.ends_on,
            (span.due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as late_from,
            span.due_on < today as is_due
        from indicators_formperiod span
        join indicators_period period on period.id = span.period_id
        where span.form_id = any (forms) and span.period_id = any (periods)
    ), sent as materialized (
        select report.form_id, report.period_id, report.unit_id,
            report.first_submitted_at as at
        from indicators_report report
        where report.form_id = any (forms) and report.period_id = any (periods)
          and report.first_submitted_at is not null
    )
    select standing.child_id, spans.period_id, count(*),
        count(*) filter (where sent.at < spans.late_from),
        count(*) filter (where sent.at >= spans.late_from),
        count(*) filter (where sent.at is null and spans.is_due)
    from spans
    join standing on standing.form_id = spans.form_id
     and standing.during @> spans.ends_on
    left join sent on sent.form_id = spans.form_id
     and sent.period_id = spans.period_id and sent.unit_id = standing.unit_id
    group by 1, 2
$$;
