import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A file sent under a delegation is worked on under it, while it holds."""

    dependencies = [
        ("imports", "0002_rows_are_written_in_one_stream"),
        ("organisations", "0002_first_letters"),
    ]

    operations = [
        migrations.AddField(
            "import",
            "under",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.delegation",
            ),
        ),
    ]
