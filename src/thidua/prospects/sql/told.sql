-- What a tip told before it was corrected is only added to.
create or replace trigger prospects_tipbefore_is_only_added_to
    before update or delete on prospects_tipbefore
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger prospects_tipbefore_is_not_emptied
    before truncate on prospects_tipbefore
    for each statement execute function kernel_history_is_only_added_to();
