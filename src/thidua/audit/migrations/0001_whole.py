import django.core.serializers.json
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_history"),
        ("audit", "0003_of_a_mandate"),
    ]

    dependencies = [
        ("kernel", "0001_whole"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=80)),
                    ('subject', models.CharField(max_length=80)),
                    ('actor_id', models.BigIntegerField(null=True)),
                    ('actor_name', models.CharField(max_length=200)),
                    ('mandate_id', models.BigIntegerField(null=True)),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('at', models.DateTimeField()),
                    ('details', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ],
                options={
                    'indexes': [models.Index(fields=['subject', '-at'], name='audit_entry_of_subject'), models.Index(fields=['mandate_id', 'at'], name='audit_entry_of_mandate')],
                },
            ),
        ]),
        sql_file("audit/sql/history.sql",
            undo="drop trigger audit_entry_is_never_changed on audit_entry;"
            "drop trigger audit_entry_is_never_emptied on audit_entry"
        ),
    ]
