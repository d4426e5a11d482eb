from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("indicators", "0002_figures_add_up")]

    operations = [sql_file("indicators/sql/store_figures.sql")]
