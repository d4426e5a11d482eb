-- Who answers for a unit on a day. A unit is gone when it stood in some tree and stands
-- in none any more; what never had a place is no unit of a tree and is never gone.
create or replace function organisations_is_gone(of_unit bigint, on_day date)
returns boolean language sql stable parallel safe as $$
    select exists (select from organisations_placement
            where unit_id = of_unit and upper(during) <= on_day)
        and not exists (select from organisations_placement
            where unit_id = of_unit and (upper(during) is null or upper(during) > on_day))
$$;

-- Who stands in the place of units on a day, through however many acts: wholly, or as
-- the main one all the way, and the decision of the last act. The best comes first.
create or replace function organisations_heirs(of_units bigint[], on_day date)
returns table (unit_id bigint, heir_id bigint, is_whole boolean, is_main boolean,
    decision text)
language sql stable rows 5 as $$
    with recursive line (unit_id, heir_id, is_whole, is_main, act_id, pk, step) as (
        select origin, origin, true, true, null::bigint, null::bigint, 0
        from unnest(of_units) origin
        union all
        select line.unit_id, next.successor_id, line.is_whole and next.kind = 'whole',
            line.is_main and next.is_main, next.act_id, next.id, line.step + 1
        from line
        join organisations_succession next on next.predecessor_id = line.heir_id
        join organisations_reorganisation act
          on act.id = next.act_id and act.effective_on <= on_day
        where line.step < 20
          and (line.step = 0 or not exists (select from organisations_placement place
                where place.unit_id = line.heir_id and place.during @> on_day))
    ), found as (
        select distinct on (line.unit_id, line.heir_id) line.*
        from line
        where line.step > 0 and exists (select from organisations_placement place
            where place.unit_id = line.heir_id and place.during @> on_day)
        order by line.unit_id, line.heir_id, line.is_whole desc, line.is_main desc,
            line.step, line.pk
    )
    select found.unit_id, found.heir_id, found.is_whole, found.is_main,
        act.decision::text
    from found join organisations_reorganisation act on act.id = found.act_id
    order by found.unit_id, found.is_whole desc, found.is_main desc, found.step, found.pk
$$;

-- Who answers for a unit on a day: itself while it stands; then who succeeded it wholly,
-- else its main successor; without any, whoever answers for the unit last above it.
create or replace function organisations_answering(of_unit bigint, on_day date)
returns bigint language plpgsql stable as $$
declare
    found bigint;
begin
    if not organisations_is_gone(of_unit, on_day) then
        return of_unit;
    end if;
    select heir.heir_id into found
    from organisations_heirs(array[of_unit], on_day) heir limit 1;
    if found is not null then
        return found;
    end if;
    select place.parent_id into found
    from organisations_placement place
    join organisations_tree tree on tree.id = place.tree_id
    where place.unit_id = of_unit and place.parent_id is not null
    order by upper(place.during) desc, tree.key = 'state' desc, tree.id limit 1;
    if found is null then
        return of_unit;
    end if;
    return organisations_answering(found, on_day);
end
$$;

-- A unit with all whose place it took, itself or through others.
create or replace function organisations_before(of_unit bigint)
returns table (unit_id bigint) language sql stable rows 4 as $$
    with recursive past (unit_id) as (
        select of_unit
        union
        select act.predecessor_id from past
        join organisations_succession act on act.successor_id = past.unit_id
    )
    select unit_id from past
$$;
