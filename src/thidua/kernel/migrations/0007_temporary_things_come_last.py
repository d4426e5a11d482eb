from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """What a visitor makes for a moment never stands before what the owner names."""

    dependencies = [("kernel", "0006_apart")]

    operations = [sql_file("kernel/sql/apart.sql")]
