-- Bring in the plain figures of a file that wait, up to a row of it, in one statement; the
-- answer: how many. What somebody changed since the file was checked, what was sent
-- meanwhile and what belongs to a report that may not be written stays as it is, and its
-- row goes on waiting: `indicators_store_many` and the words about it are next.
-- `reports` is the report of each seat: {"unit-period": report}.
create or replace function indicators_bring_in(
    import bigint, last bigint, reports jsonb, may_change text[]
)
returns bigint language plpgsql as $$
declare
    rows bigint;
begin
    with waiting as materialized (
        select file.id, (file.payload ->> 'u')::bigint as unit,
            (file.payload ->> 'p')::smallint as period,
            (file.payload ->> 'i')::bigint as indicator,
            (file.payload ->> 'v')::numeric as value,
            (file.payload ->> 'n')::numeric as numerator,
            (file.payload ->> 'd')::numeric as denominator,
            file.payload ->> 't' as note,
            coalesce((file.payload ->> 'e')::bigint, 0) as seen,
            (reports ->> ((file.payload ->> 'u') || '-' || (file.payload ->> 'p')))::bigint
                as report
        from imports_importrow file
        where file.run_id = import and file.id <= last
          and file.fate in ('n', 'c') and file.outcome = ''
    ), good as materialized (
        select waiting.*, now.note as noted,
            case when now.id is null then '{"new": true}'::jsonb
                else jsonb_strip_nulls(jsonb_build_object(
                    'v', now.value::text, 'n', now.numerator::text,
                    'd', now.denominator::text, 'x', nullif(now.missing_reason, ''),
                    't', nullif(now.note, '')))
            end as before
        from waiting
        left join indicators_observation now
            on now.unit_id = waiting.unit and now.period_id = waiting.period
           and now.indicator_id = waiting.indicator
        where waiting.report is not null and waiting.seen = coalesce(now.version, 0)
          and (now.id is null
               or (now.report_id = waiting.report and now.state = any (may_change)))
    ), stored as (
        insert into indicators_observation as figure (unit_id, indicator_id, period_id,
            report_id, state, value, numerator, denominator, weight,
            missing_reason, note, return_reason, version)
        select unit, indicator, period, report, 'draft', value, numerator, denominator,
            null, '', coalesce(note, noted, ''), '', 1
        from good
        order by unit, period, indicator
        on conflict (unit_id, period_id, indicator_id) do update set
            report_id = excluded.report_id, value = excluded.value,
            numerator = excluded.numerator, denominator = excluded.denominator,
            weight = excluded.weight, missing_reason = excluded.missing_reason,
            note = excluded.note, version = figure.version + 1
    )
    update imports_importrow file set outcome = 'd', undo = good.before
    from good where file.id = good.id;
    get diagnostics rows = row_count;
    return rows;
end
$$;
