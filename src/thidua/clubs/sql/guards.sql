-- A club is kept; what was dissolved stays dissolved; the decision that founded it stays.
create or replace function clubs_check_club() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('clubs_a_club_is_kept', format('club %s', old.id));
    end if;
    if old.state = 'dissolved' and new.state <> old.state then
        perform campaigns_refuse('clubs_what_is_dissolved_stays', format('club %s', old.id));
    end if;
    if (new.founded_on, new.founded_paper) is distinct from (old.founded_on, old.founded_paper)
       or old.founding_id is not null and new.founding_id is distinct from old.founding_id
       or new.home_id <> old.home_id then
        perform campaigns_refuse('clubs_how_it_was_founded_stays', format('club %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger clubs_club_is_checked
    before update or delete on clubs_club
    for each row execute function clubs_check_club();

-- While a club is active it has a chair: looked at when everything is written.
create or replace function clubs_check_chair() returns trigger language plpgsql as $$
begin
    if exists (select from clubs_club where id = new.club_id and state = 'active')
       and not exists (select from clubs_boardterm
                       where club_id = new.club_id and role = 'chair' and ends_on is null) then
        perform campaigns_refuse(
            'clubs_an_active_club_has_a_chair', format('club %s', new.club_id));
    end if;
    return null;
end
$$;
create or replace function clubs_check_chair_of_club() returns trigger language plpgsql as $$
begin
    if exists (select from clubs_club where id = new.id and state = 'active')
       and not exists (select from clubs_boardterm
                       where club_id = new.id and role = 'chair' and ends_on is null) then
        perform campaigns_refuse(
            'clubs_an_active_club_has_a_chair', format('club %s', new.id));
    end if;
    return null;
end
$$;
drop trigger if exists clubs_active_club_has_a_chair on clubs_club;
create constraint trigger clubs_active_club_has_a_chair
    after insert or update on clubs_club deferrable initially deferred
    for each row execute function clubs_check_chair_of_club();
drop trigger if exists clubs_term_leaves_a_chair on clubs_boardterm;
create constraint trigger clubs_term_leaves_a_chair
    after update on clubs_boardterm deferrable initially deferred
    for each row execute function clubs_check_chair();

-- Who belonged from when to when is kept: a row ends once, and is never written anew.
create or replace function clubs_check_member() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('clubs_a_member_is_kept', format('member %s', old.id));
    end if;
    if old.state in ('declined', 'left')
       and to_jsonb(new) - array['shows_name', 'consented_on', 'contact', 'version']
           <> to_jsonb(old) - array['shows_name', 'consented_on', 'contact', 'version'] then
        perform campaigns_refuse('clubs_who_left_stays_gone', format('member %s', old.id));
    end if;
    if old.joined_on is not null and new.joined_on is distinct from old.joined_on
       or (new.club_id, new.name, new.kind, new.home_id, new.exemplar_id, new.person_id,
           new.unit_id)
          is distinct from (old.club_id, old.name, old.kind, old.home_id, old.exemplar_id,
           old.person_id, old.unit_id) then
        perform campaigns_refuse(
            'clubs_who_joined_when_is_not_rewritten', format('member %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger clubs_member_is_checked
    before update or delete on clubs_clubmember
    for each row execute function clubs_check_member();

-- On the board are members of that club; a term ends once.
create or replace function clubs_check_term() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if not exists (select from clubs_clubmember
                       where id = new.member_id and club_id = new.club_id
                         and joined_on <= new.starts_on and left_on is null) then
            perform campaigns_refuse(
                'clubs_only_members_are_on_the_board', format('member %s', new.member_id));
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' or old.ends_on is not null
       or to_jsonb(new) - array['ends_on', 'ended_because']
           <> to_jsonb(old) - array['ends_on', 'ended_because'] then
        perform campaigns_refuse('clubs_a_term_ends_once', format('term %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger clubs_term_is_checked
    before insert or update or delete on clubs_boardterm
    for each row execute function clubs_check_term();

-- Minutes that the chair approved are kept as they are; only the paper drawn up of them
-- is added. A meeting is never deleted.
create or replace function clubs_check_meeting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or old.state = 'cancelled'
       or old.state = 'approved'
          and (to_jsonb(new) - 'document_id' <> to_jsonb(old) - 'document_id'
               or old.document_id is not null) then
        perform campaigns_refuse('clubs_approved_minutes_are_kept',
            format('meeting %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger clubs_meeting_is_checked
    before update or delete on clubs_clubmeeting
    for each row execute function clubs_check_meeting();

-- So is what hangs on them: the agenda, who came, what was taken home.
create or replace function clubs_check_of_meeting() returns trigger language plpgsql as $$
declare
    number bigint;
begin
    number := case tg_op when 'INSERT' then new.meeting_id else old.meeting_id end;
    if exists (select from clubs_clubmeeting where id = number and state = 'approved') then
        if tg_op = 'UPDATE' and tg_table_name = 'clubs_takenhome'
           and to_jsonb(old) ->> 'visit_id' is null
           and to_jsonb(new) - 'visit_id' = to_jsonb(old) - 'visit_id' then
            return new;
        end if;
        perform campaigns_refuse('clubs_approved_minutes_are_kept',
            format('meeting %s', number));
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger clubs_item_is_checked
    before insert or update or delete on clubs_agendaitem
    for each row execute function clubs_check_of_meeting();
create or replace trigger clubs_invitee_is_checked
    before insert or update or delete on clubs_invitee
    for each row execute function clubs_check_of_meeting();
create or replace trigger clubs_taken_home_is_checked
    before insert or update or delete on clubs_takenhome
    for each row execute function clubs_check_of_meeting();

-- Calls to choose are only added.
create or replace trigger clubs_call_is_only_added_to
    before update or delete on clubs_emulationcall
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger clubs_call_is_not_emptied
    before truncate on clubs_emulationcall
    for each statement execute function kernel_history_is_only_added_to();
