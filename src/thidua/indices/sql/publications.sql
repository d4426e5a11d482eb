-- What was published is never rewritten: a correction is another edition.
create or replace function indices_refuse(sentence text, detail text)
returns void language plpgsql as $$
begin
    raise exception '%: %', sentence, detail
        using errcode = 'check_violation', constraint = sentence;
end
$$;

create or replace trigger indices_results_are_never_rewritten
    before update or delete on indices_result
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger indices_results_are_never_emptied
    before truncate on indices_result
    for each statement execute function kernel_history_is_only_added_to();
create or replace trigger indices_scores_are_never_rewritten
    before update or delete on indices_componentscore
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger indices_scores_are_never_emptied
    before truncate on indices_componentscore
    for each statement execute function kernel_history_is_only_added_to();

-- Of a publication only its standing moves, once, with a reason.
create or replace function indices_check_publication() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform indices_refuse('indices_a_publication_is_kept', format('%s', old.id));
    end if;
    if old.state <> 'standing'
        or (to_jsonb(new) - 'state' - 'because') is distinct from
           (to_jsonb(old) - 'state' - 'because')
    then
        perform indices_refuse(
            'indices_only_the_standing_of_a_publication_changes', format('%s', old.id));
    end if;
    return new;
end
$$;
create or replace trigger indices_publication_is_checked
    before update or delete on indices_publication
    for each row execute function indices_check_publication();

-- A year is published under the make-up that holds in it, of the same index.
create or replace function indices_check_year() returns trigger language plpgsql as $$
begin
    if not exists (
        select from indices_makeup
        where id = new.make_up_id and index_id = new.index_id
          and new.year between from_year and coalesce(to_year, new.year)
    ) then
        perform indices_refuse(
            'indices_a_year_is_published_under_its_make_up', format('%s', new.year));
    end if;
    return new;
end
$$;
create or replace trigger indices_year_is_checked
    before insert on indices_publication
    for each row execute function indices_check_year();

-- Scores lie on the scale, ranks among those ranked; nothing joins an old edition.
create or replace function indices_check_results() returns trigger language plpgsql as $$
declare
    wrong record;
begin
    select added.unit_id, added.score, added.rank, publication.ranked, publication.state,
           make_up.least, make_up.most
    into wrong
    from added
    join indices_publication publication on publication.id = added.publication_id
    join indices_makeup make_up on make_up.id = publication.make_up_id
    where publication.state <> 'standing'
       or added.score not between make_up.least and make_up.most
       or added.rank > publication.ranked
       or (added.rank is not null and publication.ranked is null)
    limit 1;
    if not found then
        return null;
    end if;
    if wrong.state <> 'standing' then
        perform indices_refuse(
            'indices_nothing_joins_what_no_longer_stands', format('unit %s', wrong.unit_id));
    elsif wrong.score not between wrong.least and wrong.most then
        perform indices_refuse(
            'indices_a_score_lies_on_the_scale',
            format('%s is not %s to %s', wrong.score, wrong.least, wrong.most));
    end if;
    perform indices_refuse(
        'indices_a_rank_is_one_of_those_ranked', format('%s of %s', wrong.rank, wrong.ranked));
    return null;
end
$$;
create or replace trigger indices_results_are_checked
    after insert on indices_result
    referencing new table as added
    for each statement execute function indices_check_results();

-- A component belongs to the make-up of the year, and is not above its own top.
create or replace function indices_check_scores() returns trigger language plpgsql as $$
declare
    wrong record;
begin
    select component.code, added.score into wrong
    from added
    join indices_component component on component.id = added.component_id
    join indices_result result on result.id = added.result_id
    join indices_publication publication on publication.id = result.publication_id
    where component.make_up_id <> publication.make_up_id
       or added.score < 0 or added.score > component.most
    limit 1;
    if found then
        perform indices_refuse(
            'indices_a_component_is_scored_under_its_make_up',
            format('%s: %s', wrong.code, wrong.score));
    end if;
    return null;
end
$$;
create or replace trigger indices_scores_are_checked
    after insert on indices_componentscore
    referencing new table as added
    for each statement execute function indices_check_scores();

-- Of what a year was made stays as it was once the year is published.
create or replace function indices_keep_make_up() returns trigger language plpgsql as $$
begin
    if exists (select from indices_publication where make_up_id = old.make_up_id) then
        perform indices_refuse(
            'indices_the_make_up_of_a_published_year_stays', old.code);
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger indices_component_is_kept
    before update or delete on indices_component
    for each row execute function indices_keep_make_up();
