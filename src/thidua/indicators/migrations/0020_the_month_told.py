from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0019_who_reports_for_whom"),
    ]

    operations = [
        sql_file("indicators/sql/told.sql"),
    ]
