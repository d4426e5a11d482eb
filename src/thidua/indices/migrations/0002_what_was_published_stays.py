from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ("indices", "0001_initial"),
        ("kernel", "0002_cache_and_history"),
    ]

    operations = [sql_file("indices/sql/publications.sql")]
