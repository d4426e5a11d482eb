-- What was spent is told once; a correction is another row. It stays with the campaign
-- and the unit of the one that it takes the place of.
create or replace function campaigns_check_correction() returns trigger language plpgsql as $$
begin
    if not exists (
        select from campaigns_expense
        where id = new.corrects_id and campaign_id = new.campaign_id
          and unit_id = new.unit_id
    ) then
        perform campaigns_refuse(
            'campaigns_a_correction_stays_with_its_unit', format('expense %s', new.corrects_id));
    end if;
    return new;
end
$$;
create or replace trigger campaigns_correction_is_checked
    before insert on campaigns_expense
    for each row when (new.corrects_id is not null)
    execute function campaigns_check_correction();
create or replace trigger campaigns_expenses_are_only_added_to
    before update or delete on campaigns_expense
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger campaigns_expenses_are_not_emptied
    before truncate on campaigns_expense
    for each statement execute function kernel_history_is_only_added_to();

-- What was signed off stays as it was on that day: figures, words, seal.
create or replace trigger campaigns_assessments_are_only_added_to
    before update or delete on campaigns_assessment
    for each row execute function kernel_history_is_only_added_to();
create or replace trigger campaigns_assessments_are_not_emptied
    before truncate on campaigns_assessment
    for each statement execute function kernel_history_is_only_added_to();
