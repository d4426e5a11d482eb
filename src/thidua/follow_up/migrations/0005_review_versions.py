"""Two officers of one unit, and a receiver of what was sent again meanwhile."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("follow_up", "0004_reviews")]

    operations = [
        migrations.AddField(
            model_name="review",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
