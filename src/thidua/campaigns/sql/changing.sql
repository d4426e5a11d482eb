-- What a target asked before a change is how pace looks back: it is only added to.
create or replace trigger campaigns_changes_are_only_added_to
    before update or delete on campaigns_targetchange
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger campaigns_changes_are_not_emptied
    before truncate on campaigns_targetchange
    for each statement execute function kernel_history_is_only_added_to();
