from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("organisations", "0013_sign_on")]

    operations = [sql_file("organisations/sql/answering.sql")]
