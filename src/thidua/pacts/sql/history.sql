-- What was said, signed, reported and judged is only added to.
create or replace trigger pacts_opinions_are_only_added_to
    before update or delete on pacts_pactopinion
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger pacts_opinions_are_not_emptied
    before truncate on pacts_pactopinion
    for each statement execute function kernel_history_is_only_added_to();
create or replace trigger pacts_signatures_are_only_added_to
    before update or delete on pacts_pactsignature
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger pacts_signatures_are_not_emptied
    before truncate on pacts_pactsignature
    for each statement execute function kernel_history_is_only_added_to();
create or replace trigger pacts_marks_are_only_added_to
    before update or delete on pacts_commitmentmark
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger pacts_outcomes_are_only_added_to
    before update or delete on pacts_commitmentoutcome
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger pacts_ceremonies_are_only_added_to
    before update or delete on pacts_pactceremony
    for each row execute function kernel_history_is_only_added_to();
