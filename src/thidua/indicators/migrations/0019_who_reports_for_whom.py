from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0018_what_waits"),
        ("organisations", "0014_who_answers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(state="submitted"),
                fields=["receiver"],
                name="indicators_sent_to",
            ),
        ),
        sql_file("indicators/sql/answering.sql"),
        sql_file("indicators/sql/waiting.sql"),
    ]
