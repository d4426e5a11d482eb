drop function if exists indicators_figures(bigint, bigint[], bigint[], smallint[]);
drop function if exists indicators_figures_as_of(
    bigint, bigint[], bigint[], smallint[], date, timestamptz);

-- The sums of one figure alone.
create or replace function indicators_parts(
    standing text, value numeric, numerator numeric, denominator numeric, weight numeric
)
returns table (reported int, total numeric, up numeric, down numeric, weighted numeric,
    heavy numeric, accepted int, official_total numeric, official_up numeric,
    official_down numeric, official_weighted numeric, official_heavy numeric)
language sql immutable as $$
    select 1, coalesce(value, 0), coalesce(numerator, 0), coalesce(denominator, 0),
        coalesce(value * weight, 0), coalesce(weight, 0),
        (standing = 'accepted')::int,
        case when standing = 'accepted' then coalesce(value, 0) else 0 end,
        case when standing = 'accepted' then coalesce(numerator, 0) else 0 end,
        case when standing = 'accepted' then coalesce(denominator, 0) else 0 end,
        case when standing = 'accepted' then coalesce(value * weight, 0) else 0 end,
        case when standing = 'accepted' then coalesce(weight, 0) else 0 end
$$;

-- What units have reported with all that stands below them, for the default pair of
-- questions: the tree of the period's last day, the figures as they are known now.
-- Planning costs more than running: the plans are made once for a connection and do not
-- look at the arrays (`force_generic_plan`). Since what waits is found before anything is
-- looked up above it, they are as good as ones made for them, right after reports as well.
-- Where nothing waits, what is kept is given as it stands: adding one row up in sixteen
-- sums costs thrice what finding it does. Both see the moment of the question asked, since
-- the function is stable: nothing can be folded between them.
create or replace function indicators_figures(
    tree bigint, units bigint[], indicators bigint[], periods smallint[]
)
returns table (unit_id bigint, indicator_id bigint, period_id smallint,
    reported bigint, total numeric, numerator numeric, denominator numeric,
    weighted numeric, weight numeric,
    accepted bigint, official_total numeric, official_numerator numeric,
    official_denominator numeric, official_weighted numeric, official_weight numeric,
    own_value numeric, own_numerator numeric, own_denominator numeric,
    own_is_official boolean)
language plpgsql stable rows 100
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    if not exists (
        select from indicators_rollupdelta delta
        where delta.period_id = any (periods) and delta.indicator_id = any (indicators)
    ) then
        return query
        select coalesce(below.unit_id, own.unit_id),
            coalesce(below.indicator_id, own.indicator_id)::bigint,
            coalesce(below.period_id, own.period_id),
            coalesce(below.reported + own.reported, below.reported, own.reported)::bigint,
            coalesce(below.total + own.total, below.total, own.total),
            coalesce(below.numerator + own.up, below.numerator, own.up),
            coalesce(below.denominator + own.down, below.denominator, own.down),
            coalesce(below.weighted + own.weighted, below.weighted, own.weighted),
            coalesce(below.weight + own.heavy, below.weight, own.heavy),
            coalesce(below.accepted + own.accepted, below.accepted, own.accepted)::bigint,
            coalesce(below.official_total + own.official_total,
                below.official_total, own.official_total),
            coalesce(below.official_numerator + own.official_up,
                below.official_numerator, own.official_up),
            coalesce(below.official_denominator + own.official_down,
                below.official_denominator, own.official_down),
            coalesce(below.official_weighted + own.official_weighted,
                below.official_weighted, own.official_weighted),
            coalesce(below.official_weight + own.official_heavy,
                below.official_weight, own.official_heavy),
            own.value, own.numerator, own.denominator,
            coalesce(own.state = 'accepted', false)
        from (
            select * from indicators_rollup kept
            where kept.tree_id = tree and kept.unit_id = any (units)
              and kept.indicator_id = any (indicators) and kept.period_id = any (periods)
        ) below
        full join (
            select one.unit_id, one.indicator_id, one.period_id, one.state, one.value,
                one.numerator, one.denominator, part.*
            from indicators_observation one,
                indicators_parts(one.state, one.value, one.numerator, one.denominator,
                    one.weight) part
            where one.unit_id = any (units) and one.indicator_id = any (indicators)
              and one.period_id = any (periods)
              and indicators_is_sent(one.state, one.value, one.denominator)
        ) own on own.unit_id = below.unit_id and own.indicator_id = below.indicator_id
            and own.period_id = below.period_id;
        return;
    end if;
    return query
    -- What waits is found before anything is looked up above it: right after reports were
    -- sent nobody has counted the queue, and the planner would first meet every period
    -- with all that stands below the units (25 ms for a province whose queue was empty).
    with waiting as materialized (
        select delta.*, period.ends_on from indicators_rollupdelta delta
        join indicators_period period on period.id = delta.period_id
        where delta.period_id = any (periods) and delta.indicator_id = any (indicators)
    )
    select part.unit_id, part.indicator_id, part.period_id,
        sum(part.reported), sum(part.total), sum(part.numerator),
        sum(part.denominator), sum(part.weighted), sum(part.weight),
        sum(part.accepted), sum(part.official_total), sum(part.official_numerator),
        sum(part.official_denominator), sum(part.official_weighted),
        sum(part.official_weight), max(part.own_value), max(part.own_numerator),
        max(part.own_denominator), bool_or(part.own_is_official)
    from (
        select below.unit_id, below.indicator_id, below.period_id,
            below.reported, below.total, below.numerator, below.denominator,
            below.weighted, below.weight, below.accepted, below.official_total,
            below.official_numerator, below.official_denominator,
            below.official_weighted, below.official_weight, null::numeric as own_value,
            null::numeric as own_numerator, null::numeric as own_denominator,
            false as own_is_official
        from indicators_rollup below
        where below.tree_id = tree and below.unit_id = any (units)
          and below.indicator_id = any (indicators) and below.period_id = any (periods)
        union all
        select own.unit_id, own.indicator_id, own.period_id, part.*, own.value,
            own.numerator, own.denominator, own.state = 'accepted'
        from indicators_observation own,
            indicators_parts(own.state, own.value, own.numerator, own.denominator,
                own.weight) part
        where own.unit_id = any (units) and own.indicator_id = any (indicators)
          and own.period_id = any (periods)
          and indicators_is_sent(own.state, own.value, own.denominator)
        union all
        select above.ancestor_id, waiting.indicator_id, waiting.period_id,
            case when waiting.is_official then 0 else waiting.reported end,
            case when not waiting.is_official then coalesce(waiting.total, 0) else 0 end,
            case when not waiting.is_official then coalesce(waiting.numerator, 0) else 0 end,
            case when not waiting.is_official then coalesce(waiting.denominator, 0) else 0 end,
            case when not waiting.is_official then coalesce(waiting.weighted, 0) else 0 end,
            case when not waiting.is_official then coalesce(waiting.weight, 0) else 0 end,
            case when waiting.is_official then waiting.reported else 0 end,
            case when waiting.is_official then coalesce(waiting.total, 0) else 0 end,
            case when waiting.is_official then coalesce(waiting.numerator, 0) else 0 end,
            case when waiting.is_official then coalesce(waiting.denominator, 0) else 0 end,
            case when waiting.is_official then coalesce(waiting.weighted, 0) else 0 end,
            case when waiting.is_official then coalesce(waiting.weight, 0) else 0 end,
            null, null, null, false
        from waiting
        join organisations_lineage above
          on above.tree_id = tree and above.ancestor_id = any (units)
         and above.unit_id = waiting.unit_id and above.depth > 0
         and above.during @> waiting.ends_on
    ) part
    group by part.unit_id, part.indicator_id, part.period_id;
end
$$;

-- The same for another pair of questions: the tree of another day (null: the period's
-- last), the figures as they were known at another moment (null: now). Computed from the
-- observations, their change rows and the dated closure; nothing is kept.
create or replace function indicators_figures_as_of(
    tree bigint, units bigint[], indicators bigint[], periods smallint[],
    tree_on date, known_at timestamptz
)
returns table (unit_id bigint, indicator_id bigint, period_id smallint,
    reported bigint, total numeric, numerator numeric, denominator numeric,
    weighted numeric, weight numeric,
    accepted bigint, official_total numeric, official_numerator numeric,
    official_denominator numeric, official_weighted numeric, official_weight numeric,
    own_value numeric, own_numerator numeric, own_denominator numeric,
    own_is_official boolean)
language sql stable as $$
    with known as (
        select own.unit_id, own.indicator_id, own.period_id, own.state::text, own.value,
            own.numerator, own.denominator, own.weight
        from indicators_observation own
        where known_at is null and own.indicator_id = any (indicators)
          and own.period_id = any (periods)
        union all
        select past.unit_id, past.indicator_id, past.period_id, past.after ->> 'state',
            (past.after ->> 'value')::numeric, (past.after ->> 'numerator')::numeric,
            (past.after ->> 'denominator')::numeric, (past.after ->> 'weight')::numeric
        from (
            select distinct on (change.unit_id, change.indicator_id, change.period_id)
                change.*
            from indicators_observationchange change
            where known_at is not null and change.at <= known_at
              and change.indicator_id = any (indicators)
              and change.period_id = any (periods)
            order by change.unit_id, change.indicator_id, change.period_id,
                change.id desc
        ) past
        where past.after is not null
    )
    select above.ancestor_id, known.indicator_id, known.period_id,
        sum(part.reported), sum(part.total), sum(part.up), sum(part.down),
        sum(part.weighted), sum(part.heavy), sum(part.accepted),
        sum(part.official_total), sum(part.official_up), sum(part.official_down),
        sum(part.official_weighted), sum(part.official_heavy),
        max(known.value) filter (where above.depth = 0),
        max(known.numerator) filter (where above.depth = 0),
        max(known.denominator) filter (where above.depth = 0),
        bool_or(known.state = 'accepted' and above.depth = 0)
    from known
    join indicators_period period on period.id = known.period_id
    join organisations_lineage above
      on above.tree_id = tree and above.unit_id = known.unit_id
     and above.ancestor_id = any (units)
     and above.during @> coalesce(tree_on, period.ends_on)
    cross join lateral indicators_parts(known.state, known.value, known.numerator,
        known.denominator, known.weight) part
    where indicators_is_sent(known.state, known.value, known.denominator)
    group by above.ancestor_id, known.indicator_id, known.period_id
$$;
