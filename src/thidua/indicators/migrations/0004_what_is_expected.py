from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("indicators", "0003_a_figure_keeps_its_standing")]

    operations = [
        sql_file("indicators/sql/rollup_readings.sql"),
        sql_file("indicators/sql/figures_expected.sql"),
    ]
