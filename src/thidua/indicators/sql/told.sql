-- The month of which pages tell how things stand that forms report: the last one that
-- has ended and of which each form that asks for it is due, or has everything accepted
-- that it expected (ADR 0048).
--
-- Of forms that ask for periods of different length ending with a month the shortest
-- decide: a year's form that is due in spring does not hold December back. A month for
-- which nothing is asked is told as is the habit: `by_habit` is the last such one.
create or replace function indicators_told_month(
    of_forms bigint[], on_day date, by_habit smallint
)
returns smallint language plpgsql stable
set plan_cache_mode = force_generic_plan as $$
declare
    nth integer := (extract(year from on_day)::int - 2000) * 12
        + extract(month from on_day)::int - 2;
    month_ended date := date_trunc('month', on_day)::date - 1;
    day_ended timestamptz := (on_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh';
    is_asked boolean;
    is_in boolean;
begin
    for back in 1..24 loop
        select count(*) > 0, bool_and(asking.due_on <= on_day or (
            exists (select from indicators_reportduty duty
                where duty.form_id = asking.form_id and duty.during @> month_ended)
            and not exists (
                select from indicators_reportduty duty
                left join indicators_report report
                  on report.form_id = duty.form_id and report.unit_id = duty.unit_id
                 and report.period_id = asking.period_id and report.state = 'accepted'
                 and report.accepted_at < day_ended
                where duty.form_id = asking.form_id and duty.during @> month_ended
                  and report.id is null
                  and not organisations_is_gone(duty.unit_id, month_ended))))
        into is_asked, is_in
        from (
            select span.form_id, span.period_id, span.due_on,
                rank() over (order by period.starts_on desc) as place
            from indicators_formperiod span
            join indicators_period period on period.id = span.period_id
            where span.form_id = any (of_forms) and span.period_id = any (array(
                select id from indicators_period where ends_on = month_ended))
        ) asking
        where asking.place = 1;
        if is_asked and is_in or not is_asked and nth <= by_habit then
            return nth;
        end if;
        nth := nth - 1;
        month_ended := date_trunc('month', month_ended)::date - 1;
    end loop;
    return by_habit;
end
$$;
