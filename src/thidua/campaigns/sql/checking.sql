-- What the office accepted at the launch is read by the units: it is not taken back.
create or replace trigger campaigns_acceptance_is_kept
    before delete on campaigns_acceptedwarning
    for each row when (old.plan_id is null) execute function campaigns_keep_what_launched();
