from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_words'),
        ('campaigns', '0002_split_weights'),
    ]

    operations = [
        sql_file('campaigns/sql/finding.sql'),
    ]
