-- Store the figures of many reports in one statement, as a file brings them in; the
-- answer: how many. Every array has one place per figure. A new figure is a draft, an
-- old one stays in its standing. Triggers write the trail and queue the roll-up, as for
-- `indicators_store_figures`.
create or replace function indicators_store_many(
    reports bigint[], units bigint[], periods smallint[], indicators bigint[],
    amounts numeric[], numerators numeric[], denominators numeric[],
    weights numeric[], reasons text[], notes text[]
)
returns bigint language plpgsql as $$
declare
    rows bigint;
begin
    insert into indicators_observation as figure (unit_id, indicator_id, period_id,
        report_id, state, value, numerator, denominator, weight,
        missing_reason, note, return_reason, version)
    select brought.unit, brought.indicator, brought.period, brought.report, 'draft',
        brought.value, brought.numerator, brought.denominator, brought.weight,
        brought.reason, brought.note, '', 1
    from unnest(reports, units, periods, indicators, amounts, numerators, denominators,
                weights, reasons, notes)
        as brought (report, unit, period, indicator, value, numerator, denominator,
                    weight, reason, note)
    order by brought.unit, brought.indicator, brought.period
    on conflict (unit_id, indicator_id, period_id) do update set
        report_id = excluded.report_id, value = excluded.value,
        numerator = excluded.numerator, denominator = excluded.denominator,
        weight = excluded.weight, missing_reason = excluded.missing_reason,
        note = excluded.note, version = figure.version + 1;
    get diagnostics rows = row_count;
    return rows;
end
$$;
