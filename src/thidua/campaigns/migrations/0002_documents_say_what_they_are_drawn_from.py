"""What the text of a drafted document said of the plan stays with the document."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, empty for documents that were drafted before."""

    dependencies = [("campaigns", "0001_whole")]

    operations = [
        migrations.AddField(
            model_name="launchdocument",
            name="drawn_from",
            field=models.JSONField(editable=False, null=True),
        ),
    ]
