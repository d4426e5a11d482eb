from django.db import migrations, models


class Migration(migrations.Migration):
    """A question keeps its sentences, to be asked in the language of who reads."""

    dependencies = [("imports", "0004_what_an_answer_changes")]

    operations = [
        migrations.AddField("importquestion", "told", models.JSONField(null=True)),
    ]
