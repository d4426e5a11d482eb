-- What no figure may suffer, whoever writes: a change after it was accepted (a later act
-- of reopening will say so with `set local thidua.reopening`), a change in a closed
-- period, and history that is rewritten.

create or replace function indicators_figure_is_guarded()
returns trigger language plpgsql as $$
declare
    locked boolean;
    touched smallint[];
begin
    if tg_op = 'INSERT' then
        touched := (select array_agg(distinct period_id) from new_rows);
        locked := false;
        if touched is null then
            return null;
        end if;
    elsif tg_op = 'DELETE' then
        touched := (select array_agg(distinct period_id) from old_rows);
        locked := exists (select from old_rows where state = 'accepted');
    else
        touched := (select array_agg(distinct period_id) from old_rows);
        if touched is null then
            return null;
        end if;
        locked := exists (
            select from old_rows gone join new_rows fresh using (id)
            where gone.state = 'accepted'
              and (fresh.state, fresh.value, fresh.numerator, fresh.denominator,
                   fresh.weight, fresh.missing_reason, fresh.unit_id,
                   fresh.indicator_id, fresh.period_id)
                  is distinct from
                  (gone.state, gone.value, gone.numerator, gone.denominator,
                   gone.weight, gone.missing_reason, gone.unit_id,
                   gone.indicator_id, gone.period_id)
        );
    end if;
    if locked and coalesce(current_setting('thidua.reopening', true), '') <> 'on' then
        raise exception 'an accepted figure was to be changed'
            using errcode = 'check_violation', table = 'indicators_observation',
                constraint = 'indicators_an_accepted_figure_stays';
    end if;
    if tg_op <> 'DELETE' then
        perform from new_rows fresh
        where not exists (select from indicators_indicator indicator
                          where indicator.id = fresh.indicator_id);
        if found then
            raise exception 'a figure was to say something of no indicator'
                using errcode = 'foreign_key_violation',
                    table = 'indicators_observation',
                    constraint = 'indicators_a_figure_has_its_indicator';
        end if;
    end if;
    if touched is not null then
        perform pg_advisory_xact_lock_shared(7003, number) from unnest(touched) number
        order by number;
        if exists (select from indicators_period
                   where id = any (touched) and closed_at is not null) then
            raise exception 'a figure of a closed period was to be changed'
                using errcode = 'check_violation', table = 'indicators_observation',
                    constraint = 'indicators_a_closed_period_stays';
        end if;
    end if;
    return null;
end
$$;

create or replace trigger indicators_a_figure_is_guarded_insert
    after insert on indicators_observation referencing new table as new_rows
    for each statement execute function indicators_figure_is_guarded();
create or replace trigger indicators_a_figure_is_guarded_update
    after update on indicators_observation
    referencing old table as old_rows new table as new_rows
    for each statement execute function indicators_figure_is_guarded();
create or replace trigger indicators_a_figure_is_guarded_delete
    after delete on indicators_observation referencing old table as old_rows
    for each statement execute function indicators_figure_is_guarded();

-- An indicator stays for ever. So its figures need no foreign key, which looked each of
-- them up alone and locked fifty rows that every report locks at the same time.
create or replace function indicators_indicator_stays()
returns trigger language plpgsql as $$
begin
    raise exception 'an indicator was to be taken away from its figures'
        using errcode = 'foreign_key_violation', table = 'indicators_indicator',
            constraint = 'indicators_an_indicator_stays';
end
$$;

create or replace trigger indicators_an_indicator_stays
    before delete on indicators_indicator
    for each row execute function indicators_indicator_stays();
create or replace trigger indicators_an_indicator_keeps_its_number
    before update of id on indicators_indicator
    for each row when (old.id <> new.id) execute function indicators_indicator_stays();

create or replace trigger indicators_history_is_only_added_to
    before update or delete on indicators_observationchange
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger indicators_history_is_never_emptied
    before truncate on indicators_observationchange
    for each statement execute function kernel_history_is_only_added_to();
