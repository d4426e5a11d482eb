-- Only a table's owner may count it for the planner, and before the commit nobody else
-- sees the rows: whoever writes very much at one stroke asks the owner to count them.
create or replace function kernel_let_the_planner_know(tables regclass[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    one regclass;
begin
    foreach one in array tables loop
        execute format('analyze %s', one);
    end loop;
end
$$;
