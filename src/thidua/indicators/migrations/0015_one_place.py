from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0014_parts_of_a_whole'),
    ]

    operations = [
        sql_file("indicators/sql/figures_expected.sql"),
        sql_file("indicators/sql/one_place.sql"),
    ]
