from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """The function that brings in the plain figures of a file in one statement."""

    dependencies = [
        ("indicators", "0004_expected_one_by_one"),
        ("imports", "0002_rows_are_written_in_one_stream"),
    ]

    operations = [sql_file("indicators/sql/bring_in.sql")]
