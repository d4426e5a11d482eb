-- What a delegation may be (Decree 30/2020/NĐ-CP, Article 13), and that nobody rewrites it.

create or replace function organisations_check_delegation()
returns trigger language plpgsql as $$
declare
    held organisations_mandate;
begin
    if tg_op = 'DELETE' then
        raise exception 'history is only added to: a delegation is revoked, not deleted'
            using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' then
        if old.revoked_at is not null
           or (to_jsonb(new) - '{revoked_at,revoked_by,revoked_why}'::text[])
              <> (to_jsonb(old) - '{revoked_at,revoked_by,revoked_why}'::text[])
        then
            raise exception 'history is only added to: a delegation is revoked once, not changed'
                using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    select * into held from organisations_mandate where id = new.mandate_id;
    if held.role <> 'head' then
        raise exception 'only the head of a unit delegates'
            using errcode = 'check_violation', table = 'organisations_delegation',
                constraint = 'organisations_only_a_head_delegates';
    end if;
    if held.person_id = new.person_id then
        raise exception 'nobody delegates to themselves'
            using errcode = 'check_violation', table = 'organisations_delegation',
                constraint = 'organisations_nobody_delegates_to_themselves';
    end if;
    if not held.during @> new.during then
        raise exception 'a delegation lasts no longer than its mandate'
            using errcode = 'check_violation', table = 'organisations_delegation',
                constraint = 'organisations_a_delegation_ends_with_its_mandate';
    end if;
    return new;
end
$$;

create or replace trigger organisations_delegation_is_checked
    before insert or update or delete on organisations_delegation
    for each row execute function organisations_check_delegation();

create or replace trigger organisations_delegation_is_never_emptied
    before truncate on organisations_delegation
    for each statement execute function kernel_history_is_only_added_to();
