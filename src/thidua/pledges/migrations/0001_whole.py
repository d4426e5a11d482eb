import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("pledges", "0001_initial"),
        ("pledges", "0002_counting"),
        ("pledges", "0003_names_without_address"),
    ]

    dependencies = [
        ("kernel", "0001_whole"),
        ("organisations", "0001_whole"),
        ("indicators", "0001_whole"),
        ("campaigns", "0001_whole"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Duty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('launch', 'phát động'), ('urge', 'đôn đốc'), ('guide', 'hướng dẫn'), ('check', 'kiểm tra')], max_length=6, verbose_name='việc')),
                    ('done_on', models.DateField(verbose_name='ngày làm')),
                    ('what', models.TextField(verbose_name='đã làm gì')),
                    ('recorded_by', models.CharField(max_length=200)),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('recorded_at', models.DateTimeField()),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('taken_back_because', models.CharField(blank=True, max_length=300)),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                    ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ['-done_on', '-pk'],
                    'indexes': [models.Index(fields=['campaign', 'unit', 'period'], name='pledges_duties_of_unit')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='pledges_a_duty_says_what_was_done'), models.CheckConstraint(condition=models.Q(('taken_back_at__isnull', True), models.Q(('taken_back_because', ''), _negated=True), _connector='OR'), name='pledges_a_duty_taken_back_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True, verbose_name='mã')),
                    ('label', models.CharField(max_length=120, verbose_name='phát cho ai')),
                    ('ends_on', models.DateField(verbose_name='dùng đến hết ngày')),
                    ('made_by', models.CharField(max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_by', models.CharField(blank=True, max_length=200)),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), models.Q(('revoked_by', ''), _negated=True), _connector='OR'), name='pledges_a_revoked_code_says_by_whom')],
                },
            ),
            migrations.CreateModel(
                name='Registration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('individual', 'cá nhân'), ('household', 'hộ gia đình'), ('clan', 'dòng họ'), ('hamlet', 'ấp, thôn, tổ dân phố'), ('collective', 'tập thể'), ('enterprise', 'doanh nghiệp, hợp tác xã')], max_length=10, verbose_name='đối tượng')),
                    ('name', models.CharField(max_length=200, verbose_name='tên')),
                    ('folded', models.CharField(editable=False, max_length=200)),
                    ('sort_key', models.CharField(db_collation='C', editable=False, max_length=500)),
                    ('representative', models.CharField(blank=True, max_length=120, verbose_name='người đứng đầu, đại diện')),
                    ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm sinh')),
                    ('address', models.CharField(blank=True, max_length=200, verbose_name='ấp, tổ')),
                    ('place_key', models.CharField(blank=True, editable=False, max_length=200)),
                    ('namesake', models.PositiveSmallIntegerField(default=1)),
                    ('content', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None, verbose_name='nội dung')),
                    ('words', models.TextField(blank=True, verbose_name='việc sẽ làm')),
                    ('title', models.CharField(blank=True, choices=[('advanced_worker', 'Lao động tiên tiến'), ('fighter', 'Chiến sĩ thi đua cơ sở'), ('cultured_family', 'Gia đình văn hóa'), ('cultured_hamlet', 'Thôn, tổ dân phố văn hóa'), ('advanced_group', 'Tập thể lao động tiên tiến'), ('excellent_group', 'Tập thể lao động xuất sắc'), ('good_farmer', 'Hộ sản xuất, kinh doanh giỏi'), ('learning_family', 'Gia đình học tập'), ('learning_clan', 'Dòng họ học tập'), ('good_deeds', 'Người tốt, việc tốt')], max_length=16, verbose_name='danh hiệu phấn đấu')),
                    ('state', models.CharField(choices=[('draft', 'đang viết'), ('submitted', 'chờ duyệt'), ('approved', 'đã duyệt'), ('returned', 'trả lại'), ('withdrawn', 'đã rút'), ('joined', 'gộp vào bản khác')], default='draft', max_length=9)),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                    ('source', models.CharField(choices=[('self', 'tự đăng ký'), ('code', 'tự đăng ký bằng mã'), ('office', 'đơn vị ghi giúp'), ('list', 'danh sách của đơn vị')], max_length=6)),
                    ('look_up', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                    ('shows_name', models.BooleanField(default=False)),
                    ('shows_address', models.BooleanField(default=False)),
                    ('shows_content', models.BooleanField(default=False)),
                    ('shows_result', models.BooleanField(default=False)),
                    ('consented_at', models.DateTimeField(blank=True, null=True)),
                    ('result', models.TextField(blank=True, verbose_name='kết quả')),
                    ('made_by', models.CharField(max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.CharField(blank=True, max_length=200)),
                    ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='campaigns.campaign')),
                    ('invitation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pledges.invitation')),
                    ('joined_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='doubles', to='pledges.registration')),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='đơn vị duyệt')),
                ],
                options={
                    'indexes': [models.Index(fields=['campaign', 'unit', 'state', 'sort_key'], name='pledges_registrations_of_unit'), models.Index(condition=models.Q(('state', 'approved')), fields=['campaign', 'unit', 'kind'], name='pledges_registrations_counted'), models.Index(fields=['campaign', 'folded'], name='pledges_registrations_called'), models.Index(condition=models.Q(('state', 'approved'), models.Q(('shows_name', True), ('shows_content', True), ('shows_result', True), _connector='OR')), fields=['campaign', 'sort_key'], name='pledges_registrations_public')],
                    'constraints': [models.UniqueConstraint(models.F('campaign'), models.F('unit'), models.F('kind'), models.F('folded'), django.db.models.functions.comparison.Coalesce('birth_year', 0), models.F('place_key'), models.F('namesake'), condition=models.Q(('state__in', ['draft', 'submitted', 'approved', 'returned']), ('owner__isnull', True)), name='pledges_a_subject_registers_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'approved', 'returned'])), fields=('campaign', 'owner', 'kind'), name='pledges_nobody_registers_themselves_twice'), models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'approved']), ('kind', 'individual')), fields=('campaign', 'person'), name='pledges_a_person_registers_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'returned']), _negated=True), models.Q(('decided_at__isnull', False), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='pledges_what_is_decided_says_by_whom_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='pledges_what_is_returned_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('joined_into__isnull', False), ('state', 'joined')), models.Q(models.Q(('state', 'joined'), _negated=True), ('joined_into__isnull', True)), _connector='OR'), name='pledges_what_is_joined_says_into_which'), models.CheckConstraint(condition=models.Q(models.Q(('shows_address', False), ('shows_content', False), ('shows_name', False), ('shows_result', False)), ('consented_at__isnull', False), _connector='OR'), name='pledges_nothing_is_shown_without_consent'), models.CheckConstraint(condition=models.Q(('shows_address', False), ('shows_name', True), _connector='OR'), name='pledges_an_address_is_shown_with_a_name'), models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), models.Q(('birth_year__gte', 1900), ('birth_year__lte', 2100)), _connector='OR'), name='pledges_a_birth_year_is_of_somebody_alive'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='pledges_a_registration_says_who')],
                },
            ),
            migrations.CreateModel(
                name='OwnTarget',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('words', models.CharField(max_length=300, verbose_name='chỉ tiêu')),
                    ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='con số')),
                    ('measure', models.CharField(blank=True, max_length=40, verbose_name='đơn vị tính')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicatorversion')),
                    ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='pledges.registration')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('value__isnull', True), models.Q(('measure', ''), _negated=True), _connector='OR'), name='pledges_a_figure_says_what_it_counts')],
                },
            ),
            migrations.CreateModel(
                name='RegistrationChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('before', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                    ('after', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('actor_id', models.BigIntegerField(null=True)),
                    ('actor_name', models.CharField(max_length=200)),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('at', models.DateTimeField()),
                    ('registration', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='pledges.registration')),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                },
            ),
        ]),
        sql_file("pledges/sql/history.sql"),
        sql_file("pledges/sql/guards.sql"),
    ]
