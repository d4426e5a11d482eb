-- What a due day was before, and why it became another, stays as it was written.
create or replace trigger follow_up_due_changes_are_only_added_to
    before update or delete on follow_up_duechange
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger follow_up_due_changes_are_not_emptied
    before truncate on follow_up_duechange
    for each statement execute function kernel_history_is_only_added_to();
