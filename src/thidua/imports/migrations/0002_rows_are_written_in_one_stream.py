import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A row is written with its import, held at that moment, and never apart from it:
    no check of its own, and one index that begins with the import instead of two."""

    dependencies = [("imports", "0001_whole")]

    operations = [
        migrations.AlterField(
            "importrow",
            "run",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="imports.import",
            ),
        ),
    ]
