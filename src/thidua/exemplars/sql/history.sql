-- What was counted, typed, frozen, allowed, said and praised is only added to.
do $$
declare
    name text;
begin
    foreach name in array array['choice', 'comparisonrule', 'ruleline', 'consent',
        'frozenvalue', 'typedvalue', 'learnedvalue', 'panelverdict', 'praise', 'revisit']
    loop
        execute format('create or replace trigger exemplars_%1$s_is_only_added_to
            before update or delete on exemplars_%1$s
            for each row execute function kernel_history_is_only_added_to()', name);
        execute format('create or replace trigger exemplars_%1$s_is_not_emptied
            before truncate on exemplars_%1$s
            for each statement execute function kernel_history_is_only_added_to()', name);
    end loop;
end
$$;
