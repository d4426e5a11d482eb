from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Where nothing waits to be added up, sums are given as they are kept."""

    dependencies = [("indicators", "0010_readings_planned_once")]

    operations = [sql_file("indicators/sql/rollup_readings.sql")]
