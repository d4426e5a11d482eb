-- Add up whole periods anew from the observations: after a change of places, after a
-- bulk load past the triggers, or to check. Closed periods keep the sums, and so the
-- tree, with which they were closed. Writers wait until it is done; only sums that come
-- out otherwise are written. The answer: how many sums there are.
--
-- Made for millions of figures. Units whose figures count for the same ancestors share a
-- *seat*; where a unit sits in a period is read from an array, so that the one pass over
-- the figures joins nothing and runs on several cores. Filters spare the sums that a
-- figure has no part in.
create or replace function indicators_recompute(periods smallint[] default null)
returns bigint language plpgsql
set work_mem = '128MB' set parallel_setup_cost = 0 set parallel_tuple_cost = 0
set client_min_messages = warning as $$
declare
    rows bigint;
    open_periods smallint[] := (
        select array_agg(period.id order by period.id) from indicators_period period
        where period.closed_at is null
          and (periods is null or period.id = any (periods))
    );
    is_everything boolean := periods is null
        and not exists (select from indicators_period where closed_at is not null);
    width int := (select max(unit_id) + 1 from organisations_lineage);
    starts int[];
    seats int[];
begin
    perform pg_advisory_xact_lock(7002, 0);
    lock table indicators_rollupdelta in share row exclusive mode;
    delete from indicators_rollupdelta where period_id = any (open_periods);
    insert into indicators_rollupturn (unit_id) values (0)  -- also where no sum changes
    on conflict (unit_id) do update set turn = excluded.turn;

    perform indicators_take_seats(open_periods);
    -- No place in either array is null: PostgreSQL then finds any of them at once.
    starts := array(
        select coalesce(era.number * width, 0)
        from generate_series(0, (select max(id) from indicators_period)) number (id)
        left join pg_temp.indicators_era era on number.id = any (era.periods)
        order by number.id
    );
    seats := array(
        select coalesce(seat.number, 0)
        from generate_series(
            0, width * (1 + (select count(*) from pg_temp.indicators_era))::int - 1
        ) place (number)
        left join pg_temp.indicators_seat seat
          on seat.era * width + seat.unit_id = place.number
        order by place.number
    );

    create temp table indicators_seat_sum on commit drop as
    select figure.period_id, figure.indicator_id,
        seats[1 + starts[1 + figure.period_id] + figure.unit_id] as seat,
        figure.state::"char" as standing,  -- a(ccepted), s(ubmitted), d(raft), r(eturned)
        count(coalesce(figure.value, figure.denominator)) as reported,
        sum(figure.value) as total,
        sum(figure.numerator) filter (where figure.numerator is not null
            and (figure.denominator is not null or figure.value is not null)
        ) as numerator,
        sum(figure.denominator) filter (where figure.denominator is not null)
            as denominator,
        sum(figure.value * figure.weight) filter (where figure.weight is not null)
            as weighted,
        sum(figure.weight) filter (where figure.weight is not null
            and (figure.denominator is not null or figure.value is not null)
        ) as weight
    from indicators_observation figure
    where is_everything or figure.period_id = any (open_periods)
    group by 1, 2, 3, 4;

    perform indicators_sum_seats();
    rows := indicators_write_sums(open_periods);
    drop table pg_temp.indicators_era, pg_temp.indicators_seat,
        pg_temp.indicators_seat_sum, pg_temp.indicators_fresh;
    return rows;
end
$$;

-- Where every unit sits: `indicators_era` has the stretches of periods in which nobody
-- moved, `indicators_seat` the seat of each unit in each era, with what is above it.
create or replace function indicators_take_seats(open_periods smallint[])
returns void language plpgsql as $$
declare
    turns date[] := array(
        select distinct edge.turn from organisations_lineage line,
            lateral (values (lower(line.during)), (upper(line.during))) edge (turn)
        where edge.turn is not null order by edge.turn
    );
begin
    create temp table indicators_era on commit drop as
    select row_number() over ()::int as number, min(ends_on) as day,
        array_agg(id) as periods
    from indicators_period where id = any (open_periods)
    group by width_bucket(ends_on, turns);
    create temp table indicators_seat on commit drop as
    select dense_rank() over (order by trees, ancestors)::int as number, placed.*
    from (
        select era.number as era, line.unit_id,
            array_agg(line.tree_id order by line.tree_id, line.ancestor_id) as trees,
            array_agg(line.ancestor_id order by line.tree_id, line.ancestor_id)
                as ancestors
        from pg_temp.indicators_era era
        join organisations_lineage line
          on line.depth > 0 and line.during @> era.day
        group by era.number, line.unit_id
    ) placed;
end
$$;

-- From the sums of the seats to those of every unit above them.
create or replace function indicators_sum_seats() returns void language plpgsql as $$
begin
    create temp table indicators_fresh on commit drop as
    with above as (
        select distinct seat.number as seat, line.tree_id, line.unit_id
        from pg_temp.indicators_seat seat,
            unnest(seat.trees, seat.ancestors) line (tree_id, unit_id)
    )
    select part.period_id, above.tree_id, above.unit_id, part.indicator_id,
        sum(reported)::int as reported,
        coalesce(sum(total), 0) as total, coalesce(sum(numerator), 0) as numerator,
        coalesce(sum(denominator), 0) as denominator,
        coalesce(sum(weighted), 0) as weighted, coalesce(sum(weight), 0) as weight,
        coalesce(sum(reported) filter (where standing = 'a'), 0)::int as accepted,
        coalesce(sum(total) filter (where standing = 'a'), 0) as official_total,
        coalesce(sum(numerator) filter (where standing = 'a'), 0) as official_numerator,
        coalesce(sum(denominator) filter (where standing = 'a'), 0)
            as official_denominator,
        coalesce(sum(weighted) filter (where standing = 'a'), 0) as official_weighted,
        coalesce(sum(weight) filter (where standing = 'a'), 0) as official_weight
    from pg_temp.indicators_seat_sum part
    join above on above.seat = part.seat
    where part.standing in ('a', 's')
    group by part.period_id, above.tree_id, above.unit_id, part.indicator_id
    having sum(reported) > 0;
end
$$;

-- Write what came out otherwise, and nothing else; the answer: how many sums there are.
create or replace function indicators_write_sums(open_periods smallint[])
returns bigint language plpgsql as $$
begin
    delete from indicators_rollup old
    where old.period_id = any (open_periods) and not exists (
        select from pg_temp.indicators_fresh fresh
        where (fresh.period_id, fresh.tree_id, fresh.unit_id, fresh.indicator_id)
            = (old.period_id, old.tree_id, old.unit_id, old.indicator_id)
    );
    update indicators_rollup old set reported = fresh.reported, total = fresh.total,
        numerator = fresh.numerator, denominator = fresh.denominator,
        weighted = fresh.weighted, weight = fresh.weight, accepted = fresh.accepted,
        official_total = fresh.official_total,
        official_numerator = fresh.official_numerator,
        official_denominator = fresh.official_denominator,
        official_weighted = fresh.official_weighted,
        official_weight = fresh.official_weight
    from pg_temp.indicators_fresh fresh
    where (fresh.period_id, fresh.tree_id, fresh.unit_id, fresh.indicator_id)
        = (old.period_id, old.tree_id, old.unit_id, old.indicator_id)
      and (old.reported, old.total, old.numerator, old.denominator, old.weighted,
           old.weight, old.accepted, old.official_total, old.official_numerator,
           old.official_denominator, old.official_weighted, old.official_weight)
      <> (fresh.reported, fresh.total, fresh.numerator, fresh.denominator,
          fresh.weighted, fresh.weight, fresh.accepted, fresh.official_total,
          fresh.official_numerator, fresh.official_denominator,
          fresh.official_weighted, fresh.official_weight);
    insert into indicators_rollup (period_id, tree_id, unit_id, indicator_id,
        reported, total, numerator, denominator, weighted, weight,
        accepted, official_total, official_numerator, official_denominator,
        official_weighted, official_weight)
    select fresh.* from pg_temp.indicators_fresh fresh
    where not exists (
        select from indicators_rollup old
        where (fresh.period_id, fresh.tree_id, fresh.unit_id, fresh.indicator_id)
            = (old.period_id, old.tree_id, old.unit_id, old.indicator_id)
    )
    order by 1, 2, 3, 4;  -- read together, kept together
    return (select count(*) from pg_temp.indicators_fresh);
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
