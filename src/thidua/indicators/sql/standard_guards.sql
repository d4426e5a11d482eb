-- A mark of a checklist is history: it is accepted or sent back once, and nothing else of
-- it ever changes.
create or replace function indicators_mark_is_guarded()
returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'submitted'
       or (new.criterion_id, new.unit_id, new.is_met, new."on", new.note, new.file_id,
           new.marked_at, new.marked_by)
          is distinct from
          (old.criterion_id, old.unit_id, old.is_met, old."on", old.note, old.file_id,
           old.marked_at, old.marked_by) then
        raise exception 'a mark of a checklist was to be changed'
            using errcode = 'check_violation', table = 'indicators_criterionmark',
                constraint = 'indicators_a_mark_stays_as_it_was_made';
    end if;
    return new;
end
$$;

create or replace trigger indicators_a_mark_is_guarded
    before update or delete on indicators_criterionmark
    for each row execute function indicators_mark_is_guarded();

-- A figure that a formula or a checklist gives is never typed: no form asks for it.
create or replace function indicators_line_is_guarded()
returns trigger language plpgsql as $$
begin
    if exists (select from indicators_indicatorversion version
               where version.id = new.version_id
                 and version.nature in ('formula', 'checked')) then
        raise exception 'a form was to ask for a figure that is computed'
            using errcode = 'check_violation', table = 'indicators_formline',
                constraint = 'indicators_a_computed_figure_is_never_typed';
    end if;
    return new;
end
$$;
