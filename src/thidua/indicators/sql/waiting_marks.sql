-- What stands out in a report is counted when it is sent, beside what its unit had
-- reported in the twelve periods before. Where one of these figures changes, or one of
-- its own, the count no longer holds: it is taken away, and reckoned when it is read.
-- A report that somebody is just accepting or returning waits no longer: it is let be.

create or replace function indicators_marks_no_longer_hold()
returns trigger language plpgsql as $$
declare
    units bigint[];
    periods smallint[];
begin
    if tg_op = 'INSERT' then
        select array_agg(unit_id), array_agg(period_id) into units, periods
        from (select distinct unit_id, period_id from new_rows) told;
    elsif tg_op = 'DELETE' then
        select array_agg(unit_id), array_agg(period_id) into units, periods
        from (select distinct unit_id, period_id from old_rows) told;
    else  -- a figure that only moved on (sent, accepted) says what it said
        select array_agg(unit_id), array_agg(period_id) into units, periods
        from (
            select distinct fresh.unit_id, fresh.period_id
            from new_rows fresh join old_rows gone using (id)
            where (fresh.value, fresh.numerator, fresh.denominator,
                   fresh.missing_reason, fresh.note)
                is distinct from (gone.value, gone.numerator, gone.denominator,
                                  gone.missing_reason, gone.note)
        ) told;
    end if;
    update indicators_report report set odd = null, remarks = null
    where report.id in (
        select waiting.id
        from indicators_report waiting
        join unnest(units, periods) as told (unit_id, period_id)
            on told.unit_id = waiting.unit_id
           and waiting.period_id between told.period_id and told.period_id + 12
        where waiting.odd is not null and waiting.state = 'submitted'
        for update of waiting skip locked
    );
    return null;
end
$$;

create or replace trigger indicators_marks_end_with_a_new_figure
    after insert on indicators_observation referencing new table as new_rows
    for each statement execute function indicators_marks_no_longer_hold();
create or replace trigger indicators_marks_end_with_a_removed_figure
    after delete on indicators_observation referencing old table as old_rows
    for each statement execute function indicators_marks_no_longer_hold();
create or replace trigger indicators_marks_end_with_a_changed_figure
    after update on indicators_observation
    referencing old table as old_rows new table as new_rows
    for each statement execute function indicators_marks_no_longer_hold();
