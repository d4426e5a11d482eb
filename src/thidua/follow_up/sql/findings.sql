-- What was said about a finding stays as it was said.
create or replace trigger follow_up_words_are_only_added_to
    before update or delete on follow_up_findingword
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger follow_up_words_are_not_emptied
    before truncate on follow_up_findingword
    for each statement execute function kernel_history_is_only_added_to();
