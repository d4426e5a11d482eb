"""Nothing grows from itself, and two do not learn the same of each other."""

from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('exemplars', '0006_bars_frozen_anew'),
    ]

    operations = [
        sql_file('exemplars/sql/circles.sql'),
    ]
