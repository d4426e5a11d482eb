-- What of the reports and marks waits for a unit on a day: `unit_id` is whose report it
-- is, or the first unit that sent one; `day` the due day, or since when the longest
-- waits; `gone` a unit that a reform abolished and for which this one reports, `until`
-- its last day.
-- Planning costs ten times what running costs: the plan is made once for a connection
-- (`force_generic_plan`); the values are few and plain.
drop function if exists indicators_waiting(bigint, date, timestamptz);
create or replace function indicators_waiting(
    for_unit bigint, on_day date, day_ended timestamptz
)
returns table (kind text, form_id bigint, form_name text, period_id smallint,
    unit_id bigint, day date, count bigint, state text, reopened_because text,
    returned_because text, receiver text, gone text, until date)
language plpgsql stable rows 20
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    return query
    -- The reports that a unit owes, also those of a period that runs yet once they were
    -- begun or fall due within a month; those of units whose place it took are below.
    select 'report', form.id, form.name::text, span.period_id, duty.unit_id, span.due_on,
        count(figure.id) filter (where figure.state in ('returned', 'reopened')),
        report.state::text, coalesce(report.reopened_because, '')::text,
        coalesce(string_agg(distinct figure.return_reason, '; ')
            filter (where figure.state = 'returned'), '')::text,
        coalesce((select full_name from (
            select full_name, sort_key from organisations_unitname
            where unit_id = indicators_receiver(
                form.id, for_unit, coalesce(report.receiver_id, duty.receiver_id), on_day)
            order by during @> on_day desc,
                     case when upper(during) <= on_day then upper(during) end
                         desc nulls last,
                     lower(during) nulls first
            limit 1
        ) called), '')::text, ''::text, null::date
    from indicators_reportduty duty
    join indicators_form form on form.id = duty.form_id
    join indicators_formperiod span on span.form_id = form.id
    join indicators_period period on period.id = span.period_id
    left join indicators_report report on report.form_id = form.id
        and report.unit_id = duty.unit_id and report.period_id = span.period_id
    left join indicators_observation figure on figure.report_id = report.id
    where duty.unit_id = for_unit and duty.during @> period.ends_on
      and period.closed_at is null and (period.ends_on <= on_day
           or report.state in ('submitted', 'returned', 'reopened')
           or period.starts_on <= on_day
              and (report.state = 'draft' or span.due_on <= on_day + 31))
      and coalesce(report.state, 'draft') <> 'accepted'
    group by form.id, form.name, span.period_id, duty.unit_id, duty.receiver_id,
        report.receiver_id, span.due_on, report.state, report.reopened_because
    union all
    -- Those that wait for it, form by form.
    select '', form.id, form.name, report.period_id, min(report.unit_id),
        min(report.submitted_at)::date, count(*), null, '', '', '', '', null
    from indicators_report report
    join indicators_form form on form.id = report.form_id
    join indicators_period period on period.id = report.period_id
    where (report.receiver_id = for_unit or report.id = any (array(
            select report_id from indicators_received_instead(for_unit, on_day))))
      and report.state = 'submitted' and period.starts_on <= on_day and report.submitted_at < day_ended
    group by form.id, form.name, report.period_id
    union all
    -- The marks of standards that wait for it.
    select '', criterion.indicator_id, max(version.name), null, for_unit,
        min(mark.marked_at)::date, count(*), null, '', '', '', '', null
    from indicators_criterionmark mark
    join indicators_criterion criterion on criterion.id = mark.criterion_id
    join indicators_indicatorversion version
      on version.indicator_id = criterion.indicator_id and version.during @> on_day
    join organisations_placement place
      on place.unit_id = mark.unit_id and place.parent_id = for_unit
     and place.during @> on_day
    join organisations_tree tree on tree.id = place.tree_id and tree.key = 'state'
    where mark.state = 'submitted' and mark.marked_at < day_ended
    group by criterion.indicator_id
    union all
    -- What units that are gone still owe, for which it reports: periods on whose last
    -- day they stood.
    select 'report', form.id, form.name, span.period_id, duty.unit_id, span.due_on,
        count(figure.id) filter (where figure.state in ('returned', 'reopened')),
        report.state, coalesce(report.reopened_because, ''),
        coalesce(string_agg(distinct figure.return_reason, '; ')
            filter (where figure.state = 'returned'), ''),
        coalesce((select full_name from (
            select full_name, sort_key from organisations_unitname
            where unit_id = indicators_receiver(form.id, duty.unit_id,
                coalesce(report.receiver_id, duty.receiver_id), on_day)
            order by during @> on_day desc,
                     case when upper(during) <= on_day then upper(during) end
                         desc nulls last,
                     lower(during) nulls first
            limit 1
        ) called), ''),
        coalesce((select full_name from (
            select full_name, sort_key from organisations_unitname
            where unit_id = duty.unit_id
            order by during @> on_day desc,
                     case when upper(during) <= on_day then upper(during) end
                         desc nulls last,
                     lower(during) nulls first
            limit 1
        ) called), ''),
        (select max(upper(during)) - 1 from organisations_placement
         where unit_id = duty.unit_id)
    from indicators_reported_for(for_unit, on_day) instead
    join indicators_reportduty duty
      on duty.form_id = instead.form_id and duty.unit_id = instead.unit_id
    join indicators_form form on form.id = duty.form_id
    join indicators_formperiod span on span.form_id = form.id
    join indicators_period period on period.id = span.period_id
    left join indicators_report report on report.form_id = form.id
        and report.unit_id = duty.unit_id and report.period_id = span.period_id
    left join indicators_observation figure on figure.report_id = report.id
    where duty.during @> period.ends_on and period.closed_at is null
      and coalesce(report.state, 'draft') <> 'accepted'
      and exists (select from organisations_placement place
          where place.unit_id = duty.unit_id and place.during @> period.ends_on)
    group by form.id, form.name, span.period_id, duty.unit_id, duty.receiver_id,
        report.receiver_id, span.due_on, report.state, report.reopened_because;
end
$$;
