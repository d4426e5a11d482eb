-- A figure that a formula gives is never typed: no form asks for it.
create or replace function indicators_line_is_guarded()
returns trigger language plpgsql as $$
begin
    if exists (select from indicators_indicatorversion version
               where version.id = new.version_id and version.nature = 'formula') then
        raise exception 'a form was to ask for a figure that a formula gives'
            using errcode = 'check_violation', table = 'indicators_formline',
                constraint = 'indicators_a_computed_figure_is_never_typed';
    end if;
    return new;
end
$$;

create or replace trigger indicators_a_line_is_guarded
    before insert or update of version_id on indicators_formline
    for each row execute function indicators_line_is_guarded();
