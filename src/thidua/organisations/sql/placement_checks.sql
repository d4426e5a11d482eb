-- What no row of a tree can say alone, checked when the transaction ends, so that an act
-- may change many places in any order:
--   1. going up from a unit one never meets it again on the same days;
--   2. a parent stands in the tree for as long as its child hangs under it.
-- One transaction at a time may finish with a tree: two that are each right could make
-- a circle together.

create or replace function organisations_lock_tree(tree bigint)
returns void language sql as $$
    select pg_advisory_xact_lock(7001, tree::int)
$$;

create or replace function organisations_placement_hangs_right(place bigint)
returns void language plpgsql as $$
declare
    child organisations_placement;
begin
    select * into child from organisations_placement where id = place;
    if not found or child.parent_id is null then
        return;
    end if;
    if not exists (
        select from organisations_placement above
        where above.tree_id = child.tree_id and above.unit_id = child.parent_id
        having range_agg(above.during) @> child.during
    ) then
        raise exception 'unit % hangs under %, which does not stand in tree % throughout %',
            child.unit_id, child.parent_id, child.tree_id, child.during
            using errcode = 'check_violation', table = 'organisations_placement',
                constraint = 'organisations_a_parent_stands_as_long_as_its_child';
    end if;
    if not exists (
        select from organisations_placement below
        where below.tree_id = child.tree_id and below.parent_id = child.unit_id
          and below.during && child.during
    ) then
        return;  -- a leaf closes no circle
    end if;
    if exists (
        with recursive up (unit_id, during) as (
            select child.parent_id, child.during
            union
            select above.parent_id, above.during * up.during
            from up
            join organisations_placement above
              on above.tree_id = child.tree_id
             and above.unit_id = up.unit_id
             and above.during && up.during
            where above.parent_id is not null
        )
        select from up where unit_id = child.unit_id
    ) then
        raise exception 'unit % would hang under itself in tree %',
            child.unit_id, child.tree_id
            using errcode = 'check_violation', table = 'organisations_placement',
                constraint = 'organisations_a_tree_has_no_circle';
    end if;
end
$$;

create or replace function organisations_check_placement()
returns trigger language plpgsql as $$
declare
    below bigint;
begin
    if tg_op <> 'DELETE' then
        perform organisations_lock_tree(new.tree_id);
        perform organisations_placement_hangs_right(new.id);
    end if;
    if tg_op <> 'INSERT' then
        perform organisations_lock_tree(old.tree_id);
        for below in
            select id from organisations_placement
            where tree_id = old.tree_id and parent_id = old.unit_id
              and during && old.during
        loop
            perform organisations_placement_hangs_right(below);
        end loop;
    end if;
    return null;
end
$$;

drop trigger if exists organisations_placement_is_checked on organisations_placement;
create constraint trigger organisations_placement_is_checked
    after insert or update or delete on organisations_placement
    deferrable initially deferred
    for each row execute function organisations_check_placement();
