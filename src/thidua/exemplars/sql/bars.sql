-- A bar moves by a decision alone, and what it was before is kept: a frozen value may be
-- changed only when its former self was written down by a decision to freeze it anew.
create or replace function exemplars_check_frozen() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.figure_id <> old.figure_id or new.number <> old.number + 1
       or not exists (
            select from exemplars_frozenbefore was
            join exemplars_barrevisit said on said.id = was.revisit_id and said.said = 'anew'
            where was.figure_id = old.figure_id and was.number = old.number
              and was.value = old.value and was.period_id = old.period_id
              and was.since = old.since and was.frozen_at = old.frozen_at)
    then
        perform campaigns_refuse('exemplars_a_bar_moves_by_decision_alone',
            format('frozen value %s', old.id));
    end if;
    return new;
end
$$;
drop trigger if exists exemplars_frozenvalue_is_only_added_to on exemplars_frozenvalue;
create or replace trigger exemplars_frozenvalue_is_checked
    before update or delete on exemplars_frozenvalue
    for each row execute function exemplars_check_frozen();
create or replace trigger exemplars_frozenvalue_is_not_emptied
    before truncate on exemplars_frozenvalue
    for each statement execute function kernel_history_is_only_added_to();
