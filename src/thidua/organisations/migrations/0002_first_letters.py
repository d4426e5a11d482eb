"""Units are found by the first letters of their bare names."""

from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("organisations", "0001_whole"), ("kernel", "0001_whole")]

    operations = [sql_file("organisations/sql/first_letters.sql")]
