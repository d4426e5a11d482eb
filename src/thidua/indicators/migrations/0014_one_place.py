from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0013_a_report_is_opened_again'),
    ]

    operations = [
        sql_file("indicators/sql/figures_expected.sql"),
        sql_file("indicators/sql/one_place.sql"),
    ]
