-- A room attaches this to its history tables:
--   create trigger … before update or delete on t for each row
--     execute function kernel_history_is_only_added_to();
--   create trigger … before truncate on t for each statement
--     execute function kernel_history_is_only_added_to();
create or replace function kernel_history_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'history is only added to: % on % was refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;
