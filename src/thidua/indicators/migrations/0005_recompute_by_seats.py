from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("indicators", "0004_what_is_expected")]

    operations = [sql_file("indicators/sql/rollup_recompute.sql")]
