-- What an audience was before a change is read by the units: it is only added to.
create or replace trigger campaigns_audience_changes_are_only_added_to
    before update or delete on campaigns_audiencechange
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger campaigns_audience_changes_are_not_emptied
    before truncate on campaigns_audiencechange
    for each statement execute function kernel_history_is_only_added_to();
