from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("indicators", "0009_finding")]

    operations = [sql_file("indicators/sql/store_many.sql")]
