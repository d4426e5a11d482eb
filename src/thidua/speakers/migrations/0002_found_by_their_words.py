"""Speakers are found by words of their names and topics."""

from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Two indexes."""

    dependencies = [("speakers", "0001_initial")]

    operations = [sql_file("speakers/sql/finding.sql")]
