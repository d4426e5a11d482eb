from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_duties_one_by_one")]

    operations = [
        migrations.CreateModel(
            name="RollupTurn",
            fields=[
                (
                    "unit_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                ("turn", models.BigIntegerField()),
            ],
        ),
        sql_file("indicators/sql/rollup_turns.sql"),
        sql_file("indicators/sql/rollup_recompute.sql"),
    ]
