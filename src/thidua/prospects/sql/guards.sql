-- What somebody told, and what an office did about it, is kept; an answer is not undone.
create or replace function prospects_check_tip() returns trigger language plpgsql as $$
declare
    kept prospects_tip;
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('prospects_what_was_told_is_kept', format('tip %s', old.id));
    end if;
    if old.state in ('answered', 'taken_up') and new.state <> old.state then
        perform campaigns_refuse('prospects_an_answer_is_not_undone', format('tip %s', old.id));
    end if;
    if (new.told_by, new.told_at, new.teller_id)
       is distinct from (old.told_by, old.told_at, old.teller_id) then
        perform campaigns_refuse('prospects_what_was_told_is_kept', format('tip %s', old.id));
    end if;
    if (new.kind, new.name, new.what, new.where_id, new.place,
        new.campaign_id, new.node_key, new.picture_id)
       is distinct from (old.kind, old.name, old.what, old.where_id, old.place,
        old.campaign_id, old.node_key, old.picture_id) then
        -- Corrected only before the answer, and once what it said stands beside it.
        if old.state not in ('sent', 'opened') or not exists (
            select from prospects_tipbefore before
            where before.tip_id = old.id and before.number = old.version
              and (before.kind, before.name, before.what, before.where_id, before.place,
                   before.campaign_id, before.node_key, before.picture_id)
                  is not distinct from (old.kind, old.name, old.what, old.where_id,
                   old.place, old.campaign_id, old.node_key, old.picture_id)) then
            perform campaigns_refuse(
                'prospects_what_was_told_is_kept', format('tip %s', old.id));
        end if;
    end if;
    if new.joined_into_id is not null
       and new.joined_into_id is distinct from old.joined_into_id then
        select * into kept from prospects_tip where id = new.joined_into_id for share;
        if kept.id = new.id or kept.state = 'joined' then
            perform campaigns_refuse(
                'prospects_a_double_joins_a_tip_that_stands', format('tip %s', old.id));
        end if;
    end if;
    return new;
end
$$;
create or replace trigger prospects_tip_is_checked
    before update or delete on prospects_tip
    for each row execute function prospects_check_tip();

create or replace function prospects_check_prospect() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('prospects_a_prospect_is_kept', format('prospect %s', old.id));
    end if;
    if old.state = 'closed' then
        perform campaigns_refuse(
            'prospects_what_is_closed_stays_closed', format('prospect %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger prospects_prospect_is_checked
    before update or delete on prospects_prospect
    for each row execute function prospects_check_prospect();

create or replace function prospects_check_measure() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('done', 'dropped') then
        perform campaigns_refuse(
            'prospects_a_measure_that_is_over_is_kept', format('measure %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger prospects_measure_is_checked
    before update or delete on prospects_supportmeasure
    for each row execute function prospects_check_measure();

create or replace function prospects_check_invitation() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.answer <> '' then
        perform campaigns_refuse(
            'prospects_an_answered_invitation_is_kept', format('invitation %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger prospects_invitation_is_checked
    before update or delete on prospects_prospectinvitation
    for each row execute function prospects_check_invitation();

-- What a search found is what it found: only whether it still stands may be said later.
create or replace function prospects_check_hit() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or to_jsonb(new) - 'stands' <> to_jsonb(old) - 'stands' then
        perform campaigns_refuse(
            'prospects_what_a_search_found_is_kept', format('hit %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger prospects_hit_is_checked
    before update or delete on prospects_discoveryhit
    for each row execute function prospects_check_hit();

create or replace function prospects_check_kept() returns trigger language plpgsql as $$
begin
    perform campaigns_refuse(
        'prospects_what_was_said_is_kept', format('%s %s', tg_table_name, old.id));
    return null;
end
$$;
create or replace trigger prospects_run_is_kept
    before update or delete on prospects_discoveryrun
    for each row execute function prospects_check_kept();
create or replace trigger prospects_dismissal_is_kept
    before update or delete on prospects_hitdismissal
    for each row execute function prospects_check_kept();
