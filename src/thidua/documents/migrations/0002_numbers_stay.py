from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ("documents", "0001_initial"),
        ("kernel", "0002_cache_and_history"),
    ]

    operations = [sql_file("documents/sql/numbers.sql")]
