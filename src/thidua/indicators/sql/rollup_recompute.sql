-- Add up whole periods anew from the observations: after a change of places, after a
-- load that switched the queue off (`set local thidua.rollup = 'later'`), or to check.
-- Closed periods keep the sums, and so the tree, with which they were closed. Writers
-- wait until it is done. The answer: how many sums there are.
create or replace function indicators_recompute(periods smallint[] default null)
returns bigint language plpgsql as $$
declare
    rows bigint;
    open_periods smallint[] := (
        select array_agg(period.id) from indicators_period period
        where period.closed_at is null
          and (periods is null or period.id = any (periods))
    );
begin
    perform pg_advisory_xact_lock(7002, 0);
    lock table indicators_rollupdelta in share row exclusive mode;
    delete from indicators_rollupdelta where period_id = any (open_periods);
    delete from indicators_rollup where period_id = any (open_periods);
    drop table if exists pg_temp.indicators_fresh;
    create temp table indicators_fresh on commit drop as
    -- Almost every unit has one parent all along: the place is asked by a range of
    -- period numbers, not by days, so that millions of figures meet a small hash.
    with places as (
        select place.tree_id, place.unit_id, place.ancestor_id, span.first, span.last
        from organisations_lineage place
        cross join lateral (
            select min(period.id) as first, max(period.id) as last
            from indicators_period period
            where place.during @> period.ends_on and period.id = any (open_periods)
            group by period.kind
        ) span
        where place.depth = 1
    ), nearest as (
        select figure.period_id, places.tree_id, places.ancestor_id as unit_id,
            figure.indicator_id, figure.state = 'accepted' as is_official,
            count(*) as reported, sum(figure.value) as total,
            sum(figure.numerator) as numerator, sum(figure.denominator) as denominator,
            sum(figure.value * figure.weight) as weighted, sum(figure.weight) as weight
        from indicators_observation figure
        join places on places.unit_id = figure.unit_id
         and figure.period_id between places.first and places.last
        where figure.state in ('submitted', 'accepted')
          and (figure.value is not null or figure.denominator is not null)
          and (periods is null or figure.period_id = any (periods))
        group by 1, 2, 3, 4, 5
    )
    select nearest.period_id, nearest.tree_id, above.ancestor_id as unit_id,
        nearest.indicator_id, sum(reported) as reported,
        coalesce(sum(total), 0) as total, coalesce(sum(numerator), 0) as numerator,
        coalesce(sum(denominator), 0) as denominator,
        coalesce(sum(weighted), 0) as weighted, coalesce(sum(weight), 0) as weight,
        coalesce(sum(reported) filter (where is_official), 0) as accepted,
        coalesce(sum(total) filter (where is_official), 0) as official_total,
        coalesce(sum(numerator) filter (where is_official), 0) as official_numerator,
        coalesce(sum(denominator) filter (where is_official), 0) as official_denominator,
        coalesce(sum(weighted) filter (where is_official), 0) as official_weighted,
        coalesce(sum(weight) filter (where is_official), 0) as official_weight
    from nearest
    join indicators_period period on period.id = nearest.period_id
    join organisations_lineage above
      on above.tree_id = nearest.tree_id and above.unit_id = nearest.unit_id
     and above.during @> period.ends_on
    where period.closed_at is null
    group by 1, 2, 3, 4;
    insert into indicators_rollup (period_id, tree_id, unit_id, indicator_id,
        reported, total, numerator, denominator, weighted, weight,
        accepted, official_total, official_numerator, official_denominator,
        official_weighted, official_weight)
    select * from indicators_fresh;
    get diagnostics rows = row_count;
    drop table indicators_fresh;
    return rows;
end
$$;

-- A changed place makes the sums of the days it concerns stale: they are added up anew
-- when the transaction ends, once per tree, after the closure has been rebuilt.
create or replace function indicators_place_makes_stale()
returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into indicators_staletree as stale (tree_id, from_day)
        select tree_id, min(coalesce(lower(during), '-infinity'))
        from new_rows group by tree_id
        on conflict (tree_id) do update
            set from_day = least(stale.from_day, excluded.from_day);
    elsif tg_op = 'DELETE' then
        insert into indicators_staletree as stale (tree_id, from_day)
        select tree_id, min(coalesce(lower(during), '-infinity'))
        from old_rows group by tree_id
        on conflict (tree_id) do update
            set from_day = least(stale.from_day, excluded.from_day);
    else
        insert into indicators_staletree as stale (tree_id, from_day)
        select gone.tree_id, min(
            case when gone.parent_id is not distinct from fresh.parent_id
                  and lower(gone.during) is not distinct from lower(fresh.during)
                then least(upper(gone.during), upper(fresh.during))
                else coalesce(least(lower(gone.during), lower(fresh.during)),
                    '-infinity') end)
        from old_rows gone join new_rows fresh using (id)
        where gone.parent_id is distinct from fresh.parent_id
           or gone.during <> fresh.during
        group by gone.tree_id
        on conflict (tree_id) do update
            set from_day = least(stale.from_day, excluded.from_day);
    end if;
    return null;
end
$$;

create or replace function indicators_stale_tree_is_recomputed()
returns trigger language plpgsql as $$
declare
    since date;
    stale_periods smallint[];
begin
    delete from indicators_staletree where tree_id = new.tree_id
    returning from_day into since;
    if since is null then
        return null;
    end if;
    stale_periods := (
        select array_agg(period.id) from indicators_period period
        where period.ends_on >= since and period.closed_at is null
          and exists (select from indicators_observation figure
                      where figure.period_id = period.id)
    );
    if stale_periods is not null then
        perform indicators_recompute(stale_periods);
    end if;
    return null;
end
$$;

create or replace trigger indicators_a_new_place_makes_stale
    after insert on organisations_placement referencing new table as new_rows
    for each statement execute function indicators_place_makes_stale();
create or replace trigger indicators_a_changed_place_makes_stale
    after update on organisations_placement
    referencing old table as old_rows new table as new_rows
    for each statement execute function indicators_place_makes_stale();
create or replace trigger indicators_a_removed_place_makes_stale
    after delete on organisations_placement referencing old table as old_rows
    for each statement execute function indicators_place_makes_stale();

drop trigger if exists indicators_a_stale_tree_is_recomputed on indicators_staletree;
create constraint trigger indicators_a_stale_tree_is_recomputed
    after insert on indicators_staletree deferrable initially deferred
    for each row execute function indicators_stale_tree_is_recomputed();
