from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Whether a club is active is asked when everything is written."""

    dependencies = [
        ("clubs", "0001_initial"),
    ]

    operations = [
        sql_file("clubs/sql/guards.sql"),
    ]
