-- Who reports for a unit, and who receives, when a reform abolished one of them. A unit
-- that stands reports itself to whom its duty names. For one that is gone its successor
-- reports what its last periods still owe, else the office above; its receiver, when gone
-- too, is followed likewise. The figures stay those of the old unit.

-- The office at which a unit sits in a form's affairs: the form's issuer (or whoever took
-- its place) where that is an office of the unit, else the unit itself.
create or replace function indicators_office(of_form bigint, at_unit bigint, on_day date)
returns bigint language sql stable as $$
    select case when exists (
            select from organisations_lineage line
            where line.ancestor_id = at_unit and line.unit_id = issuer.id
              and line.during @> on_day
        ) then issuer.id else at_unit end
    from (select organisations_answering(owner_id, on_day) as id
          from indicators_form where id = of_form) issuer
$$;

create or replace function indicators_instead(
    of_form bigint, of_unit bigint, on_day date
)
returns bigint language plpgsql stable as $$
declare
    answering bigint := organisations_answering(of_unit, on_day);
begin
    if answering = of_unit or exists (
        select from organisations_heirs(array[of_unit], on_day) heir
        where heir.heir_id = answering
    ) then
        return answering;
    end if;
    return indicators_office(of_form, answering, on_day);
end
$$;

-- Who reports a form for a unit on a day.
create or replace function indicators_reporter(of_form bigint, of_unit bigint, on_day date)
returns bigint language sql stable as $$
    select case when organisations_is_gone(of_unit, on_day)
        then indicators_instead(of_form, of_unit, on_day) else of_unit end
$$;

-- Who receives what is reported for a unit to a receiver, on a day.
create or replace function indicators_receiver(
    of_form bigint, of_unit bigint, its_receiver bigint, on_day date
)
returns bigint language plpgsql stable as $$
declare
    reporter bigint;
    found bigint := its_receiver;
    is_gone boolean := organisations_is_gone(its_receiver, on_day);
begin
    if not is_gone and not organisations_is_gone(of_unit, on_day) then
        return its_receiver;
    end if;
    reporter := indicators_reporter(of_form, of_unit, on_day);
    if is_gone then
        select duty.receiver_id into found
        from indicators_reportduty duty
        where duty.form_id = of_form and duty.unit_id = reporter
          and duty.during @> on_day and not organisations_is_gone(duty.receiver_id, on_day);
        found := coalesce(found, indicators_instead(of_form, its_receiver, on_day));
    end if;
    if found <> reporter then
        return found;
    end if;
    -- Who would report to itself reports to the next above; the issuer gathers itself.
    if reporter = (select organisations_answering(owner_id, on_day)
                   from indicators_form where id = of_form) then
        return reporter;
    end if;
    select place.parent_id into found
    from organisations_placement place
    join indicators_form form on form.id = of_form
    where place.unit_id = reporter and place.during @> on_day
    order by place.tree_id = form.tree_id desc, place.tree_id limit 1;
    return coalesce(indicators_office(of_form, found, on_day), reporter);
end
$$;

-- Has any unit been abolished by a day? Until then nobody reports for anybody else.
create or replace function indicators_is_reformed(on_day date)
returns boolean language sql stable as $$
    select exists (select from organisations_reorganisation
        where effective_on <= on_day and kind in ('merger', 'split', 'closing'))
$$;

-- The forms and units for which a unit reports on a day, besides itself.
create or replace function indicators_reported_for(for_unit bigint, on_day date)
returns table (form_id bigint, unit_id bigint)
language plpgsql stable rows 10
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    if not indicators_is_reformed(on_day) then
        return;
    end if;
    return query
    with recursive ours as materialized (
        select past.unit_id from organisations_before(for_unit) past
    ), childless (unit_id) as (  -- nobody succeeded them; they stood below us
        select place.unit_id from organisations_placement place
        where place.parent_id in (select unit_id from ours)
          and upper(place.during) <= on_day
          and not exists (select from organisations_succession act
              where act.predecessor_id = place.unit_id)
        union
        select place.unit_id from childless
        join organisations_placement place on place.parent_id = childless.unit_id
        where upper(place.during) <= on_day
          and not exists (select from organisations_succession act
              where act.predecessor_id = place.unit_id)
    ), maybe (form_id, unit_id) as (
        select duty.form_id, duty.unit_id from indicators_reportduty duty
        where duty.unit_id in (
            select unit_id from ours union select unit_id from childless)
        union
        -- What the office above reports falls to the issuer where that is its office.
        select duty.form_id, duty.unit_id
        from indicators_form form
        join indicators_reportduty duty on duty.form_id = form.id
        where form.owner_id in (select unit_id from ours)
          and not exists (select from organisations_succession act
              where act.predecessor_id = duty.unit_id)
    )
    select maybe.form_id, maybe.unit_id from maybe
    where maybe.unit_id <> for_unit and organisations_is_gone(maybe.unit_id, on_day)
      and indicators_instead(maybe.form_id, maybe.unit_id, on_day) = for_unit;
end
$$;

-- The reports that were sent to a receiver now gone and wait for this unit instead.
create or replace function indicators_received_instead(for_unit bigint, on_day date)
returns table (report_id bigint)
language plpgsql stable rows 10
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    if not indicators_is_reformed(on_day) then
        return;
    end if;
    return query
    with gone as materialized (
        select receiver_id from (
            select distinct receiver_id from indicators_report where state = 'submitted'
        ) waiting
        where receiver_id <> for_unit and organisations_is_gone(receiver_id, on_day)
    )
    select report.id from indicators_report report
    where report.state = 'submitted' and report.receiver_id in (select receiver_id from gone)
      and indicators_receiver(
          report.form_id, report.unit_id, report.receiver_id, on_day) = for_unit;
end
$$;
