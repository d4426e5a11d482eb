-- Was the number struck out of the decision that ended an exemplar? Then it stands as
-- it stood before. (Worked out at each call: earlier migrations know no endings.)
create or replace function exemplars_ending_is_undone(
    subject exemplars_exemplar, before text
) returns boolean language plpgsql stable as $$
begin
    return exists (
        select from exemplars_ending ending
        where ending.exemplar_id = subject.id and ending.undone_at is not null
          and ending.in_force_on = subject.over_on and ending.was = before
          and ending.document_id = subject.over_document_id);
end
$$;

-- An exemplar is kept; what is over stays over, unless its decision lost its number; the day and the rule of its praise, by
-- which others are judged, stay as they were.
create or replace function exemplars_check_exemplar() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('exemplars_an_exemplar_is_kept',
            format('exemplar %s', old.id));
    end if;
    if old.state in ('withdrawn', 'retired', 'revoked') and new.state <> old.state
       and not exemplars_ending_is_undone(old, new.state) then
        perform campaigns_refuse('exemplars_what_is_over_stays',
            format('exemplar %s', old.id));
    end if;
    if old.praised_on is not null
       and (new.praised_on is distinct from old.praised_on
            or new.rule_id is distinct from old.rule_id) then
        perform campaigns_refuse('exemplars_the_day_of_the_praise_stays',
            format('exemplar %s', old.id));
    end if;
    if new.campaign_id <> old.campaign_id then
        perform campaigns_refuse('exemplars_an_exemplar_stays_in_its_campaign',
            format('exemplar %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_exemplar_is_checked
    before update or delete on exemplars_exemplar
    for each row execute function exemplars_check_exemplar();

-- What is measured stays once values were frozen: the bar never moves.
create or replace function exemplars_check_figure() returns trigger language plpgsql as $$
declare
    praised date;
begin
    select praised_on into praised from exemplars_exemplar
        where id = case tg_op when 'INSERT' then new.exemplar_id else old.exemplar_id end
        for share;
    if praised is not null then
        perform campaigns_refuse('exemplars_what_was_frozen_stays',
            format('exemplar figure %s', coalesce(old.id, new.id)));
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger exemplars_figure_is_checked
    before insert or update or delete on exemplars_exemplarfigure
    for each row execute function exemplars_check_figure();

-- More than half of those who were there choose, and nobody who is on hold is chosen.
create or replace function exemplars_check_choice() returns trigger language plpgsql as $$
declare
    held exemplars_meeting;
    subject exemplars_exemplar;
begin
    select * into held from exemplars_meeting where id = new.meeting_id;
    select * into subject from exemplars_exemplar where id = new.exemplar_id;
    if new.number <> held.version or held.closed_at is not null then
        perform campaigns_refuse('exemplars_hands_are_counted_by_the_minutes_that_stand',
            format('meeting %s', held.id));
    end if;
    if new.hands > held.present then
        perform campaigns_refuse('exemplars_no_more_hands_than_people',
            format('meeting %s', held.id));
    end if;
    if new.is_chosen and new.hands * 2 <= held.present then
        perform campaigns_refuse('exemplars_more_than_half_choose',
            format('meeting %s', held.id));
    end if;
    if subject.campaign_id <> held.campaign_id then
        perform campaigns_refuse('exemplars_a_meeting_counts_for_its_campaign',
            format('meeting %s', held.id));
    end if;
    if new.is_chosen and exists (
        select from exemplars_hold hold
        where hold.opened_on <= held.held_on
          and (hold.closed_on is null or hold.closed_on > held.held_on)
          and (hold.exemplar_id = subject.id or hold.person_id = subject.person_id
               or hold.unit_id = subject.unit_id)
    ) then
        perform campaigns_refuse('exemplars_nobody_on_hold_is_chosen',
            format('exemplar %s', subject.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_choice_is_checked
    before insert on exemplars_choice
    for each row execute function exemplars_check_choice();

-- Panels are kept; only the paper drawn up of them is added.
create or replace function exemplars_check_minutes() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or to_jsonb(new) - 'document_id' <> to_jsonb(old) - 'document_id'
       or to_jsonb(old) ->> 'document_id' is not null then
        perform campaigns_refuse('exemplars_minutes_are_kept', format('minutes %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_panel_is_checked
    before update or delete on exemplars_panel
    for each row execute function exemplars_check_minutes();

-- The minutes of a vote are written anew only while the head has not acted on them, and
-- only once their former self was written down; closed once, they stay.
create or replace function exemplars_check_meeting() returns trigger language plpgsql as $$
declare
    kept constant text[] := array['document_id', 'closed_at', 'closed_by'];
    words constant text[] := kept || array['version', 'held_on', 'led_by', 'present',
        'minutes', 'recorded_at', 'recorded_by'];
begin
    if tg_op = 'DELETE' or to_jsonb(new) - words <> to_jsonb(old) - words
       or old.closed_at is not null and (new.closed_at is distinct from old.closed_at
                                         or new.closed_by <> old.closed_by) then
        perform campaigns_refuse('exemplars_minutes_are_kept', format('minutes %s', old.id));
    end if;
    if new.version = old.version then
        if to_jsonb(new) - kept <> to_jsonb(old) - kept
           or old.document_id is not null
              and new.document_id is distinct from old.document_id then
            perform campaigns_refuse('exemplars_minutes_are_kept',
                format('minutes %s', old.id));
        end if;
        return new;
    end if;
    if old.closed_at is not null or new.closed_at is not null or exists (
        select from exemplars_choice counted
        join exemplars_praise praise on praise.exemplar_id = counted.exemplar_id
        where counted.meeting_id = old.id and counted.number = old.version
          and counted.is_chosen) then
        perform campaigns_refuse('exemplars_minutes_stay_once_the_head_acted',
            format('minutes %s', old.id));
    end if;
    if new.version <> old.version + 1 or not exists (
        select from exemplars_meetingbefore was
        where was.meeting_id = old.id and was.number = old.version
          and was.held_on = old.held_on and was.led_by = old.led_by
          and was.present = old.present and was.minutes = old.minutes
          and was.document_id is not distinct from old.document_id
          and was.recorded_at = old.recorded_at and was.recorded_by = old.recorded_by
    ) then
        perform campaigns_refuse('exemplars_earlier_minutes_are_kept',
            format('minutes %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_meeting_is_checked
    before update or delete on exemplars_meeting
    for each row execute function exemplars_check_meeting();

-- A hold is closed once, and stays.
create or replace function exemplars_check_hold() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.closed_on is not null
       or to_jsonb(new) - array['closed_on', 'closed_by_paper', 'closed_file_id']
           <> to_jsonb(old) - array['closed_on', 'closed_by_paper', 'closed_file_id'] then
        perform campaigns_refuse('exemplars_a_hold_is_closed_once', format('hold %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_hold_is_checked
    before update or delete on exemplars_hold
    for each row execute function exemplars_check_hold();

-- A recognition says what its panel said of that learner; it is withdrawn once.
create or replace function exemplars_check_recognition() returns trigger language plpgsql as $$
declare
    said exemplars_panelverdict;
begin
    if tg_op = 'INSERT' then
        select * into said from exemplars_panelverdict where id = new.verdict_id;
        if said.learning_id <> new.learning_id or said.said <> new.outcome then
            perform campaigns_refuse('exemplars_a_recognition_says_what_the_panel_said',
                format('verdict %s', said.id));
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' or old.withdrawn_on is not null
       or old.document_id is not null and new.document_id is distinct from old.document_id
       or to_jsonb(new) - array['document_id', 'withdrawn_on', 'withdrawn_because']
           <> to_jsonb(old) - array['document_id', 'withdrawn_on', 'withdrawn_because'] then
        perform campaigns_refuse('exemplars_a_recognition_is_kept',
            format('recognition %s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_recognition_is_checked
    before insert or update or delete on exemplars_recognition
    for each row execute function exemplars_check_recognition();

-- Nobody learns from itself, and learning never runs in a circle: who grew out of an
-- exemplar by surpassing it is not its teacher.
create or replace function exemplars_check_learning() returns trigger language plpgsql as $$
declare
    teacher exemplars_exemplar;
begin
    if tg_op = 'DELETE' then
        perform campaigns_refuse('exemplars_a_learner_is_kept', format('learner %s', old.id));
    end if;
    if tg_op = 'UPDATE' and new.exemplar_id <> old.exemplar_id then
        perform campaigns_refuse('exemplars_a_learner_keeps_its_exemplar',
            format('learner %s', old.id));
    end if;
    select * into teacher from exemplars_exemplar where id = new.exemplar_id;
    if teacher.unit_id = new.unit_id or teacher.person_id = new.person_id then
        perform campaigns_refuse('exemplars_nobody_learns_from_itself',
            format('exemplar %s', teacher.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_learning_is_checked
    before insert or update or delete on exemplars_learning
    for each row execute function exemplars_check_learning();
