import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("prospects", "0001_initial"),
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
                name='DiscoveryRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('parameters', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('read', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('set_aside', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('made_by', models.CharField(max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                    ('last_month', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'indexes': [models.Index(fields=['campaign', '-made_at'], name='prospects_runs_of_campaign')],
                },
            ),
            migrations.CreateModel(
                name='DiscoveryHit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('score', models.DecimalField(decimal_places=3, max_digits=9)),
                    ('start', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                    ('value', models.DecimalField(decimal_places=6, max_digits=24)),
                    ('expected', models.DecimalField(decimal_places=6, max_digits=24)),
                    ('months_ahead', models.PositiveSmallIntegerField()),
                    ('months_told', models.PositiveSmallIntegerField()),
                    ('picture', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('stands', models.BooleanField(default=False, verbose_name='đã trả lời')),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicatorversion')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hits', to='prospects.discoveryrun')),
                ],
                options={
                    'ordering': ['-score', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('run', 'unit', 'version'), name='prospects_a_search_finds_a_unit_once_per_indicator'), models.CheckConstraint(condition=models.Q(('months_ahead__lte', models.F('months_told'))), name='prospects_nobody_is_ahead_longer_than_told')],
                },
            ),
            migrations.CreateModel(
                name='HitDismissal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=300, verbose_name='lý do')),
                    ('by', models.CharField(max_length=200)),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('at', models.DateTimeField()),
                    ('hit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dismissal', to='prospects.discoveryhit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='prospects_a_dismissal_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Prospect',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('person', 'cá nhân'), ('household', 'hộ gia đình'), ('group', 'tổ, nhóm'), ('unit', 'tập thể, đơn vị'), ('practice', 'mô hình, cách làm')], max_length=9, verbose_name='đối tượng')),
                    ('name', models.CharField(max_length=200, verbose_name='tên')),
                    ('folded', models.CharField(editable=False, max_length=200)),
                    ('sort_key', models.CharField(db_collation='C', editable=False, max_length=1000)),
                    ('trade', models.CharField(blank=True, max_length=120, verbose_name='ngành nghề')),
                    ('field', models.CharField(choices=[('water', 'trữ nước ngọt, thủy lợi nhỏ'), ('roads', 'giao thông nông thôn'), ('startup', 'khởi nghiệp, phát triển doanh nghiệp'), ('farming', 'chuỗi giá trị dừa và nông sản'), ('reform', 'cải cách hành chính'), ('learning', 'gia đình học tập, khuyến học'), ('party', 'xây dựng Đảng, hệ thống chính trị'), ('culture', 'văn hóa, xã hội'), ('welfare', 'giảm nghèo, an sinh'), ('security', 'quốc phòng, an ninh trật tự'), ('environment', 'môi trường, nông thôn mới'), ('urban', 'đô thị, chỉnh trang'), ('other', 'lĩnh vực khác')], default='other', max_length=11, verbose_name='lĩnh vực')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='ấp, tổ')),
                    ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm sinh')),
                    ('node_key', models.UUIDField(blank=True, null=True, verbose_name='nội dung')),
                    ('what', models.TextField(verbose_name='vì sao là nhân tố')),
                    ('source', models.CharField(choices=[('tip', 'tin báo'), ('figures', 'thấy từ số liệu'), ('office', 'đơn vị tự tìm')], max_length=7)),
                    ('state', models.CharField(choices=[('nurtured', 'đang bồi dưỡng'), ('invited', 'đã mời đăng ký điển hình'), ('accepted', 'đã nhận lời'), ('registered', 'đã đăng ký điển hình'), ('closed', 'đã khép lại')], default='nurtured', max_length=10)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_because', models.CharField(blank=True, max_length=500, verbose_name='lý do khép lại')),
                    ('closed_by', models.CharField(blank=True, max_length=200)),
                    ('made_by', models.CharField(max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                    ('hit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prospects', to='prospects.discoveryhit')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='đơn vị phụ trách')),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person', verbose_name='người phụ trách')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ['sort_key', 'pk'],
                    'indexes': [models.Index(fields=['home', 'state'], name='prospects_of_a_unit'), models.Index(fields=['campaign', 'state'], name='prospects_of_a_campaign'), models.Index(fields=['owner'], name='prospects_looked_after_by')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='prospects_a_prospect_has_a_name'), models.CheckConstraint(condition=models.Q(('unit__isnull', True), ('kind', 'unit'), _connector='OR'), name='prospects_a_prospect_is_a_unit_only_as_a_unit'), models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), models.Q(('birth_year__gte', 1900), ('birth_year__lte', 2100)), _connector='OR'), name='prospects_a_prospect_was_born_in_our_time'), models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='prospects_a_prospect_says_why_it_is_one'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed'), models.Q(('closed_because', ''), _negated=True)), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='prospects_what_is_closed_says_when_and_why'), models.UniqueConstraint(fields=('hit',), name='prospects_a_hit_is_taken_up_once')],
                },
            ),
            migrations.CreateModel(
                name='SupportMeasure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('moral', 'tinh thần'), ('technical', 'kỹ thuật'), ('material', 'vật chất')], max_length=9, verbose_name='hỗ trợ về')),
                    ('words', models.CharField(max_length=300, verbose_name='việc hỗ trợ')),
                    ('by_whom', models.CharField(blank=True, max_length=200, verbose_name='ai làm')),
                    ('cost', models.DecimalField(blank=True, decimal_places=0, max_digits=18, null=True, verbose_name='kinh phí, đồng')),
                    ('due_on', models.DateField(verbose_name='hạn')),
                    ('state', models.CharField(choices=[('planned', 'đã định'), ('ongoing', 'đang làm'), ('done', 'đã xong'), ('dropped', 'thôi làm')], default='planned', max_length=7)),
                    ('told', models.CharField(blank=True, max_length=500, verbose_name='kết quả, lý do')),
                    ('told_at', models.DateTimeField(blank=True, null=True)),
                    ('told_by', models.CharField(blank=True, max_length=200)),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                    ('prospect', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='prospects.prospect')),
                ],
                options={
                    'ordering': ['due_on', 'pk'],
                    'indexes': [models.Index(condition=models.Q(('state__in', ['planned', 'ongoing'])), fields=['due_on'], name='prospects_measures_due')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='prospects_a_measure_says_what_is_done'), models.CheckConstraint(condition=models.Q(('cost__isnull', True), ('cost__gte', 0), _connector='OR'), name='prospects_a_measure_costs_no_less_than_nothing'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'dropped']), _negated=True), models.Q(models.Q(('told', ''), _negated=True), ('told_at__isnull', False)), _connector='OR'), name='prospects_a_measure_that_is_over_says_how_and_when')],
                },
            ),
            migrations.CreateModel(
                name='ProspectInvitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('words', models.TextField(blank=True, verbose_name='lời mời')),
                    ('invited_at', models.DateTimeField()),
                    ('invited_by', models.CharField(max_length=200)),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('answer', models.CharField(blank=True, choices=[('', 'chưa trả lời'), ('accepted', 'nhận lời'), ('declined', 'chưa nhận lời')], default='', max_length=8)),
                    ('answer_words', models.CharField(blank=True, max_length=500, verbose_name='nói gì')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by', models.CharField(blank=True, max_length=200)),
                    ('is_noted', models.BooleanField(default=False, verbose_name='đơn vị ghi lại')),
                    ('prospect', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='prospects.prospect')),
                ],
                options={
                    'ordering': ['-invited_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('prospect',), name='prospects_one_invitation_waits_at_a_time'), models.CheckConstraint(condition=models.Q(('answer', ''), models.Q(('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='prospects_an_answer_says_by_whom_and_when')],
                },
            ),
            migrations.CreateModel(
                name='Tip',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('person', 'cá nhân'), ('household', 'hộ gia đình'), ('group', 'tổ, nhóm'), ('unit', 'tập thể, đơn vị'), ('practice', 'mô hình, cách làm')], max_length=9, verbose_name='đối tượng')),
                    ('name', models.CharField(max_length=200, verbose_name='tên')),
                    ('folded', models.CharField(editable=False, max_length=200)),
                    ('sort_key', models.CharField(db_collation='C', editable=False, max_length=1000)),
                    ('trade', models.CharField(blank=True, max_length=120, verbose_name='ngành nghề')),
                    ('field', models.CharField(choices=[('water', 'trữ nước ngọt, thủy lợi nhỏ'), ('roads', 'giao thông nông thôn'), ('startup', 'khởi nghiệp, phát triển doanh nghiệp'), ('farming', 'chuỗi giá trị dừa và nông sản'), ('reform', 'cải cách hành chính'), ('learning', 'gia đình học tập, khuyến học'), ('party', 'xây dựng Đảng, hệ thống chính trị'), ('culture', 'văn hóa, xã hội'), ('welfare', 'giảm nghèo, an sinh'), ('security', 'quốc phòng, an ninh trật tự'), ('environment', 'môi trường, nông thôn mới'), ('urban', 'đô thị, chỉnh trang'), ('other', 'lĩnh vực khác')], default='other', max_length=11, verbose_name='lĩnh vực')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='ấp, tổ')),
                    ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm sinh')),
                    ('what', models.TextField(verbose_name='đã làm gì')),
                    ('node_key', models.UUIDField(blank=True, null=True, verbose_name='nội dung')),
                    ('told_by', models.CharField(max_length=200)),
                    ('told_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('sent', 'chờ xem'), ('opened', 'đang xem'), ('taken_up', 'đã thành nhân tố'), ('answered', 'đã trả lời'), ('joined', 'gộp vào tin khác')], default='sent', max_length=8)),
                    ('answer', models.CharField(blank=True, max_length=500, verbose_name='trả lời')),
                    ('answered_by', models.CharField(blank=True, max_length=200)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='đơn vị phụ trách')),
                    ('joined_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='doubles', to='prospects.tip')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                    ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                    ('prospect', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tips', to='prospects.prospect')),
                    ('teller', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('where', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='ở đâu')),
                ],
                options={
                    'ordering': ['-told_at', '-pk'],
                    'indexes': [models.Index(fields=['home', 'state'], name='prospects_tips_of_a_unit'), models.Index(fields=['teller'], name='prospects_tips_of_a_teller'), models.Index(fields=['folded'], name='prospects_tips_called')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='prospects_a_tip_has_a_name'), models.CheckConstraint(condition=models.Q(('unit__isnull', True), ('kind', 'unit'), _connector='OR'), name='prospects_a_tip_is_a_unit_only_as_a_unit'), models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), models.Q(('birth_year__gte', 1900), ('birth_year__lte', 2100)), _connector='OR'), name='prospects_a_tip_was_born_in_our_time'), models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='prospects_a_tip_says_what_was_done'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['answered', 'taken_up']), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('answered_by', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='prospects_what_is_answered_says_what_by_whom_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken_up'), _negated=True), ('prospect__isnull', False), _connector='OR'), name='prospects_what_is_taken_up_names_its_prospect'), models.CheckConstraint(condition=models.Q(models.Q(('joined_into__isnull', False), ('state', 'joined')), models.Q(models.Q(('state', 'joined'), _negated=True), ('joined_into__isnull', True)), _connector='OR'), name='prospects_what_is_joined_says_into_which')],
                },
            ),
        ]),
        sql_file("prospects/sql/guards.sql"),
    ]
