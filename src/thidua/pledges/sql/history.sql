-- Every change of a registration leaves a row, written here and nowhere else: what stood,
-- what stands, who, for which office, why, when. The words come from `set local thidua.…`;
-- a write that does not say who acts is refused.
create or replace function pledges_said(one pledges_registration)
returns jsonb language sql immutable as $$
    select jsonb_strip_nulls(to_jsonb(one) - array['id', 'folded', 'sort_key', 'place_key',
        'version', 'look_up', 'made_at', 'made_by', 'campaign_id', 'decided_at',
        'submitted_at', 'consented_at', 'is_made_up'])
$$;

create or replace function pledges_registration_is_recorded()
returns trigger language plpgsql as $$
declare
    moment timestamptz := nullif(current_setting('thidua.at', true), '')::timestamptz;
    who text := nullif(current_setting('thidua.actor_name', true), '');
    number bigint := nullif(current_setting('thidua.actor_id', true), '')::bigint;
    desk text := coalesce(current_setting('thidua.office', true), '');
    why text := coalesce(current_setting('thidua.reason', true), '');
begin
    perform from new_rows limit 1;
    if not found then
        return null;
    end if;
    if who is null or moment is null then
        raise exception 'a registration was changed without saying who acts'
            using errcode = 'check_violation', table = 'pledges_registration',
                constraint = 'pledges_a_change_says_who_acts';
    end if;
    if tg_op = 'INSERT' then
        insert into pledges_registrationchange
            (registration_id, before, after, reason, actor_id, actor_name, office, at)
        select fresh.id, null, pledges_said(fresh), why, number, who, desk, moment
        from new_rows fresh;
        return null;
    end if;
    insert into pledges_registrationchange
        (registration_id, before, after, reason, actor_id, actor_name, office, at)
    select said.id, said.gone, said.fresh, why, number, who, desk, moment
    from (
        select fresh.id, (
            select coalesce(jsonb_object_agg(one.key, one.value), '{}')
            from jsonb_each(pledges_said(old_one)) one
            where one.value is distinct from pledges_said(fresh) -> one.key
        ) as gone, (
            select coalesce(jsonb_object_agg(one.key, one.value), '{}')
            from jsonb_each(pledges_said(fresh)) one
            where one.value is distinct from pledges_said(old_one) -> one.key
        ) as fresh
        from new_rows fresh join old_rows old_one using (id)
    ) said
    where said.gone <> '{}' or said.fresh <> '{}';
    return null;
end
$$;
create or replace trigger pledges_a_new_registration_is_recorded
    after insert on pledges_registration
    referencing new table as new_rows
    for each statement execute function pledges_registration_is_recorded();
create or replace trigger pledges_a_changed_registration_is_recorded
    after update on pledges_registration
    referencing old table as old_rows new table as new_rows
    for each statement execute function pledges_registration_is_recorded();

create or replace trigger pledges_changes_are_only_added_to
    before update or delete on pledges_registrationchange
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger pledges_changes_are_not_emptied
    before truncate on pledges_registrationchange
    for each statement execute function kernel_history_is_only_added_to();
