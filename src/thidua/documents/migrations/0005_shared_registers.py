import django.contrib.postgres.fields
from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("documents", "0004_pacts")]

    operations = [
        migrations.AddField(
            model_name="register",
            name="also",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=4),
                blank=True,
                default=list,
                size=None,
                verbose_name="chung sổ với",
            ),
        ),
        sql_file("documents/sql/numbers.sql"),
        sql_file("documents/sql/registers.sql"),
    ]
