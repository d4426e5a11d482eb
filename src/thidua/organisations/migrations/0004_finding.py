from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_words'),
        ('organisations', '0003_indexes_by_tree'),
    ]

    operations = [
        sql_file('organisations/sql/finding.sql'),
    ]
