-- No exemplar descends from itself: `grown_from` names a learning, its exemplar may have
-- grown from another one, and this line ends. Two transactions cannot close a circle
-- together: each waits for the other's line. Once written, a line back stays.
create or replace function exemplars_check_descent() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.grown_from_id is not null then
        perform campaigns_refuse('exemplars_a_line_back_stays',
            format('exemplar %s', old.id));
    end if;
    perform pg_advisory_xact_lock(hashtext('exemplars_descent'));
    if exists (
        with recursive up (id) as (
            select learned.exemplar_id from exemplars_learning learned
            where learned.id = new.grown_from_id
            union
            select learned.exemplar_id
            from up
            join exemplars_exemplar one on one.id = up.id
            join exemplars_learning learned on learned.id = one.grown_from_id
        )
        select from up where id = new.id
    ) then
        perform campaigns_refuse('exemplars_nothing_grows_from_itself',
            format('exemplar %s', new.id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_exemplar_grows_in_a_line
    before insert on exemplars_exemplar
    for each row when (new.grown_from_id is not null)
    execute function exemplars_check_descent();
create or replace trigger exemplars_exemplar_stays_in_its_line
    before update of grown_from_id on exemplars_exemplar
    for each row when (new.grown_from_id is distinct from old.grown_from_id)
    execute function exemplars_check_descent();

-- Two may learn from each other, but not the same: on one indicator only one is ahead.
-- Who has caught up or surpassed has nothing left to learn there.
create or replace function exemplars_check_each_other() returns trigger
language plpgsql as $$
declare
    teacher bigint;
begin
    select unit_id into teacher from exemplars_exemplar where id = new.exemplar_id;
    if teacher is null then
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtext('exemplars_each_other'),
        hashtext(format('%s %s', least(teacher, new.unit_id),
                        greatest(teacher, new.unit_id))));
    if exists (
        select from exemplars_learning back
        join exemplars_exemplar own on own.id = back.exemplar_id and own.unit_id = new.unit_id
        join exemplars_exemplarfigure mine on mine.exemplar_id = own.id
        join indicators_indicatorversion known on known.id = mine.version_id
        join exemplars_exemplarfigure theirs on theirs.exemplar_id = new.exemplar_id
        join indicators_indicatorversion asked on asked.id = theirs.version_id
         and asked.indicator_id = known.indicator_id
        where back.unit_id = teacher and back.state in ('learning', 'assessed')
    ) then
        perform campaigns_refuse('exemplars_two_do_not_learn_the_same_of_each_other',
            format('exemplar %s', new.exemplar_id));
    end if;
    return new;
end
$$;
create or replace trigger exemplars_learning_of_each_other_is_checked
    before insert on exemplars_learning
    for each row when (new.unit_id is not null)
    execute function exemplars_check_each_other();
