-- A figure is typed in one form: another form that asks the unit for the same does not
-- draw it away into its own report.
create or replace function indicators_figure_stays_in_its_form()
returns trigger language plpgsql as $$
begin
    if (select form_id from indicators_report where id = old.report_id)
       is distinct from (select form_id from indicators_report where id = new.report_id)
    then
        raise exception 'a figure was to be drawn into the report of another form'
            using errcode = 'check_violation', table = 'indicators_observation',
                constraint = 'indicators_a_figure_stays_in_its_form';
    end if;
    return new;
end
$$;
create or replace trigger indicators_a_figure_stays_in_its_form
    before update of report_id on indicators_observation
    for each row when (old.report_id is distinct from new.report_id)
    execute function indicators_figure_stays_in_its_form();
