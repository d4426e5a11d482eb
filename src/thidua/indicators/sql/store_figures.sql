-- Store one report's figures in one statement; the answer: how many. Every array has one
-- place per figure; a ratio brings its parts, every other figure its value, a missing
-- one its reason. Without a standing a new figure is a draft and an old one stays what
-- it is.
create or replace function indicators_store_figures(
    report bigint, unit bigint, period smallint, standing text,
    indicators bigint[], amounts numeric[], numerators numeric[],
    denominators numeric[], weights numeric[], reasons text[], notes text[]
)
returns bigint language plpgsql as $$
declare
    rows bigint;
begin
    insert into indicators_observation as figure (unit_id, indicator_id, period_id,
        report_id, state, value, numerator, denominator, weight,
        missing_reason, note, return_reason, version)
    select unit, typed.indicator, period, report, coalesce(standing, 'draft'), typed.value, typed.numerator,
        typed.denominator, typed.weight, typed.reason, typed.note, '', 1
    from unnest(indicators, amounts, numerators, denominators, weights, reasons, notes)
        as typed (indicator, value, numerator, denominator, weight, reason, note)
    on conflict (unit_id, indicator_id, period_id) do update set
        report_id = excluded.report_id, state = coalesce(standing, figure.state),
        value = excluded.value, numerator = excluded.numerator,
        denominator = excluded.denominator, weight = excluded.weight,
        missing_reason = excluded.missing_reason, note = excluded.note,
        version = figure.version + 1;
    get diagnostics rows = row_count;
    return rows;
end
$$;
