-- What was registered is withdrawn or joined into another, never deleted; a withdrawal
-- and an approval are not undone; a double is joined into a living one of its campaign.
create or replace function pledges_check_registration() returns trigger language plpgsql as $$
declare
    kept pledges_registration;
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse(
            'pledges_what_was_registered_is_kept', format('registration %s', old.id));
    end if;
    if old.state = 'withdrawn' and new.state <> 'withdrawn' then
        perform campaigns_refuse(
            'pledges_a_withdrawal_is_not_undone', format('registration %s', old.id));
    end if;
    if old.state = 'approved' and new.state not in ('approved', 'withdrawn', 'joined') then
        perform campaigns_refuse(
            'pledges_an_approval_is_not_undone', format('registration %s', old.id));
    end if;
    if new.joined_into_id is not null
       and new.joined_into_id is distinct from old.joined_into_id then
        select * into kept from pledges_registration where id = new.joined_into_id for share;
        if kept.id = new.id or kept.campaign_id <> new.campaign_id
           or kept.state in ('joined', 'withdrawn') then
            perform campaigns_refuse(
                'pledges_a_double_joins_a_living_one_of_its_campaign',
                format('registration %s', old.id));
        end if;
    end if;
    return new;
end
$$;
create or replace trigger pledges_registration_is_checked
    before update or delete on pledges_registration
    for each row execute function pledges_check_registration();

-- What a head did is told once; it may be taken back with a reason, nothing else.
create or replace function pledges_check_duty() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.taken_back_at is not null
       or to_jsonb(new) - array['taken_back_at', 'taken_back_because']
          <> to_jsonb(old) - array['taken_back_at', 'taken_back_because'] then
        perform campaigns_refuse('pledges_what_a_head_did_is_kept', format('duty %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger pledges_duty_is_checked
    before update or delete on pledges_duty
    for each row execute function pledges_check_duty();
