-- A figure stands in a report of its own unit and period: one key instead of three.
-- Checked at the end of the statement, so that it costs one look-up per figure.
alter table indicators_report
    add constraint indicators_a_report_has_one_unit_and_period
        unique (id, unit_id, period_id);
alter table indicators_observation
    add constraint indicators_a_figure_stands_in_its_units_report
        foreign key (report_id, unit_id, period_id)
        references indicators_report (id, unit_id, period_id);

-- Sums are updated in place again and again.
alter table indicators_rollup set (fillfactor = 70);
alter table indicators_rollupdelta set (
    autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0,
    autovacuum_analyze_threshold = 20000, autovacuum_analyze_scale_factor = 0
);
