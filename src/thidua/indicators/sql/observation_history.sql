-- Every change of a figure leaves a row, written here and nowhere else: before, after,
-- who, for which office, why, when. The words come from `set local thidua.…`; a write
-- that does not say who acts is refused. The same statement queues how the unit's own
-- figure changed (see rollup.sql), so that both happen or neither.

create or replace function indicators_figure_is_recorded()
returns trigger language plpgsql as $$
declare
    moment timestamptz := nullif(current_setting('thidua.at', true), '')::timestamptz;
    who text := nullif(current_setting('thidua.actor_name', true), '');
    number bigint := nullif(current_setting('thidua.actor_id', true), '')::bigint;
    desk text := coalesce(current_setting('thidua.office', true), '');
    why text := coalesce(current_setting('thidua.reason', true), '');
begin
    if tg_op <> 'INSERT' then
        perform from old_rows limit 1;
    else
        perform from new_rows limit 1;
    end if;
    if not found then  -- an upsert calls both triggers: one of them has no rows
        return null;
    end if;
    if who is null or moment is null then
        raise exception 'a figure was changed without saying who acts'
            using errcode = 'check_violation', table = 'indicators_observation',
                constraint = 'indicators_a_change_says_who_acts';
    end if;
    if tg_op = 'INSERT' then
        insert into indicators_observationchange (unit_id, indicator_id, period_id,
            before, after, reason, actor_id, actor_name, office, at)
        select fresh.unit_id, fresh.indicator_id, fresh.period_id,
            null, indicators_figure_in_words(fresh), why, number, who, desk, moment
        from new_rows fresh;
    elsif tg_op = 'DELETE' then
        insert into indicators_observationchange (unit_id, indicator_id, period_id,
            before, after, reason, actor_id, actor_name, office, at)
        select gone.unit_id, gone.indicator_id, gone.period_id,
            indicators_figure_in_words(gone), null, why, number, who, desk, moment
        from old_rows gone;
    else
        insert into indicators_observationchange (unit_id, indicator_id, period_id,
            before, after, reason, actor_id, actor_name, office, at)
        select changed.* from (
            select fresh.unit_id, fresh.indicator_id, fresh.period_id,
                indicators_figure_in_words(gone) as before,
                indicators_figure_in_words(fresh) as after,
                why, number, who, desk, moment
            from new_rows fresh join old_rows gone using (id)
        ) changed
        where changed.before <> changed.after;
    end if;
    return null;
end
$$;

-- What a change row keeps of a figure: what stands in it, without what is empty. Nearly
-- every figure is a standing and a value; that case is written straight, for a third of
-- the cost.
create or replace function indicators_figure_in_words(figure indicators_observation)
returns jsonb language sql stable as $$
    select case
        when figure.value is not null and figure.numerator is null
         and figure.denominator is null and figure.weight is null
         and figure.missing_reason = '' and figure.note = ''
         and figure.return_reason = ''
        then jsonb_build_object('state', figure.state, 'value', figure.value)
        else jsonb_strip_nulls(jsonb_build_object(
            'state', figure.state,
            'value', figure.value,
            'numerator', figure.numerator,
            'denominator', figure.denominator,
            'weight', figure.weight,
            'missing_reason', nullif(figure.missing_reason, ''),
            'note', nullif(figure.note, ''),
            'return_reason', nullif(figure.return_reason, '')
        ))
    end
$$;

create or replace trigger indicators_a_new_figure_is_recorded
    after insert on indicators_observation referencing new table as new_rows
    for each statement execute function indicators_figure_is_recorded();
create or replace trigger indicators_a_changed_figure_is_recorded
    after update on indicators_observation
    referencing old table as old_rows new table as new_rows
    for each statement execute function indicators_figure_is_recorded();
create or replace trigger indicators_a_removed_figure_is_recorded
    after delete on indicators_observation referencing old table as old_rows
    for each statement execute function indicators_figure_is_recorded();
