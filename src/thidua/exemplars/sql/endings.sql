-- An ending is kept; it is in force once, and undone once.
create or replace function exemplars_check_ending() returns trigger language plpgsql as $$
declare
    moves constant text[] := array['document_id', 'was', 'in_force_on', 'undone_at',
        'undone_by'];
begin
    if tg_op = 'DELETE' or old.undone_at is not null
       or to_jsonb(new) - moves <> to_jsonb(old) - moves
       or old.document_id is not null and new.document_id is distinct from old.document_id
       or old.in_force_on is not null
          and (new.in_force_on is distinct from old.in_force_on or new.was <> old.was) then
        perform campaigns_refuse('exemplars_an_ending_is_kept', format('ending %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_ending_is_checked
    before update or delete on exemplars_ending
    for each row execute function exemplars_check_ending();
