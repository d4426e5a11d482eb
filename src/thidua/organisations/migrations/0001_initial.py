import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        sql_file('organisations/sql/text_key.sql'),
        migrations.CreateModel(
            name='FailedSignIns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('count', models.PositiveIntegerField()),
                ('since', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                ('folded', models.CharField(editable=False, max_length=120)),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=300)),
                ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
            ],
        ),
        migrations.CreateModel(
            name='Tree',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=100, verbose_name='tên cây')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('nation', 'cả nước'), ('province', 'tỉnh'), ('city', 'thành phố trực thuộc trung ương'), ('district', 'huyện, quận, thị xã, thành phố thuộc tỉnh'), ('commune', 'xã'), ('ward', 'phường'), ('township', 'thị trấn'), ('special_zone', 'đặc khu'), ('hamlet', 'ấp, thôn, tổ dân phố'), ('department', 'sở, ban, ngành, phòng'), ('party', 'tổ chức đảng'), ('front', 'Mặt trận Tổ quốc'), ('union', 'tổ chức chính trị – xã hội'), ('service', 'đơn vị sự nghiệp'), ('enterprise', 'doanh nghiệp')], max_length=12, verbose_name='loại')),
                ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='tên đăng nhập')),
                ('is_active', models.BooleanField(default=True)),
                ('is_password_one_time', models.BooleanField(default=False, help_text='Người dùng phải đổi mật khẩu ở lần đăng nhập đầu tiên.', verbose_name='mật khẩu dùng một lần')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='user', to='organisations.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reorganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('founding', 'thành lập'), ('merger', 'sáp nhập'), ('split', 'chia tách'), ('renaming', 'đổi tên'), ('move', 'chuyển đơn vị quản lý'), ('closing', 'giải thể')], max_length=10, verbose_name='việc')),
                ('decision', models.CharField(max_length=200, verbose_name='văn bản quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày ban hành')),
                ('effective_on', models.DateField(verbose_name='có hiệu lực từ')),
                ('note', models.TextField(blank=True, verbose_name='ghi chú')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('decision', ''), _negated=True), name='organisations_a_reorganisation_names_its_decision')],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(max_length=40, unique=True)),
                ('device', models.CharField(blank=True, max_length=200, verbose_name='thiết bị')),
                ('address', models.GenericIPAddressField(blank=True, null=True, verbose_name='địa chỉ mạng')),
                ('since', models.DateTimeField(verbose_name='đăng nhập lúc')),
                ('last_seen_at', models.DateTimeField(verbose_name='dùng lần cuối')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('whole', 'toàn bộ'), ('split', 'một phần')], max_length=5)),
                ('is_main', models.BooleanField(default=False, verbose_name='nơi kế thừa chính')),
                ('share', models.DecimalField(blank=True, decimal_places=6, max_digits=7, null=True)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='organisations.reorganisation')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions_out', to='organisations.unit')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions_in', to='organisations.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor'), name='organisations_one_succession_per_pair'), models.CheckConstraint(condition=models.Q(('share__isnull', True), models.Q(('share__gt', 0), ('share__lte', 1)), _connector='OR'), name='organisations_a_share_is_a_fraction'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='organisations_nobody_succeeds_itself')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('tree', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='organisations.tree')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children_placements', to='organisations.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='organisations.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('unit')), _negated=True), _connector='OR'), name='organisations_a_unit_is_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='organisations_a_place_lasts_at_least_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('tree'), models.F('tree'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='organisations_a_unit_stands_once_in_a_tree_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('reader', 'theo dõi'), ('officer', 'chuyên viên'), ('head', 'thủ trưởng'), ('administrator', 'quản trị hệ thống')], max_length=13, verbose_name='vai trò')),
                ('title', models.CharField(max_length=120, verbose_name='chức danh')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='thời gian')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='organisations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='organisations.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='organisations_a_mandate_lasts_at_least_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.Func('role', function='organisations_text_key'), models.Func('role', function='organisations_text_key'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='organisations_a_mandate_is_held_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Lineage',
            fields=[
                ('pk', models.CompositePrimaryKey('tree_id', 'unit_id', 'ancestor_id', 'during', blank=True, editable=False, primary_key=True, serialize=False)),
                ('depth', models.SmallIntegerField()),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('tree', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.tree')),
                ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['tree', 'ancestor', 'depth'], name='organisations_lineage_down')],
            },
        ),
        migrations.CreateModel(
            name='UnitCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('gso-province', 'mã tỉnh'), ('gso-district', 'mã huyện'), ('gso-commune', 'mã xã')], max_length=20)),
                ('code', models.CharField(max_length=20)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['code'], name='organisations_code')],
                'constraints': [models.CheckConstraint(condition=models.Q(('during__isempty', False), models.Q(('code', ''), _negated=True)), name='organisations_a_code_lasts_at_least_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.Func('scheme', 'code', function='organisations_text_key'), models.Func('scheme', 'code', function='organisations_text_key'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='organisations_a_code_names_one_unit_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.Func('scheme', function='organisations_text_key'), models.Func('scheme', function='organisations_text_key'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='organisations_a_unit_has_one_code_of_a_scheme_a_day')],
            },
        ),
        migrations.CreateModel(
            name='UnitName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('full_name', models.CharField(max_length=200, verbose_name='tên đầy đủ')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='tên tiếng Anh')),
                ('folded', models.CharField(editable=False, max_length=200)),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=400)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='thời gian')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['folded'], name='organisations_name_folded')],
                'constraints': [models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='organisations_a_name_lasts_at_least_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='organisations_a_unit_has_one_name_a_day')],
            },
        ),
        sql_file('organisations/sql/placement_checks.sql'),
        sql_file('organisations/sql/lineage.sql'),
    ]
