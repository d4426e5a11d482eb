from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """Every room cuts names into words alike, so that one box finds them all."""

    dependencies = [
        ('kernel', '0004_words'),
        ('organisations', '0004_words_of_names'),
    ]

    operations = [
        migrations.RunSQL(
            'drop index if exists organisations_words_of_a_name;'
            'drop function if exists organisations_name_words(text);',
            migrations.RunSQL.noop,
        ),
        sql_file('organisations/sql/finding.sql'),
    ]
