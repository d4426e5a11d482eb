from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_words'),
        ('indicators', '0008_formulas'),
    ]

    operations = [
        sql_file('indicators/sql/finding.sql'),
    ]
