from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0006_reports_received'),
    ]

    operations = [
        sql_file('indicators/sql/rollup_readings.sql'),
        sql_file('indicators/sql/figures_expected.sql'),
        sql_file('indicators/sql/rollup_queue.sql'),
    ]
