-- What a part of an indicator may never be, whoever writes: a whole itself (so there is no
-- circle and no crossing of breakdowns), the part of another whole than at first, counted
-- otherwise than its whole, or the part of something that does not add up.
create or replace function indicators_part_is_guarded()
returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(7005);
    if exists (select from indicators_indicatorpart other
               where other.whole_id = new.part_id or other.part_id = new.whole_id) then
        raise exception 'a part was to have parts of its own'
            using errcode = 'check_violation', table = 'indicators_indicatorpart',
                constraint = 'indicators_a_part_has_no_parts';
    end if;
    if exists (select from indicators_indicatorpart other
               where other.part_id = new.part_id and other.id <> new.id
                 and (other.whole_id, other.category_id)
                     is distinct from (new.whole_id, new.category_id)) then
        raise exception 'a part was to change its whole or its category'
            using errcode = 'check_violation', table = 'indicators_indicatorpart',
                constraint = 'indicators_a_part_stays_with_its_whole';
    end if;
    return new;
end
$$;

create or replace trigger indicators_a_part_is_guarded
    before insert or update on indicators_indicatorpart
    for each row execute function indicators_part_is_guarded();

-- At the end of the transaction, so that a whole and its parts may change in one act.
create or replace function indicators_parts_are_alike()
returns trigger language plpgsql as $$
declare
    touched bigint;
    fault text;
begin
    if tg_table_name = 'indicators_indicatorpart' then
        touched := new.part_id;
    else
        touched := new.indicator_id;
    end if;
    select case when whole.across <> 'sum' or whole.nature not in ('flow', 'stock')
                then 'indicators_only_what_adds_up_is_parted'
                else 'indicators_a_part_is_counted_like_its_whole' end
    into fault
    from indicators_indicatorpart kin
    join indicators_indicatorversion whole
        on whole.indicator_id = kin.whole_id and whole.during && kin.during
    left join indicators_indicatorversion part
        on part.indicator_id = kin.part_id and part.during && kin.during
       and not isempty(part.during * whole.during * kin.during)
    where (kin.whole_id = touched or kin.part_id = touched)
      and (whole.across <> 'sum' or whole.nature not in ('flow', 'stock')
           or part.id is not null
              and (part.measure, part.nature, part.across, part.over_time, part.decimals)
                  is distinct from
                  (whole.measure, whole.nature, whole.across, whole.over_time,
                   whole.decimals))
    limit 1;
    if fault is not null then
        raise exception 'a part was to be counted otherwise than its whole'
            using errcode = 'check_violation', table = tg_table_name, constraint = fault;
    end if;
    return null;
end
$$;

drop trigger if exists indicators_a_part_is_like_its_whole on indicators_indicatorpart;
create constraint trigger indicators_a_part_is_like_its_whole
    after insert or update on indicators_indicatorpart
    deferrable initially deferred
    for each row execute function indicators_parts_are_alike();
drop trigger if exists indicators_a_whole_is_like_its_parts on indicators_indicatorversion;
create constraint trigger indicators_a_whole_is_like_its_parts
    after insert or update on indicators_indicatorversion
    deferrable initially deferred
    for each row execute function indicators_parts_are_alike();
