-- What was counted, typed, planned, frozen, allowed, said and praised is only added to.
do $$
declare
    name text;
begin
    foreach name in array array['choice', 'comparisonrule', 'ruleline', 'consent',
        'frozenbefore', 'barrevisit', 'meetingbefore', 'typedvalue', 'learnedvalue', 'panelverdict', 'praise',
        'publicationbefore', 'revisit']
    loop
        -- An earlier migration runs this before a later one has made its table.
        continue when to_regclass('exemplars_' || name) is null;
        execute format('create or replace trigger exemplars_%1$s_is_only_added_to
            before update or delete on exemplars_%1$s
            for each row execute function kernel_history_is_only_added_to()', name);
        execute format('create or replace trigger exemplars_%1$s_is_not_emptied
            before truncate on exemplars_%1$s
            for each statement execute function kernel_history_is_only_added_to()', name);
    end loop;
end
$$;
