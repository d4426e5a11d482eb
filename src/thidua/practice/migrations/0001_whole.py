import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("practice", "0001_initial"),
    ]

    dependencies = [
        ("organisations", "0001_whole"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Practice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('opened_at', models.DateTimeField(verbose_name='mở lúc')),
                    ('used_on', models.DateField(verbose_name='dùng lần cuối')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['used_on'], name='practice_by_last_use')],
                },
            ),
        ]),
    ]
