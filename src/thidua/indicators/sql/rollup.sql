-- The roll-up. `indicators_rollup` holds what the units strictly below a unit have
-- reported; the unit's own figure is its observation. A writer never touches it: it adds
-- to `indicators_rollupdelta` how the units' own figures changed. Every thousandth delta
-- makes its writer fold what waits, unless somebody is folding already; the worker folds
-- the rest; every reading adds what still waits. So no writer waits for another, nothing
-- can deadlock, and a reading is right at every moment.
-- The deltas know no tree: the dated closure is asked when they are folded or read.

-- Is there a figure, and does it count in this standing?
create or replace function indicators_is_sent(
    standing text, value numeric, denominator numeric
)
returns boolean language sql immutable parallel safe as $$
    select standing in ('submitted', 'accepted', 'reopened')
       and (value is not null or denominator is not null)
$$;

create or replace function indicators_figure_is_queued()
returns trigger language plpgsql as $$
declare
    first_delta bigint;
    last_delta bigint;
begin
    if tg_op <> 'INSERT' then
        perform from old_rows limit 1;
    else
        perform from new_rows limit 1;
    end if;
    if not found then  -- an upsert calls both triggers: one of them has no rows
        return null;
    end if;
    if tg_op = 'INSERT' then
        with queued as (
            insert into indicators_rollupdelta (period_id, unit_id, indicator_id,
                is_official, reported, total, numerator, denominator, weighted, weight)
            select period_id, unit_id, indicator_id, official, 1, value, numerator,
                denominator, value * weight, weight
            from new_rows, (values (false), (true)) part (official)
            where indicators_is_sent(state, value, denominator)
              and (state = 'accepted' or not official)
            returning id
        )
        select min(id), max(id) into first_delta, last_delta from queued;
    elsif tg_op = 'UPDATE' then
        with both_sides as (
            select 1 as sign, period_id, unit_id, indicator_id, state, value, numerator,
                denominator, weight
            from new_rows where indicators_is_sent(state, value, denominator)
            union all
            select -1, period_id, unit_id, indicator_id, state, value, numerator,
                denominator, weight
            from old_rows where indicators_is_sent(state, value, denominator)
        ), differences as (
            select period_id, unit_id, indicator_id, official, sum(sign) as reported,
                sum(sign * value) as total, sum(sign * numerator) as numerator,
                sum(sign * denominator) as denominator,
                sum(sign * value * weight) as weighted, sum(sign * weight) as weight
            from both_sides, (values (false), (true)) part (official)
            where state = 'accepted' or not official
            group by period_id, unit_id, indicator_id, official
        ), queued as (
            insert into indicators_rollupdelta (period_id, unit_id, indicator_id,
                is_official, reported, total, numerator, denominator, weighted, weight)
            select * from differences
            where reported <> 0 or total <> 0 or numerator <> 0 or denominator <> 0
               or weighted <> 0 or weight <> 0
            returning id
        )
        select min(id), max(id) into first_delta, last_delta from queued;
    else
        with queued as (
            insert into indicators_rollupdelta (period_id, unit_id, indicator_id,
                is_official, reported, total, numerator, denominator, weighted, weight)
            select period_id, unit_id, indicator_id, official, -1, -value, -numerator,
                -denominator, -value * weight, -weight
            from old_rows, (values (false), (true)) part (official)
            where indicators_is_sent(state, value, denominator)
              and (state = 'accepted' or not official)
            returning id
        )
        select min(id), max(id) into first_delta, last_delta from queued;
    end if;
    if first_delta / 1000 <> (last_delta + 1) / 1000 then
        perform indicators_fold();
    end if;
    return null;
end
$$;

-- Fold what waits, unless somebody is folding already; the answer: how many sums changed.
-- What is above a unit is asked once for its fifty figures; `offset 0` keeps the planner
-- at that whatever it believes of a queue that is filled and emptied all day.
create or replace function indicators_fold() returns bigint language plpgsql as $$
declare
    rows bigint;
begin
    if not pg_try_advisory_xact_lock(7002, 0) then
        return 0;
    end if;
    with taken as (delete from indicators_rollupdelta returning *),
    above as materialized (
        select place.unit_id, place.period_id, line.tree_id, line.ancestor_id
        from (
            select distinct taken.unit_id, taken.period_id from taken
        ) place
        join indicators_period period on period.id = place.period_id
        cross join lateral (
            select lineage.tree_id, lineage.ancestor_id
            from organisations_tree tree join organisations_lineage lineage
              on lineage.tree_id = tree.id
            where lineage.unit_id = place.unit_id and lineage.depth > 0
              and lineage.during @> period.ends_on
            offset 0
        ) line
    )
    insert into indicators_rollup as sums (period_id, tree_id, unit_id, indicator_id,
        reported, total, numerator, denominator, weighted, weight,
        accepted, official_total, official_numerator, official_denominator,
        official_weighted, official_weight)
    select taken.period_id, above.tree_id, above.ancestor_id, taken.indicator_id,
        coalesce(sum(reported) filter (where not is_official), 0),
        coalesce(sum(total) filter (where not is_official), 0),
        coalesce(sum(numerator) filter (where not is_official), 0),
        coalesce(sum(denominator) filter (where not is_official), 0),
        coalesce(sum(weighted) filter (where not is_official), 0),
        coalesce(sum(weight) filter (where not is_official), 0),
        coalesce(sum(reported) filter (where is_official), 0),
        coalesce(sum(total) filter (where is_official), 0),
        coalesce(sum(numerator) filter (where is_official), 0),
        coalesce(sum(denominator) filter (where is_official), 0),
        coalesce(sum(weighted) filter (where is_official), 0),
        coalesce(sum(weight) filter (where is_official), 0)
    from taken join above using (unit_id, period_id)
    group by 1, 2, 3, 4
    on conflict (period_id, tree_id, unit_id, indicator_id) do update set
        reported = sums.reported + excluded.reported,
        total = sums.total + excluded.total,
        numerator = sums.numerator + excluded.numerator,
        denominator = sums.denominator + excluded.denominator,
        weighted = sums.weighted + excluded.weighted,
        weight = sums.weight + excluded.weight,
        accepted = sums.accepted + excluded.accepted,
        official_total = sums.official_total + excluded.official_total,
        official_numerator = sums.official_numerator + excluded.official_numerator,
        official_denominator = sums.official_denominator + excluded.official_denominator,
        official_weighted = sums.official_weighted + excluded.official_weighted,
        official_weight = sums.official_weight + excluded.official_weight;
    get diagnostics rows = row_count;
    return rows;
end
$$;

create or replace trigger indicators_a_new_figure_is_queued
    after insert on indicators_observation referencing new table as new_rows
    for each statement execute function indicators_figure_is_queued();
create or replace trigger indicators_a_changed_figure_is_queued
    after update on indicators_observation
    referencing old table as old_rows new table as new_rows
    for each statement execute function indicators_figure_is_queued();
create or replace trigger indicators_a_removed_figure_is_queued
    after delete on indicators_observation referencing old table as old_rows
    for each statement execute function indicators_figure_is_queued();
