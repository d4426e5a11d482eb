-- The queue of the roll-up is filled and emptied all day: what was folded leaves dead rows
-- behind until the table is vacuumed, and every reading went through them all (5 ms for
-- 200,000 of them). The key begins with the period and leads past them; the vacuum comes after some thousand, and
-- not after a fifth of a table that is nearly empty whenever it is counted.
drop index if exists indicators_waiting_by_period;
alter table indicators_rollupdelta
    drop constraint if exists indicators_rollupdelta_pkey,
    add constraint indicators_rollupdelta_pkey primary key (period_id, id);
alter table indicators_rollupdelta set (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);
