import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("indicators", "0001_initial"),
        ("indicators", "0002_figures_add_up"),
        ("indicators", "0003_a_figure_keeps_its_standing"),
        ("indicators", "0004_what_is_expected"),
        ("indicators", "0005_recompute_by_seats"),
        ("indicators", "0006_reports_received"),
        ("indicators", "0007_plans_are_kept"),
        ("indicators", "0008_formulas"),
        ("indicators", "0009_finding"),
        ("indicators", "0010_many_at_once"),
        ("indicators", "0011_standards"),
        ("indicators", "0012_marks_to_decide"),
        ("indicators", "0013_a_report_is_opened_again"),
        ("indicators", "0014_parts_of_a_whole"),
        ("indicators", "0015_one_place"),
        ("indicators", "0016_a_report_costs_less"),
        ("indicators", "0017_editions_of_forms"),
        ("indicators", "0018_what_waits"),
        ("indicators", "0019_who_reports_for_whom"),
        ("indicators", "0020_the_month_told"),
    ]

    dependencies = [
        ("kernel", "0001_whole"),
        ("organisations", "0001_whole"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Period',
                fields=[
                    ('id', models.SmallIntegerField(primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('month', 'tháng'), ('quarter', 'quý'), ('half', '6 tháng'), ('year', 'năm')], max_length=7)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='Indicator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='mã chỉ số')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='organisations.unit', verbose_name='cơ quan đặt ra')),
                ],
            ),
            migrations.CreateModel(
                name='Form',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='tên biểu')),
                    ('period_kind', models.CharField(choices=[('month', 'tháng'), ('quarter', 'quý'), ('half', '6 tháng'), ('year', 'năm')], max_length=7, verbose_name='kỳ')),
                    ('due_after', models.PositiveSmallIntegerField(default=5, verbose_name='hạn gửi: ngày làm việc thứ mấy sau kỳ')),
                    ('starts_on', models.DateField(verbose_name='từ ngày')),
                    ('ends_on', models.DateField(verbose_name='đến ngày')),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='organisations.unit', verbose_name='cơ quan ban hành')),
                    ('tree', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.tree')),
                    ('because', models.CharField(blank=True, max_length=300, verbose_name='vì sao ra bản mới')),
                    ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='indicators.form')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='indicators_a_form_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('follows__isnull', True), models.Q(('because', ''), _negated=True), _connector='OR'), name='indicators_an_edition_says_why'), models.UniqueConstraint(fields=('follows',), name='indicators_a_form_has_one_next_edition')],
                },
            ),
            migrations.CreateModel(
                name='Breakdown',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=30, unique=True, verbose_name='mã phân tổ')),
                    ('name', models.CharField(max_length=100, verbose_name='tên phân tổ')),
                    ('kind', models.CharField(choices=[('divides', 'chia ra'), ('among', 'trong đó')], max_length=7, verbose_name='kiểu')),
                    ('about', models.CharField(blank=True, max_length=500, verbose_name='giải thích')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breakdowns', to='organisations.unit', verbose_name='cơ quan đặt ra')),
                ],
            ),
            migrations.CreateModel(
                name='ObservationChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit_id', models.BigIntegerField()),
                    ('indicator_id', models.BigIntegerField()),
                    ('period_id', models.SmallIntegerField()),
                    ('before', models.JSONField(null=True)),
                    ('after', models.JSONField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('actor_id', models.BigIntegerField(null=True)),
                    ('actor_name', models.CharField(max_length=200)),
                    ('office', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['unit_id', 'period_id', 'indicator_id'], name='indicators_change_of_figure')],
                },
            ),
            migrations.CreateModel(
                name='StaleTree',
                fields=[
                    ('tree', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='organisations.tree')),
                    ('from_day', models.DateField()),
                ],
            ),
            migrations.CreateModel(
                name='IndicatorVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(default=1)),
                    ('name', models.CharField(max_length=200, verbose_name='tên chỉ số')),
                    ('definition', models.TextField(blank=True, verbose_name='cách tính')),
                    ('measure', models.CharField(max_length=40, verbose_name='đơn vị tính')),
                    ('nature', models.CharField(choices=[('flow', 'phát sinh trong kỳ'), ('stock', 'mức cuối kỳ'), ('ratio', 'tỷ lệ (tử số trên mẫu số)'), ('percent', 'phần trăm cho sẵn'), ('rank', 'thứ hạng'), ('formula', 'tính theo công thức'), ('checked', 'theo bộ tiêu chí')], max_length=7, verbose_name='tính chất')),
                    ('across', models.CharField(choices=[('sum', 'cộng các đơn vị'), ('ratio', 'tổng tử số trên tổng mẫu số'), ('weighted', 'bình quân theo trọng số'), ('none', 'không cộng'), ('formula', 'công thức trên số đã cộng'), ('checked', 'đếm theo bộ tiêu chí')], max_length=8, verbose_name='cộng theo đơn vị')),
                    ('over_time', models.CharField(choices=[('sum', 'cộng các kỳ'), ('last', 'lấy kỳ gần nhất')], max_length=4, verbose_name='cộng theo thời gian')),
                    ('better', models.CharField(choices=[('higher', 'càng cao càng tốt'), ('lower', 'càng thấp càng tốt')], max_length=6, verbose_name='chiều tốt')),
                    ('decimals', models.PositiveSmallIntegerField(default=0, verbose_name='số chữ số thập phân')),
                    ('least', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                    ('most', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                    ('numerator_name', models.CharField(blank=True, max_length=200, verbose_name='tử số')),
                    ('denominator_name', models.CharField(blank=True, max_length=200, verbose_name='mẫu số')),
                    ('source', models.CharField(blank=True, max_length=200, verbose_name='nguồn')),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='áp dụng')),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='indicators.indicator')),
                    ('formula', models.CharField(blank=True, max_length=1000, verbose_name='công thức')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('indicator', 'number'), name='indicators_versions_are_numbered_apart'), models.CheckConstraint(condition=models.Q(models.Q(('across__in', ['sum', 'none']), ('nature', 'flow'), ('over_time', 'sum')), models.Q(('across__in', ['sum', 'none']), ('nature', 'stock'), ('over_time', 'last')), models.Q(('across__in', ['ratio', 'none']), ('nature', 'ratio')), models.Q(('across__in', ['weighted', 'none']), ('nature', 'percent'), ('over_time', 'last')), models.Q(('across', 'none'), ('better', 'lower'), ('nature', 'rank'), ('over_time', 'last')), models.Q(('across', 'formula'), ('nature', 'formula')), models.Q(('across', 'checked'), ('nature', 'checked'), ('over_time', 'last')), _connector='OR'), name='indicators_each_nature_adds_up_its_own_way'), models.CheckConstraint(condition=models.Q(models.Q(('nature', 'formula'), models.Q(('formula', ''), _negated=True)), models.Q(models.Q(('nature', 'formula'), _negated=True), ('formula', '')), _connector='OR'), name='indicators_a_formula_is_written_where_one_counts'), models.CheckConstraint(condition=models.Q(models.Q(('nature', 'ratio'), _negated=True), models.Q(models.Q(('numerator_name', ''), _negated=True), models.Q(('denominator_name', ''), _negated=True)), _connector='OR'), name='indicators_a_ratio_names_both_its_parts'), models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='indicators_a_version_lasts_at_least_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('indicator'), models.F('indicator'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='indicators_an_indicator_has_one_version_a_day')],
                },
            ),
            migrations.CreateModel(
                name='UnitWeight',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('weight', models.DecimalField(decimal_places=6, max_digits=24)),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weights', to='indicators.indicator')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('weight__gt', 0)), name='indicators_a_weight_is_positive'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('indicator'), models.F('indicator'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='indicators_a_unit_weighs_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='FormPeriod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField(verbose_name='hạn gửi')),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='indicators.form')),
                    ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('form', 'period'), name='indicators_a_form_asks_once_a_period')],
                },
            ),
            migrations.CreateModel(
                name='ReportDuty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='indicators.form')),
                    ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='nơi nhận báo cáo')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='organisations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='indicators_a_duty_lasts_at_least_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('form'), models.F('form'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='indicators_a_unit_reports_a_form_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Category',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=30)),
                    ('name', models.CharField(max_length=60, verbose_name='tên nhóm')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='áp dụng')),
                    ('ended_because', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi dùng')),
                    ('breakdown', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='indicators.breakdown')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('breakdown', 'code'), name='indicators_a_category_once_in_its_breakdown'), models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='indicators_a_category_lasts_at_least_a_day'), models.CheckConstraint(condition=models.Q(('during__upper_inf', True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='indicators_an_ended_category_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Report',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('draft', 'đang nhập'), ('submitted', 'đã gửi, chờ nhận'), ('returned', 'bị trả lại'), ('accepted', 'đã nhận'), ('reopened', 'mở lại để sửa')], default='draft', max_length=9)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('first_submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('submitted_by', models.CharField(blank=True, max_length=200)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('accepted_by', models.CharField(blank=True, max_length=200)),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='indicators.form')),
                    ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                    ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_received', to='organisations.unit')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='organisations.unit')),
                    ('reopened_because', models.TextField(blank=True, db_default='', default='', verbose_name='lý do mở lại')),
                ],
                options={
                    'indexes': [models.Index(fields=['form', 'period'], include=('unit', 'first_submitted_at'), name='indicators_received'), models.Index(condition=models.Q(('state', 'submitted')), fields=['receiver'], name='indicators_sent_to')],
                    'constraints': [models.UniqueConstraint(fields=('form', 'unit', 'period'), name='indicators_one_report_per_form_unit_and_period'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('accepted_at__isnull', False), _connector='OR'), name='indicators_an_accepted_report_says_when'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('submitted_at__isnull', False), _connector='OR'), name='indicators_a_sent_report_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'reopened'), _negated=True), models.Q(('reopened_because', ''), _negated=True), _connector='OR'), name='indicators_a_reopened_report_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Criterion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=300, verbose_name='tiêu chí')),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='áp dụng')),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='indicators.indicator')),
                ],
                options={
                    'ordering': ['number', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='indicators_a_criterion_lasts_at_least_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('indicator'), models.F('indicator'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('number'), models.F('number'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='indicators_a_criterion_has_its_own_number_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Rollup',
                fields=[
                    ('pk', models.CompositePrimaryKey('period_id', 'tree_id', 'unit_id', 'indicator_id', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('reported', models.IntegerField(default=0)),
                    ('total', models.DecimalField(decimal_places=6, default=0, max_digits=34)),
                    ('numerator', models.DecimalField(decimal_places=6, default=0, max_digits=34)),
                    ('denominator', models.DecimalField(decimal_places=6, default=0, max_digits=34)),
                    ('weighted', models.DecimalField(decimal_places=12, default=0, max_digits=44)),
                    ('weight', models.DecimalField(decimal_places=6, default=0, max_digits=34)),
                    ('accepted', models.IntegerField(default=0)),
                    ('official_total', models.DecimalField(decimal_places=6, default=0, max_digits=34)),
                    ('official_numerator', models.DecimalField(decimal_places=6, default=0, max_digits=34)),
                    ('official_denominator', models.DecimalField(decimal_places=6, default=0, max_digits=34)),
                    ('official_weighted', models.DecimalField(decimal_places=12, default=0, max_digits=44)),
                    ('official_weight', models.DecimalField(decimal_places=6, default=0, max_digits=34)),
                    ('indicator', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator')),
                    ('period', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                    ('tree', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.tree')),
                    ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
            ),
            migrations.CreateModel(
                name='RollupDelta',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_official', models.BooleanField()),
                    ('reported', models.IntegerField()),
                    ('total', models.DecimalField(decimal_places=6, max_digits=34, null=True)),
                    ('numerator', models.DecimalField(decimal_places=6, max_digits=34, null=True)),
                    ('denominator', models.DecimalField(decimal_places=6, max_digits=34, null=True)),
                    ('weighted', models.DecimalField(decimal_places=12, max_digits=44, null=True)),
                    ('weight', models.DecimalField(decimal_places=6, max_digits=34, null=True)),
                    ('indicator', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator')),
                    ('period', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                    ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
            ),
            migrations.CreateModel(
                name='FormulaPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='used_in', to='indicators.indicator')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='formula_parts', to='indicators.indicatorversion')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('version', 'indicator'), name='indicators_a_formula_names_a_part_once')],
                },
            ),
            migrations.CreateModel(
                name='FormLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.CharField(blank=True, max_length=200, verbose_name='nhóm')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('level', models.CharField(blank=True, choices=[('province', 'tỉnh, thành phố'), ('district', 'huyện'), ('commune', 'xã, phường, thị trấn, đặc khu'), ('hamlet', 'ấp, thôn, tổ dân phố'), ('agency', 'cơ quan, tổ chức')], max_length=8, verbose_name='cấp báo cáo')),
                    ('scale', models.DecimalField(decimal_places=0, default=1, max_digits=16, verbose_name='một đơn vị hiển thị bằng')),
                    ('is_cumulative', models.BooleanField(default=False, verbose_name='nhập lũy kế từ đầu năm')),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='indicators.form')),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines_owned', to='organisations.unit')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='indicators.indicatorversion')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('form', 'version'), name='indicators_an_indicator_once_per_form'), models.CheckConstraint(condition=models.Q(models.Q(('level', ''), ('owner__isnull', False)), models.Q(models.Q(('level', ''), _negated=True), ('owner__isnull', True)), _connector='OR'), name='indicators_a_line_has_one_level_or_one_owner')],
                },
            ),
            migrations.CreateModel(
                name='IndicatorPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='áp dụng')),
                    ('ended_because', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi phân tổ')),
                    ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='indicators.category')),
                    ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='part_of', to='indicators.indicator')),
                    ('whole', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='indicators.indicator')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('whole', models.F('part')), _negated=True), name='indicators_nothing_is_a_part_of_itself'), models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='indicators_a_part_lasts_at_least_a_day'), models.CheckConstraint(condition=models.Q(('during__upper_inf', True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='indicators_an_ended_part_says_why'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('part'), models.F('part'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='indicators_a_part_belongs_once_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('whole'), models.F('whole'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('category'), models.F('category'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='indicators_a_category_has_one_part_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Observation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('draft', 'đang nhập'), ('submitted', 'đã gửi, chờ nhận'), ('returned', 'bị trả lại'), ('accepted', 'đã nhận'), ('reopened', 'mở lại để sửa')], default='draft', max_length=9)),
                    ('value', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                    ('numerator', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                    ('denominator', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                    ('weight', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                    ('missing_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do không có số')),
                    ('note', models.TextField(blank=True, verbose_name='giải trình')),
                    ('return_reason', models.TextField(blank=True, verbose_name='lý do trả lại')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('indicator', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator')),
                    ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('period', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                    ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='indicators.report')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'period', 'indicator'), name='indicators_one_figure_per_unit_indicator_and_period'), models.CheckConstraint(condition=models.Q(('missing_reason', ''), models.Q(('denominator__isnull', True), ('numerator__isnull', True), ('value__isnull', True)), _connector='OR'), name='indicators_a_missing_figure_has_no_value'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['returned', 'reopened']), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='indicators_a_returned_figure_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Standard',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('counts', models.CharField(choices=[('units', 'đơn vị đạt chuẩn'), ('criteria', 'tiêu chí đạt')], max_length=8, verbose_name='đếm')),
                    ('needed', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số tiêu chí phải đạt')),
                    ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('nation', 'cả nước'), ('province', 'tỉnh'), ('city', 'thành phố trực thuộc trung ương'), ('district', 'huyện, quận, thị xã, thành phố thuộc tỉnh'), ('commune', 'xã'), ('ward', 'phường'), ('township', 'thị trấn'), ('special_zone', 'đặc khu'), ('hamlet', 'ấp, thôn, tổ dân phố'), ('department', 'sở, ban, ngành, phòng'), ('party', 'tổ chức đảng'), ('front', 'Mặt trận Tổ quốc'), ('union', 'tổ chức chính trị – xã hội'), ('service', 'đơn vị sự nghiệp'), ('enterprise', 'doanh nghiệp')], max_length=12), size=None, verbose_name='loại đơn vị')),
                    ('tree', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.tree')),
                    ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='standard', to='indicators.indicatorversion')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kinds__len__gt', 0)), name='indicators_a_standard_asks_somebody')],
                },
            ),
            migrations.CreateModel(
                name='CriterionMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_met', models.BooleanField(verbose_name='đạt')),
                    ('on', models.DateField(verbose_name='từ ngày')),
                    ('note', models.CharField(blank=True, max_length=500, verbose_name='căn cứ')),
                    ('state', models.CharField(choices=[('draft', 'đang nhập'), ('submitted', 'đã gửi, chờ nhận'), ('returned', 'bị trả lại'), ('accepted', 'đã nhận'), ('reopened', 'mở lại để sửa')], default='submitted', max_length=9)),
                    ('marked_at', models.DateTimeField()),
                    ('marked_by', models.CharField(max_length=200)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.CharField(blank=True, max_length=200)),
                    ('return_reason', models.CharField(blank=True, max_length=500)),
                    ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='indicators.criterion')),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['criterion', 'unit', 'on'], name='indicators_mark_of_unit'), models.Index(condition=models.Q(('state', 'submitted')), fields=['unit'], name='indicators_mark_to_decide')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['submitted', 'accepted', 'returned'])), name='indicators_a_mark_is_sent_accepted_or_sent_back'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'submitted')), models.Q(models.Q(('state', 'submitted'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='indicators_a_decided_mark_says_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='indicators_a_mark_sent_back_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Evidence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.CharField(max_length=200)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                    ('observation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='indicators.observation')),
                ],
            ),
        ]),
        sql_file("indicators/sql/periods.sql"),
        sql_file("indicators/sql/observation_keys.sql"),
        sql_file("indicators/sql/observation_history.sql"),
        sql_file("indicators/sql/figure_guards.sql"),
        sql_file("indicators/sql/rollup.sql"),
        sql_file("indicators/sql/rollup_readings.sql"),
        sql_file("indicators/sql/rollup_recompute.sql"),
        sql_file("indicators/sql/store_figures.sql"),
        sql_file("indicators/sql/figures_expected.sql"),
        sql_file("indicators/sql/rollup_queue.sql"),
        sql_file("indicators/sql/formula_guards.sql"),
        sql_file("indicators/sql/finding.sql"),
        sql_file("indicators/sql/store_many.sql"),
        sql_file("indicators/sql/standard_guards.sql"),
        sql_file("indicators/sql/part_guards.sql"),
        sql_file("indicators/sql/one_place.sql"),
        sql_file("indicators/sql/waiting.sql"),
        sql_file("indicators/sql/answering.sql"),
        sql_file("indicators/sql/told.sql"),
    ]
