import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("indicators", "0015_one_place")]

    operations = [
        sql_file("indicators/sql/observation_history.sql"),
        sql_file("indicators/sql/figure_guards.sql"),
        sql_file("indicators/sql/rollup.sql"),
        sql_file("indicators/sql/rollup_queue.sql"),
        migrations.AlterField(
            model_name="observation",
            name="indicator",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="indicators.indicator",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="observation",
            name="indicators_one_figure_per_unit_indicator_and_period",
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(
                fields=("unit", "period", "indicator"),
                name="indicators_one_figure_per_unit_indicator_and_period",
            ),
        ),
        migrations.RemoveIndex(
            model_name="observationchange", name="indicators_change_of_figure"
        ),
        migrations.AddIndex(
            model_name="observationchange",
            index=models.Index(
                fields=["unit_id", "period_id", "indicator_id"],
                name="indicators_change_of_figure",
            ),
        ),
    ]
