-- The dated closure of a tree, computed from its placements: every ancestor of a unit,
-- itself included (depth 0), for the days on which it was one. Rows that touch are one.

create or replace function organisations_lineage_of(tree bigint, units bigint[])
returns table (unit_id bigint, ancestor_id bigint, depth smallint, during daterange)
language sql stable as $$
    with recursive up (unit_id, ancestor_id, depth, during) as (
        select place.unit_id, place.unit_id, 0, place.during
        from organisations_placement place
        where place.tree_id = tree and (units is null or place.unit_id = any (units))
        union all
        select up.unit_id, above.parent_id, up.depth + 1, up.during * above.during
        from up
        join organisations_placement above
          on above.tree_id = tree
         and above.unit_id = up.ancestor_id
         and above.during && up.during
        where above.parent_id is not null and up.depth < 100
    )
    select up.unit_id, up.ancestor_id, up.depth::smallint,
           unnest(range_agg(up.during))
    from up
    group by up.unit_id, up.ancestor_id, up.depth
$$;

-- Rebuild a whole tree; the answer is the number of rows.
create or replace function organisations_rebuild_lineage(tree bigint)
returns bigint language plpgsql as $$
declare
    rows bigint;
begin
    perform organisations_lock_tree(tree);
    delete from organisations_lineage where tree_id = tree;
    insert into organisations_lineage (tree_id, unit_id, ancestor_id, depth, during)
    select tree, line.unit_id, line.ancestor_id, line.depth, line.during
    from organisations_lineage_of(tree, null) line;
    get diagnostics rows = row_count;
    return rows;
end
$$;

-- Rebuild what hangs, or hung at any time, below units whose places changed.
create or replace function organisations_rebuild_lineage_below(
    tree bigint, changed bigint[]
)
returns bigint language plpgsql as $$
declare
    rows bigint;
    touched bigint[];
begin
    perform organisations_lock_tree(tree);
    with recursive down (unit_id) as (
        select unnest(changed)
        union
        select place.unit_id
        from down
        join organisations_placement place
          on place.tree_id = tree and place.parent_id = down.unit_id
    )
    select array_agg(unit_id) into touched from (
        select unit_id from down
        union
        select line.unit_id from organisations_lineage line
        where line.tree_id = tree and line.ancestor_id = any (changed)
    ) all_of_them;
    delete from organisations_lineage line
    where line.tree_id = tree and line.unit_id = any (touched);
    insert into organisations_lineage (tree_id, unit_id, ancestor_id, depth, during)
    select tree, line.unit_id, line.ancestor_id, line.depth, line.during
    from organisations_lineage_of(tree, touched) line;
    get diagnostics rows = row_count;
    return rows;
end
$$;
