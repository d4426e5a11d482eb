-- A handover that was given is changed no more, but for the second signature; and what
-- was taken is closed. It passes between two people of one unit.

create or replace function organisations_check_handover()
returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.taken_at is not null then
            raise exception 'history is only added to: a handover that was taken stays'
                using errcode = 'insufficient_privilege';
        end if;
        return old;
    end if;
    if tg_op = 'UPDATE' and old.given_at is not null and (
        old.taken_at is not null
        or (to_jsonb(new) - '{taken_at,taken_by,taken_office}'::text[])
           <> (to_jsonb(old) - '{taken_at,taken_by,taken_office}'::text[])
    ) then
        raise exception 'history is only added to: a handover that was given stays as it was'
            using errcode = 'insufficient_privilege';
    end if;
    if new.taker_id is not null and not exists (
        select from organisations_mandate giver
        join organisations_mandate taker on taker.id = new.taker_id
        where giver.id = new.mandate_id and taker.unit_id = giver.unit_id
          and taker.person_id <> giver.person_id
    ) then
        raise exception 'a handover passes between two people of one unit'
            using errcode = 'check_violation', table = 'organisations_handover',
                constraint = 'organisations_a_handover_stays_in_the_unit';
    end if;
    return new;
end
$$;

create or replace trigger organisations_handover_is_checked
    before insert or update or delete on organisations_handover
    for each row execute function organisations_check_handover();

create or replace trigger organisations_handover_is_never_emptied
    before truncate on organisations_handover
    for each statement execute function kernel_history_is_only_added_to();
