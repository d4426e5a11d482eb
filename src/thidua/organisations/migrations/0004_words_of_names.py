from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_indexes_by_tree'),
    ]

    operations = [
        sql_file('organisations/sql/name_words.sql'),
    ]
