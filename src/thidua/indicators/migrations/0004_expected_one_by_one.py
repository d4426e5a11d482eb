from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_readings_hold")]

    operations = [sql_file("indicators/sql/figures_expected.sql")]
