from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Sums are planned once for a connection; of a small place what it owes is asked
    from the units below it."""

    dependencies = [("indicators", "0009_queue_emptied")]

    operations = [
        sql_file("indicators/sql/rollup_readings.sql"),
        sql_file("indicators/sql/figures_expected.sql"),
    ]
