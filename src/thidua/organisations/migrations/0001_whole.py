import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("organisations", "0001_initial"),
        ("organisations", "0002_acts_and_trees"),
        ("organisations", "0003_indexes_by_tree"),
        ("organisations", "0004_words_of_names"),
        ("organisations", "0005_finding"),
        ("organisations", "0006_shapes"),
        ("organisations", "0007_saved_filters"),
        ("organisations", "0008_birth_years"),
        ("organisations", "0009_delegations"),
        ("organisations", "0010_handovers"),
        ("organisations", "0011_guides"),
        ("organisations", "0012_second_factors"),
        ("organisations", "0013_sign_on"),
        ("organisations", "0014_who_answers"),
        ("organisations", "0015_who_signed_a_handover"),
    ]

    dependencies = [
        ("kernel", "0001_whole"),
    ]

    operations = [
        sql_file("organisations/sql/text_key.sql"),
        CreateModels([
            migrations.CreateModel(
                name='Unit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('nation', 'cả nước'), ('province', 'tỉnh'), ('city', 'thành phố trực thuộc trung ương'), ('district', 'huyện, quận, thị xã, thành phố thuộc tỉnh'), ('commune', 'xã'), ('ward', 'phường'), ('township', 'thị trấn'), ('special_zone', 'đặc khu'), ('hamlet', 'ấp, thôn, tổ dân phố'), ('department', 'sở, ban, ngành, phòng'), ('party', 'tổ chức đảng'), ('front', 'Mặt trận Tổ quốc'), ('union', 'tổ chức chính trị – xã hội'), ('service', 'đơn vị sự nghiệp'), ('enterprise', 'doanh nghiệp')], max_length=12, verbose_name='loại')),
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
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                    ('folded', models.CharField(editable=False, max_length=120)),
                    ('sort_key', models.CharField(db_collation='C', editable=False, max_length=300)),
                    ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
                    ('birth_year', models.PositiveSmallIntegerField(blank=True, help_text='Chỉ để phân biệt người trùng tên; không giữ ngày sinh.', null=True, verbose_name='năm sinh')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), models.Q(('birth_year__gte', 1900), ('birth_year__lte', 2100)), _connector='OR'), name='organisations_a_birth_year_is_of_somebody_alive')],
                },
            ),
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
            migrations.CreateModel(
                name='UnitCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('scheme', models.CharField(choices=[('gso-province', 'mã tỉnh'), ('gso-district', 'mã huyện'), ('gso-commune', 'mã xã'), ('own', 'mã riêng')], max_length=20)),
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
                name='Placement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                    ('tree', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='organisations.tree')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children_placements', to='organisations.unit')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='organisations.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['tree', 'unit'], name='organisations_place_of_unit'), models.Index(fields=['tree', 'parent'], name='organisations_place_below')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('unit')), _negated=True), _connector='OR'), name='organisations_a_unit_is_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='organisations_a_place_lasts_at_least_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('tree'), models.F('tree'), models.Value('[]'), function='int8range'), '&&'), ('during', '&&')], name='organisations_a_unit_stands_once_in_a_tree_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Lineage',
                fields=[
                    ('pk', models.CompositePrimaryKey('tree_id', 'unit_id', 'ancestor_id', 'during', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('depth', models.SmallIntegerField()),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                    ('tree', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.tree')),
                    ('ancestor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['tree', 'ancestor', 'depth'], name='organisations_lineage_down')],
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
                    ('units', models.ManyToManyField(related_name='reorganisations', to='organisations.unit', verbose_name='đơn vị liên quan')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('decision', ''), _negated=True), name='organisations_a_reorganisation_names_its_decision')],
                },
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
                    ('guides_closed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, db_default=[], default=list, size=None, verbose_name='hướng dẫn đã gấp lại')),
                ],
                options={
                    'abstract': False,
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
                name='SavedFilter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('path', models.CharField(max_length=200)),
                    ('query', models.CharField(blank=True, max_length=1000)),
                    ('name', models.CharField(max_length=60, verbose_name='tên bộ lọc')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='dùng chung cho cả đơn vị')),
                    ('saved_at', models.DateTimeField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ['name', 'pk'],
                    'indexes': [models.Index(fields=['unit', 'path'], name='organisations_filters_of_list')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisations_a_saved_filter_has_a_name'), models.CheckConstraint(condition=models.Q(('path__regex', '^/([^/]|$)')), name='organisations_a_saved_filter_stays_in_the_house'), models.UniqueConstraint(fields=('person', 'unit', 'path', 'name'), name='organisations_a_filter_is_named_once')],
                },
            ),
            migrations.CreateModel(
                name='Shape',
                fields=[
                    ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='shape', serialize=False, to='organisations.unit')),
                    ('path', models.TextField()),
                    ('left', models.SmallIntegerField()),
                    ('top', models.SmallIntegerField()),
                    ('right', models.SmallIntegerField()),
                    ('bottom', models.SmallIntegerField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('right__gt', models.F('left')), ('bottom__gt', models.F('top'))), name='organisations_a_shape_has_an_extent')],
                },
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
                name='Delegation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='thời gian')),
                    ('powers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('report', 'nhập và gửi báo cáo của đơn vị'), ('accept', 'nhận, trả lại báo cáo của cấp dưới'), ('targets', 'giao và trả lời chỉ tiêu'), ('run', 'soạn, phát động, điều hành phong trào; kế hoạch và mốc'), ('sign', 'ký, chốt thay thủ trưởng')], max_length=10), size=None)),
                    ('scope_id', models.BigIntegerField(blank=True, null=True)),
                    ('scope_name', models.CharField(blank=True, max_length=300, verbose_name='giới hạn trong')),
                    ('number', models.CharField(max_length=60, verbose_name='số, ký hiệu văn bản')),
                    ('issued_on', models.DateField(verbose_name='ngày ban hành')),
                    ('reason', models.TextField(verbose_name='lý do')),
                    ('given_at', models.DateTimeField()),
                    ('given_by', models.CharField(max_length=200)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('revoked_by', models.CharField(blank=True, max_length=200)),
                    ('revoked_why', models.TextField(blank=True)),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                    ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='organisations.mandate')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='organisations.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('during__isempty', False), ('during__startswith__isnull', False), ('during__endswith__isnull', False)), name='organisations_a_delegation_begins_and_ends'), models.CheckConstraint(condition=models.Q(('powers__len__gt', 0)), name='organisations_a_delegation_names_its_powers'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='organisations_a_delegation_is_in_writing'), models.CheckConstraint(condition=models.Q(('revoked_at', None), models.Q(('revoked_why', ''), _negated=True), _connector='OR'), name='organisations_a_revoked_delegation_says_why')],
                },
            ),
            migrations.CreateModel(
                name='SecondFactor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('phone', 'mã trên điện thoại'), ('passkey', 'khóa bảo mật')], max_length=7)),
                    ('name', models.CharField(max_length=60, verbose_name='tên')),
                    ('secret', models.TextField(blank=True)),
                    ('last_step', models.BigIntegerField(default=0)),
                    ('credential', models.BinaryField(default=bytes)),
                    ('credential_id', models.CharField(max_length=1400, null=True, unique=True)),
                    ('sign_count', models.BigIntegerField(default=0)),
                    ('added_at', models.DateTimeField()),
                    ('last_used_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_factors', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('credential_id', None), ('kind', 'phone'), models.Q(('secret', ''), _negated=True)), models.Q(('credential_id__isnull', False), ('kind', 'passkey'), ('secret', '')), _connector='OR'), name='organisations_a_second_factor_has_what_it_needs')],
                },
            ),
            migrations.CreateModel(
                name='RecoveryCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('used_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Handover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('notes', models.TextField(blank=True, verbose_name='ghi chú của người giao')),
                    ('content', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('seal', models.CharField(blank=True, max_length=64)),
                    ('last_day', models.DateField(null=True, verbose_name='ngày làm việc cuối')),
                    ('given_at', models.DateTimeField(null=True)),
                    ('given_by', models.CharField(blank=True, max_length=200)),
                    ('given_office', models.CharField(blank=True, max_length=200)),
                    ('taken_at', models.DateTimeField(null=True)),
                    ('taken_by', models.CharField(blank=True, max_length=200)),
                    ('taken_office', models.CharField(blank=True, max_length=200)),
                    ('mandate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='organisations.mandate', verbose_name='người giao')),
                    ('taker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_over', to='organisations.mandate', verbose_name='người nhận')),
                    ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.mandate', verbose_name='người ký giao')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('given_at', None), models.Q(models.Q(('seal', ''), _negated=True), models.Q(('given_by', ''), _negated=True), ('last_day__isnull', False), ('taker__isnull', False)), _connector='OR'), name='organisations_a_handover_is_given_whole'), models.CheckConstraint(condition=models.Q(('taken_at', None), models.Q(('given_at__isnull', False), models.Q(('taken_by', ''), _negated=True)), _connector='OR'), name='organisations_a_handover_is_given_before_it_is_taken')],
                },
            ),
            migrations.CreateModel(
                name='SignOn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('issuer', models.CharField(max_length=200)),
                    ('subject', models.CharField(max_length=255)),
                    ('tied_at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ons', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('issuer', 'subject'), name='organisations_an_account_elsewhere_opens_one_sign_in'), models.UniqueConstraint(fields=('user', 'issuer'), name='organisations_a_sign_in_has_one_account_elsewhere')],
                },
            ),
            migrations.CreateModel(
                name='DelegatedPower',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('power', models.CharField(choices=[('report', 'nhập và gửi báo cáo của đơn vị'), ('accept', 'nhận, trả lại báo cáo của cấp dưới'), ('targets', 'giao và trả lời chỉ tiêu'), ('run', 'soạn, phát động, điều hành phong trào; kế hoạch và mốc'), ('sign', 'ký, chốt thay thủ trưởng')], max_length=10)),
                    ('scope', django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                    ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.mandate')),
                    ('delegation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_hands', to='organisations.delegation')),
                ],
                options={
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('mandate'), models.F('mandate'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.Func('power', function='organisations_text_key'), models.Func('power', function='organisations_text_key'), models.Value('[]'), function='int8range'), '&&'), ('scope', '&&'), ('during', '&&')], name='organisations_a_power_is_in_one_hand_a_day')],
                },
            ),
        ]),
        sql_file("organisations/sql/trees.sql"),
        sql_file("organisations/sql/placement_checks.sql"),
        sql_file("organisations/sql/lineage.sql"),
        sql_file("organisations/sql/finding.sql"),
        sql_file("organisations/sql/delegation.sql"),
        sql_file("organisations/sql/handover.sql"),
        sql_file("organisations/sql/answering.sql"),
    ]
