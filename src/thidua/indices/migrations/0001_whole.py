import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("indices", "0001_initial"),
        ("indices", "0002_what_was_published_stays"),
    ]

    dependencies = [
        ("kernel", "0001_whole"),
        ("organisations", "0001_whole"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='CompositeIndex',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True, verbose_name='mã')),
                    ('short_name', models.CharField(max_length=40, verbose_name='tên tắt')),
                    ('name', models.CharField(max_length=200, verbose_name='tên đầy đủ')),
                    ('name_en', models.CharField(blank=True, max_length=200, verbose_name='tên tiếng Anh')),
                    ('publisher', models.CharField(max_length=200, verbose_name='nơi công bố')),
                    ('about', models.TextField(blank=True, verbose_name='đo cái gì')),
                    ('decimals', models.PositiveSmallIntegerField(default=2, verbose_name='số chữ số thập phân')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('keepers', models.ManyToManyField(blank=True, related_name='+', to='organisations.unit', verbose_name='nơi ghi công bố')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Region',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True)),
                    ('name', models.CharField(max_length=120, verbose_name='tên vùng')),
                    ('name_en', models.CharField(blank=True, max_length=120)),
                    ('source', models.CharField(max_length=300, verbose_name='theo')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('units', models.ManyToManyField(related_name='regions', to='organisations.unit')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='indices_a_region_names_its_document')],
                },
            ),
            migrations.CreateModel(
                name='MakeUp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_year', models.PositiveSmallIntegerField(verbose_name='từ năm')),
                    ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='đến năm')),
                    ('least', models.DecimalField(decimal_places=4, max_digits=9, verbose_name='điểm thấp nhất')),
                    ('most', models.DecimalField(decimal_places=4, max_digits=9, verbose_name='điểm cao nhất')),
                    ('change', models.TextField(verbose_name='khác trước thế nào')),
                    ('source', models.CharField(blank=True, max_length=500, verbose_name='nguồn')),
                    ('index', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='make_ups', to='indices.compositeindex')),
                ],
                options={
                    'ordering': ['from_year'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('to_year__isnull', True), ('to_year__gte', models.F('from_year')), _connector='OR'), name='indices_a_make_up_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('most__gt', models.F('least'))), name='indices_a_scale_has_a_top_above_its_bottom'), models.CheckConstraint(condition=models.Q(('change', ''), _negated=True), name='indices_a_make_up_says_what_changed'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('index'), models.F('index'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('from_year'), models.F('to_year'), models.Value('[]'), function='int4range'), '&&')], name='indices_an_index_has_one_make_up_a_year')],
                },
            ),
            migrations.CreateModel(
                name='Component',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20, verbose_name='mã')),
                    ('name', models.CharField(max_length=200, verbose_name='tên')),
                    ('name_en', models.CharField(blank=True, max_length=200, verbose_name='tên tiếng Anh')),
                    ('weight', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, verbose_name='trọng số, %')),
                    ('most', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name='điểm cao nhất')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='indices.component')),
                    ('make_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='components', to='indices.makeup')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('make_up', 'code'), name='indices_a_component_once_per_make_up'), models.CheckConstraint(condition=models.Q(('weight__isnull', True), models.Q(('weight__gte', 0), ('weight__lte', 100)), _connector='OR'), name='indices_a_weight_is_a_share_of_the_whole')],
                },
            ),
            migrations.CreateModel(
                name='Publication',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                    ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='lần ghi')),
                    ('publisher', models.CharField(max_length=200, verbose_name='nơi công bố')),
                    ('published_on', models.DateField(blank=True, null=True, verbose_name='ngày công bố')),
                    ('source', models.CharField(max_length=500, verbose_name='địa chỉ nguồn')),
                    ('ranked', models.PositiveSmallIntegerField(null=True, verbose_name='số nơi được xếp hạng')),
                    ('is_computed', models.BooleanField(default=False, verbose_name='hạng tính từ điểm')),
                    ('is_whole', models.BooleanField(default=True, verbose_name='đủ mọi tỉnh đã công bố')),
                    ('note', models.TextField(blank=True, verbose_name='điều cần biết')),
                    ('state', models.CharField(choices=[('standing', 'đang dùng'), ('replaced', 'đã đính chính'), ('withdrawn', 'đã rút')], default='standing', max_length=9)),
                    ('because', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.CharField(max_length=400)),
                    ('index', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='indices.compositeindex')),
                    ('make_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='indices.makeup')),
                ],
                options={
                    'ordering': ['-year', '-edition'],
                    'constraints': [models.UniqueConstraint(fields=('index', 'year', 'edition'), name='indices_editions_of_a_year_are_numbered_apart'), models.UniqueConstraint(condition=models.Q(('state', 'standing')), fields=('index', 'year'), name='indices_one_publication_of_a_year_stands'), models.CheckConstraint(condition=models.Q(('state', 'standing'), models.Q(('because', ''), _negated=True), _connector='OR'), name='indices_what_no_longer_stands_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('publisher', ''), _negated=True)), name='indices_a_publication_names_its_source')],
                },
            ),
            migrations.CreateModel(
                name='Result',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('score', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name='điểm')),
                    ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hạng')),
                    ('group', models.CharField(blank=True, max_length=80, verbose_name='nhóm')),
                    ('missing_reason', models.CharField(blank=True, max_length=300, verbose_name='vì sao không có kết quả')),
                    ('source', models.CharField(blank=True, max_length=500, verbose_name='nguồn riêng')),
                    ('publication', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='indices.publication')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('publication', 'unit'), name='indices_a_unit_once_per_publication'), models.CheckConstraint(condition=models.Q(('score__isnull', False), ('rank__isnull', False), models.Q(('group', ''), _negated=True), models.Q(('missing_reason', ''), _negated=True), _connector='OR'), name='indices_a_result_says_something_or_why_not'), models.CheckConstraint(condition=models.Q(('missing_reason', ''), models.Q(('group', ''), ('rank__isnull', True), ('score__isnull', True)), _connector='OR'), name='indices_what_is_missing_has_neither_score_nor_rank'), models.CheckConstraint(condition=models.Q(('rank__isnull', True), ('rank__gte', 1), _connector='OR'), name='indices_ranks_begin_with_one')],
                },
            ),
            migrations.CreateModel(
                name='ComponentScore',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('score', models.DecimalField(decimal_places=4, max_digits=9, verbose_name='điểm')),
                    ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indices.component')),
                    ('result', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='indices.result')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('result', 'component'), name='indices_a_component_is_scored_once')],
                },
            ),
        ]),
        sql_file("indices/sql/publications.sql"),
    ]
