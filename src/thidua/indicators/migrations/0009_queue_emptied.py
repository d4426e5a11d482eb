from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Who folds a whole load leaves no dead rows in the queue to read past."""

    dependencies = [("indicators", "0008_what_waits_is_found_first")]

    operations = [
        sql_file(
            "indicators/sql/rollup_emptied.sql",
            undo="drop function indicators_empty_queue()",
        ),
    ]
