-- The queue of the roll-up is filled and emptied all day: what was folded leaves dead rows
-- behind until the table is vacuumed, and every reading went through them all (5 ms for
-- 200,000 of them). The index leads past them; the vacuum comes after some thousand, and
-- not after a fifth of a table that is nearly empty whenever it is counted.
create index if not exists indicators_waiting_by_period
    on indicators_rollupdelta (period_id);
alter table indicators_rollupdelta set (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);
