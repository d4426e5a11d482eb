from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    dependencies = [("indicators", "0005_plain_figures_of_a_file_at_once")]

    operations = [sql_file("indicators/sql/waiting.sql")]
