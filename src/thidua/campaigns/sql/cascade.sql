-- No cascade without a rule: what is given further down says how it splits, and stays
-- with its item, its indicator and its campaign. The parent is held, so that its rule
-- cannot be taken away in the same moment.
create or replace function campaigns_check_child_target() returns trigger language plpgsql as $$
declare
    above campaigns_target;
begin
    select * into above from campaigns_target where id = new.parent_id for share;
    if above.split not in ('sum', 'weighted', 'each', 'count') then
        perform campaigns_refuse(
            'campaigns_no_cascade_without_a_rule', format('target %s', new.parent_id));
    end if;
    if (above.campaign_id, above.node_key, above.version_id)
       is distinct from (new.campaign_id, new.node_key, new.version_id) then
        perform campaigns_refuse(
            'campaigns_a_cascade_stays_with_its_item', format('target %s', new.parent_id));
    end if;
    return new;
end
$$;
create or replace trigger campaigns_child_target_is_checked
    before insert or update of parent_id, campaign_id, node_key, version_id
    on campaigns_target
    for each row when (new.parent_id is not null)
    execute function campaigns_check_child_target();

create or replace function campaigns_check_rule() returns trigger language plpgsql as $$
begin
    if new.split not in ('sum', 'weighted', 'each', 'count') and exists (
        select from campaigns_target where parent_id = new.id and state <> 'ended'
    ) then
        perform campaigns_refuse(
            'campaigns_no_cascade_without_a_rule', format('target %s', new.id));
    end if;
    return new;
end
$$;
create or replace trigger campaigns_rule_is_checked
    before update of split on campaigns_target
    for each row execute function campaigns_check_rule();

-- A target that was ever negotiated is closed, not deleted (its rounds protect it), and
-- the rounds are only added to.
create or replace trigger campaigns_rounds_are_only_added_to
    before update or delete on campaigns_targetround
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger campaigns_rounds_are_not_emptied
    before truncate on campaigns_targetround
    for each statement execute function kernel_history_is_only_added_to();
