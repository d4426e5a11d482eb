import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("imports", "0001_initial"),
        ("imports", "0002_when_it_was_over"),
        ("imports", "0003_a_doubtful_cell"),
    ]

    dependencies = [
        ("kernel", "0001_whole"),
        ("organisations", "0001_whole"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Import',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('place', models.CharField(blank=True, max_length=60)),
                    ('format', models.CharField(max_length=4)),
                    ('state', models.CharField(choices=[('received', 'chờ khớp cột'), ('checking', 'đang kiểm tra'), ('checked', 'chờ quyết định'), ('carrying', 'đang ghi'), ('done', 'đã ghi'), ('undoing', 'đang hoàn tác'), ('undone', 'đã hoàn tác'), ('discarded', 'đã bỏ')], default='received', max_length=9)),
                    ('made_by', models.CharField(max_length=200)),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('carried_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('language', models.CharField(default='vi', max_length=5)),
                    ('shape', models.CharField(blank=True, max_length=64)),
                    ('mapping', models.JSONField(default=dict)),
                    ('answers', models.JSONField(default=dict)),
                    ('counts', models.JSONField(default=dict)),
                    ('about', models.JSONField(default=dict)),
                    ('fault', models.CharField(blank=True, max_length=300)),
                    ('remedy', models.CharField(blank=True, max_length=300)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                    ('mandate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.mandate')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['unit', '-made_at'], name='imports_of_unit')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'undoing', 'undone']), _negated=True), ('carried_at__isnull', False), _connector='OR'), name='imports_what_was_brought_in_says_when')],
                },
            ),
            migrations.CreateModel(
                name='RememberedMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('shape', models.CharField(max_length=64)),
                    ('mapping', models.JSONField()),
                    ('answers', models.JSONField(default=dict)),
                    ('said_by', models.CharField(max_length=200, verbose_name='người khớp')),
                    ('said_at', models.DateTimeField()),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'kind', 'shape'), name='imports_one_mapping_per_office_and_header')],
                },
            ),
            migrations.CreateModel(
                name='RememberedName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('key', models.CharField(max_length=200)),
                    ('answer', models.CharField(max_length=60)),
                    ('said_by', models.CharField(max_length=200)),
                    ('said_at', models.DateTimeField()),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'kind', 'key'), name='imports_one_meaning_per_office_and_name')],
                },
            ),
            migrations.CreateModel(
                name='ImportRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('row', models.IntegerField()),
                    ('column', models.SmallIntegerField(default=0)),
                    ('fate', models.CharField(choices=[('n', 'mới'), ('c', 'sửa'), ('s', 'không đổi'), ('a', 'cần hỏi'), ('r', 'không nhận'), ('k', 'bỏ qua')], max_length=1)),
                    ('outcome', models.CharField(blank=True, choices=[('', 'chưa ghi'), ('d', 'đã ghi'), ('l', 'không ghi được'), ('u', 'đã hoàn tác'), ('k', 'không hoàn tác được')], default='', max_length=1)),
                    ('question', models.CharField(blank=True, default='', max_length=200)),
                    ('payload', models.JSONField(null=True)),
                    ('said', models.JSONField(null=True)),
                    ('undo', models.JSONField(null=True)),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.import')),
                ],
                options={
                    'indexes': [models.Index(fields=['run', 'fate', 'outcome', 'id'], name='imports_row_by_fate')],
                },
            ),
            migrations.CreateModel(
                name='ImportQuestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200)),
                    ('words', models.TextField()),
                    ('choices', models.JSONField(default=list)),
                    ('count', models.PositiveIntegerField(default=0)),
                    ('first_row', models.PositiveIntegerField(default=0)),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='imports.import')),
                    ('cell', models.JSONField(null=True)),
                    ('first_column', models.PositiveSmallIntegerField(default=0)),
                    ('group', models.CharField(blank=True, default='', max_length=40)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('run', 'key'), name='imports_a_question_is_asked_once')],
                },
            ),
        ]),
    ]
