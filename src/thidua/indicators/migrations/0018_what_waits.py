from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0017_editions_of_forms'),
    ]

    operations = [
        sql_file('indicators/sql/waiting.sql'),
    ]
