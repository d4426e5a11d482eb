-- A speaker is kept; whose experience it is stays.
create or replace function speakers_check_speaker() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('speakers_a_speaker_is_kept', format('speaker %s', old.id));
    end if;
    if new.exemplar_id is distinct from old.exemplar_id then
        perform campaigns_refuse('speakers_a_speaker_keeps_the_exemplar',
            format('speaker %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger speakers_speaker_is_checked
    before update or delete on speakers_speaker
    for each row execute function speakers_check_speaker();

-- An invitation is kept; what is over stays over; the day of an accepted one stays.
create or replace function speakers_check_invitation() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if not exists (select from speakers_topic topic
                where topic.id = new.topic_id and topic.speaker_id = new.speaker_id) then
            perform campaigns_refuse('speakers_one_is_asked_for_a_topic_of_their_own',
                format('topic %s', new.topic_id));
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' or (new.speaker_id, new.unit_id) <> (old.speaker_id, old.unit_id) then
        perform campaigns_refuse('speakers_an_invitation_is_kept',
            format('invitation %s', old.id));
    end if;
    if old.state in ('declined', 'called_off', 'held', 'not_held')
       and new.state <> old.state then
        perform campaigns_refuse('speakers_what_is_over_stays', format('invitation %s', old.id));
    end if;
    if old.state in ('accepted', 'held', 'not_held') and new.day <> old.day then
        perform campaigns_refuse('speakers_a_promised_day_stays',
            format('invitation %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger speakers_invitation_is_checked
    before insert or update or delete on speakers_invitation
    for each row execute function speakers_check_invitation();

-- A report is of a talk that took place; who began to learn began on its day or later,
-- with the exemplar of which was spoken.
create or replace function speakers_check_report() returns trigger language plpgsql as $$
begin
    if not exists (select from speakers_invitation
            where id = new.invitation_id and state = 'held') then
        perform campaigns_refuse('speakers_a_report_is_of_a_talk_that_took_place',
            format('invitation %s', new.invitation_id));
    end if;
    return new;
end
$$;
create or replace trigger speakers_report_is_checked
    before insert on speakers_talkreport
    for each row execute function speakers_check_report();

create or replace function speakers_check_begun() returns trigger language plpgsql as $$
begin
    if not exists (select from speakers_invitation asked
            join speakers_speaker speaker on speaker.id = asked.speaker_id
            join exemplars_learning learning on learning.id = new.learning_id
             and learning.exemplar_id = speaker.exemplar_id
             and learning.starts_on >= asked.day
            where asked.id = new.invitation_id and asked.state = 'held') then
        perform campaigns_refuse('speakers_learning_begins_after_the_talk',
            format('learning %s', new.learning_id));
    end if;
    return new;
end
$$;
create or replace trigger speakers_begun_is_checked
    before insert on speakers_begunlearning
    for each row execute function speakers_check_begun();

-- What was consented to, said and told is only added to.
do $$
declare
    name text;
begin
    foreach name in array array['speakerconsent', 'invitationturn', 'talkreport',
        'mendedreport', 'begunlearning']
    loop
        -- An earlier migration runs this before a later one has made its table.
        continue when to_regclass('speakers_' || name) is null;
        execute format('create or replace trigger speakers_%1$s_is_only_added_to
            before update or delete on speakers_%1$s
            for each row execute function kernel_history_is_only_added_to()', name);
        execute format('create or replace trigger speakers_%1$s_is_not_emptied
            before truncate on speakers_%1$s
            for each statement execute function kernel_history_is_only_added_to()', name);
    end loop;
end
$$;
