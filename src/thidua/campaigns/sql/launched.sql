-- What was launched stays: the campaign, its audiences, its documents, who took part.
create or replace function campaigns_refuse(sentence text, detail text)
returns void language plpgsql as $$
begin
    raise exception '%: %', sentence, detail
        using errcode = 'check_violation', constraint = sentence;
end
$$;

create or replace function campaigns_check_campaign() returns trigger language plpgsql as $$
begin
    if old.state = 'draft' then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op = 'DELETE' then
        perform campaigns_refuse('campaigns_a_launched_campaign_stays', old.name);
    end if;
    if new.state = 'draft' or new.launched_at is distinct from old.launched_at then
        perform campaigns_refuse('campaigns_a_launch_is_not_undone', old.name);
    end if;
    if old.state = 'closed' and new.state <> 'closed' then
        perform campaigns_refuse('campaigns_a_closed_campaign_stays_closed', old.name);
    end if;
    return new;
end
$$;
create or replace trigger campaigns_campaign_is_checked
    before update or delete on campaigns_campaign
    for each row execute function campaigns_check_campaign();

-- Audiences and launch documents of a launched campaign are not deleted.
create or replace function campaigns_keep_what_launched() returns trigger language plpgsql as $$
begin
    if exists (
        select from campaigns_campaign where id = old.campaign_id and state <> 'draft'
    ) then
        perform campaigns_refuse(
            'campaigns_what_was_launched_is_kept', format('%s %s', tg_table_name, old.id));
    end if;
    return old;
end
$$;
create or replace trigger campaigns_audience_is_kept
    before delete on campaigns_audience
    for each row execute function campaigns_keep_what_launched();
create or replace trigger campaigns_document_is_kept
    before delete on campaigns_launchdocument
    for each row when (old.is_launch) execute function campaigns_keep_what_launched();

-- A unit takes part in what has been launched, and leaves with a day, not by vanishing.
create or replace function campaigns_check_member() returns trigger language plpgsql as $$
declare
    standing text;
begin
    select campaign.state into standing
    from campaigns_audience audience
    join campaigns_campaign campaign on campaign.id = audience.campaign_id
    where audience.id = case tg_op when 'DELETE' then old.audience_id else new.audience_id end;
    if tg_op = 'DELETE' then
        if standing <> 'draft' then
            perform campaigns_refuse(
                'campaigns_a_member_leaves_with_a_day', format('member %s', old.id));
        end if;
        return old;
    end if;
    if standing = 'draft' then
        perform campaigns_refuse(
            'campaigns_members_take_part_in_what_is_launched', format('unit %s', new.unit_id));
    end if;
    return new;
end
$$;
create or replace trigger campaigns_member_is_checked
    before insert or delete on campaigns_audiencemember
    for each row execute function campaigns_check_member();
