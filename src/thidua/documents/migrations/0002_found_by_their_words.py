"""Documents are found by their numbers and by words of their abstracts."""

from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """A function and two indexes."""

    dependencies = [("documents", "0001_whole"), ("kernel", "0001_whole")]

    operations = [sql_file("documents/sql/finding.sql")]
