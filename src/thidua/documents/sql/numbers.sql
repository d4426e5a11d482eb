-- A register has neither gaps nor double numbers; what was given is never rewritten.
create or replace function documents_refuse(sentence text, detail text)
returns void language plpgsql as $$
begin
    raise exception '%: %', sentence, detail
        using errcode = 'check_violation', constraint = sentence;
end
$$;

create or replace function documents_check_number() returns trigger language plpgsql as $$
declare
    book record;
    last integer;
begin
    if tg_op = 'DELETE' then
        perform documents_refuse('documents_a_number_is_never_taken_back', format('%s', old.value));
    end if;
    if tg_op = 'UPDATE' then
        if old.voided_at is not null
            or (to_jsonb(new) - 'voided_at' - 'void_reason') is distinct from
               (to_jsonb(old) - 'voided_at' - 'void_reason')
        then
            perform documents_refuse('documents_a_number_is_never_rewritten', format('%s', old.value));
        end if;
        return new;
    end if;
    if new.register_id is null then
        return new;
    end if;
    -- One at a time, also where somebody writes past the program.
    select * into book from documents_register where id = new.register_id for update;
    select max(value) into last from documents_number where register_id = new.register_id;
    if new.value <> coalesce(last, book.first - 1) + 1 then
        perform documents_refuse(
            'documents_numbers_have_no_gaps',
            format('%s after %s', new.value, coalesce(last, book.first - 1)));
    end if;
    if extract(year from new.issued_on) <> book.year then
        perform documents_refuse('documents_a_number_is_of_its_year', format('%s', new.issued_on));
    end if;
    return new;
end
$$;
create or replace trigger documents_number_is_checked
    before insert or update or delete on documents_number
    for each row execute function documents_check_number();
create or replace trigger documents_numbers_are_never_emptied
    before truncate on documents_number
    for each statement execute function kernel_history_is_only_added_to();

-- A register keeps its unit, kind and year; where it begins, once numbers were given.
create or replace function documents_check_register() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (to_jsonb(new) - 'first' - 'first_reason' - 'also') is distinct from
           (to_jsonb(old) - 'first' - 'first_reason' - 'also')
        or exists (select from documents_number where register_id = old.id)
    then
        perform documents_refuse('documents_a_register_is_kept', format('%s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger documents_register_is_checked
    before update or delete on documents_register
    for each row execute function documents_check_register();

create or replace trigger documents_versions_are_never_rewritten
    before update or delete on documents_draftversion
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger documents_versions_are_never_emptied
    before truncate on documents_draftversion
    for each statement execute function kernel_history_is_only_added_to();
create or replace trigger documents_signed_copies_are_never_rewritten
    before update or delete on documents_signedcopy
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger documents_signed_copies_are_never_emptied
    before truncate on documents_signedcopy
    for each statement execute function kernel_history_is_only_added_to();
