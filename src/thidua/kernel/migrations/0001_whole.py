from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("kernel", "0001_initial"),
        ("kernel", "0002_cache_and_history"),
        ("kernel", "0003_a_form_is_sent_once"),
        ("kernel", "0004_words"),
        ("kernel", "0005_files_are_forgotten"),
        ("kernel", "0006_apart"),
        ("kernel", "0007_temporary_things_come_last"),
    ]

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='DemonstrationDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='kernel_the_demonstration_stands_on_one_day')],
                },
            ),
            migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64)),
                    ('name', models.CharField(max_length=255, verbose_name='tên tệp')),
                    ('media_type', models.CharField(max_length=100)),
                    ('size', models.BigIntegerField(verbose_name='dung lượng, byte')),
                    ('stored_at', models.DateTimeField()),
                    ('stored_by', models.CharField(max_length=200)),
                    ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['sha256'], name='kernel_storedfile_hash')],
                },
            ),
            migrations.CreateModel(
                name='IdempotencyKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user_id', models.BigIntegerField()),
                    ('key', models.CharField(max_length=64)),
                    ('status', models.PositiveSmallIntegerField(null=True)),
                    ('location', models.TextField(blank=True)),
                    ('media_type', models.CharField(blank=True, max_length=100)),
                    ('body', models.BinaryField(default=bytes)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['at'], name='kernel_idempotencykey_at')],
                    'constraints': [models.UniqueConstraint(fields=('user_id', 'key'), name='kernel_a_form_is_sent_once')],
                },
            ),
        ]),
        sql_file("kernel/sql/cache.sql", undo="drop table kernel_cache"),
        sql_file("kernel/sql/history.sql",
            undo="drop function kernel_history_is_only_added_to()"
        ),
        sql_file("kernel/sql/words.sql"),
        sql_file("kernel/sql/apart.sql",
            undo="drop function kernel_apart_close(bigint);"
            " drop function kernel_apart_open(bigint);"
            " drop function kernel_apart_statements(text, text)"
        ),
    ]
