from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0013_drafted_documents'),
    ]

    operations = [
        sql_file('campaigns/sql/waiting.sql'),
    ]
