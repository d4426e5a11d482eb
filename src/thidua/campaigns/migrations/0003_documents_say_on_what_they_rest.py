"""A document of a campaign says on what it rests, and how it begins."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns with a value of their own: an older version writes neither."""

    dependencies = [("campaigns", "0002_documents_say_what_they_are_drawn_from")]

    operations = [
        migrations.AddField(
            model_name="launchdocument",
            name="grounds",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="căn cứ"
            ),
        ),
        migrations.AddField(
            model_name="launchdocument",
            name="opening",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="mở đầu"
            ),
        ),
    ]
