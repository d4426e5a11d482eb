from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Sums are read by a plan that finds what waits before it looks above it."""

    dependencies = [("indicators", "0007_marks_counted_at_sending")]

    operations = [sql_file("indicators/sql/rollup_readings.sql")]
