"""Exemplars are found by words of their titles and names."""

from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Two indexes."""

    dependencies = [("exemplars", "0004_lines_of_the_plan_keep_their_versions")]

    operations = [sql_file("exemplars/sql/finding.sql")]
