from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_history'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['mandate_id', 'at'], name='audit_entry_of_mandate'),
        ),
    ]
