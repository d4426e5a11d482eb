-- Whoever folds a whole load at one stroke goes on reading before the commit, and until
-- then no row that was taken out of the queue is gone: every reading would meet them all.
-- Nobody else may be among them: the table is locked before it is looked at.
create or replace function indicators_empty_queue() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    lock table indicators_rollupdelta in access exclusive mode;
    if not exists (select from indicators_rollupdelta) then
        truncate indicators_rollupdelta;
    end if;
end
$$;
