-- A frozen tree is what was launched: neither it nor its nodes change any more. An open
-- tree stays a tree: parents in the same tree, no circle.
create or replace function campaigns_check_tree() returns trigger language plpgsql as $$
begin
    if old.frozen_at is not null then
        perform campaigns_refuse(
            'campaigns_a_frozen_tree_does_not_change', format('tree %s', old.id));
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger campaigns_tree_is_checked
    before update or delete on campaigns_contenttree
    for each row execute function campaigns_check_tree();

-- One transaction at a time edits the nodes of a tree: two moves that are each right
-- could make a circle together, and a launch must not freeze between a look and a move.
create or replace function campaigns_check_node_is_open() returns trigger language plpgsql as $$
declare
    frozen timestamptz;
    trees bigint[] := case tg_op
        when 'INSERT' then array[new.tree_id]
        when 'DELETE' then array[old.tree_id]
        else array[old.tree_id, new.tree_id] end;
begin
    -- What a node reads from is a lens, no content: it may be mended after the launch.
    if tg_op = 'UPDATE' and
       to_jsonb(new) - array['reads_from', 'reads_weights', 'answers_to']
       = to_jsonb(old) - array['reads_from', 'reads_weights', 'answers_to'] then
        return new;
    end if;
    for frozen in
        select frozen_at from campaigns_contenttree
        where id = any (trees) order by id for no key update
    loop
        if frozen is not null then
            perform campaigns_refuse(
                'campaigns_a_frozen_tree_does_not_change', format('trees %s', trees));
        end if;
    end loop;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger campaigns_node_is_open
    before insert or update or delete on campaigns_contentnode
    for each row execute function campaigns_check_node_is_open();

create or replace function campaigns_check_node_hangs_right() returns trigger language plpgsql as $$
begin
    if not exists (
        select from campaigns_contentnode where id = new.parent_id and tree_id = new.tree_id
    ) then
        perform campaigns_refuse(
            'campaigns_a_node_hangs_in_its_own_tree', format('node %s', new.id));
    end if;
    if exists (
        with recursive up (id) as (
            select new.parent_id
            union
            select node.parent_id from up join campaigns_contentnode node on node.id = up.id
            where node.parent_id is not null
        )
        select from up where id = new.id
    ) then
        perform campaigns_refuse(
            'campaigns_content_has_no_circle', format('node %s', new.id));
    end if;
    return null;
end
$$;
create or replace trigger campaigns_node_hangs_right
    after insert or update of parent_id, tree_id on campaigns_contentnode
    for each row when (new.parent_id is not null)
    execute function campaigns_check_node_hangs_right();

-- A milestone is confirmed on evidence, never on a word alone.
create or replace function campaigns_check_mark() returns trigger language plpgsql as $$
begin
    if not exists (select from campaigns_milestoneproof where mark_id = new.id) then
        perform campaigns_refuse(
            'campaigns_no_milestone_is_confirmed_without_evidence', format('mark %s', new.id));
    end if;
    return new;
end
$$;
create or replace trigger campaigns_mark_is_proved
    before insert or update on campaigns_milestonemark
    for each row when (new.confirmed_at is not null)
    execute function campaigns_check_mark();

create or replace function campaigns_check_proof() returns trigger language plpgsql as $$
begin
    if exists (
        select from campaigns_milestonemark
        where id = old.mark_id and confirmed_at is not null
    ) then
        perform campaigns_refuse(
            'campaigns_the_evidence_of_a_confirmed_milestone_stays', format('proof %s', old.id));
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger campaigns_proof_is_kept
    before update or delete on campaigns_milestoneproof
    for each row execute function campaigns_check_proof();
