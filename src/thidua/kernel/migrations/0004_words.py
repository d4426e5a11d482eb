from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_a_form_is_sent_once'),
    ]

    operations = [
        sql_file('kernel/sql/words.sql'),
    ]
