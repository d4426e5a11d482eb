"""Units and people are found by later words of their names as by the first."""

from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Eight indexes."""

    dependencies = [("organisations", "0002_first_letters")]

    operations = [sql_file("organisations/sql/later_words.sql")]
