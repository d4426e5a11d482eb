from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0001_initial"),
        ("kernel", "0002_cache_and_history"),
        ("organisations", "0002_acts_and_trees"),
    ]

    operations = [
        sql_file("indicators/sql/periods.sql"),
        sql_file("indicators/sql/observation_keys.sql"),
        sql_file("indicators/sql/observation_history.sql"),
        sql_file("indicators/sql/figure_guards.sql"),
        sql_file("indicators/sql/rollup.sql"),
        sql_file("indicators/sql/rollup_readings.sql"),
        sql_file("indicators/sql/rollup_recompute.sql"),
        sql_file("indicators/sql/store_figures.sql"),
    ]
