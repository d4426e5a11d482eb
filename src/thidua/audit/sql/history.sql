-- The trail is only ever added to: not even its owner rewrites it.
create or replace trigger audit_entry_is_never_changed
    before update or delete on audit_entry
    for each row execute function kernel_history_is_only_added_to();

create or replace trigger audit_entry_is_never_emptied
    before truncate on audit_entry
    for each statement execute function kernel_history_is_only_added_to();
