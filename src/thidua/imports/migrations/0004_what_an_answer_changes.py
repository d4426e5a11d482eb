from django.db import migrations, models


class Migration(migrations.Migration):
    """A question says which cells its answer changes, and what they would be."""

    dependencies = [("imports", "0003_sent_under_a_delegation")]

    operations = [
        migrations.AddField("importquestion", "becomes", models.JSONField(null=True)),
    ]
