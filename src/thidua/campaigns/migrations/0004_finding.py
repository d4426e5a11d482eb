from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_words'),
        ('campaigns', '0003_stewardships'),
    ]

    operations = [
        sql_file('campaigns/sql/finding.sql'),
    ]
