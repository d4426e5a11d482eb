from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    """What stands out in a report that waits is counted when it is sent; a running older
    version leaves it uncounted, and it is reckoned when it is read."""

    dependencies = [("indicators", "0006_the_open_period_waits_too")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="odd",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="remarks",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("odd__isnull", False), ("state", "submitted")),
                fields=["unit", "period"],
                name="indicators_counted_at_sending",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("odd__isnull", True), ("remarks__isnull", True)),
                    models.Q(("odd__isnull", False), ("remarks__isnull", False)),
                    _connector="OR",
                ),
                name="indicators_odd_figures_and_remarks_are_counted_together",
            ),
        ),
        sql_file("indicators/sql/waiting_marks.sql"),
    ]
