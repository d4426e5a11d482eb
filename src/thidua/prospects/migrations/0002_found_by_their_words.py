"""Prospects are found by words of their names."""

from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """An index."""

    dependencies = [("prospects", "0001_whole")]

    operations = [sql_file("prospects/sql/finding.sql")]
