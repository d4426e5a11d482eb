import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("follow_up", "0001_initial"),
        ("follow_up", "0002_inspections"),
        ("follow_up", "0003_urging_letters"),
        ("follow_up", "0004_reviews"),
        ("follow_up", "0005_review_versions"),
        ("follow_up", "0006_kinds_of_news"),
        ("follow_up", "0007_plans_and_addresses"),
    ]

    dependencies = [
        ("kernel", "0001_whole"),
        ("organisations", "0001_whole"),
        ("documents", "0001_whole"),
        ("indicators", "0001_whole"),
        ("campaigns", "0001_whole"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Inspection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(verbose_name='từ ngày')),
                    ('ends_on', models.DateField(verbose_name='đến ngày')),
                    ('leader', models.CharField(max_length=200, verbose_name='trưởng đoàn')),
                    ('members', models.TextField(blank=True, verbose_name='thành viên')),
                    ('purpose', models.TextField(blank=True, verbose_name='yêu cầu với đơn vị')),
                    ('conclusion', models.TextField(blank=True, verbose_name='kết luận')),
                    ('state', models.CharField(choices=[('draft', 'đang lập kế hoạch'), ('announced', 'đã thông báo'), ('closed', 'đã kết thúc')], default='draft', max_length=9)),
                    ('announced_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='campaigns.campaign')),
                    ('inspected', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections_met', to='organisations.unit', verbose_name='đơn vị được kiểm tra')),
                    ('inspector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections_made', to='organisations.unit', verbose_name='cơ quan kiểm tra')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='follow_up_an_inspection_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('inspector', models.F('inspected')), _negated=True), name='follow_up_nobody_inspects_themselves'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('announced_at__isnull', False), _connector='OR'), name='follow_up_an_announced_inspection_says_when')],
                },
            ),
            migrations.CreateModel(
                name='UrgingLetter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField(verbose_name='hạn đã qua')),
                    ('answer_by', models.DateField(verbose_name='đề nghị gửi trước ngày')),
                    ('made_at', models.DateTimeField()),
                    ('told_at', models.DateTimeField(blank=True, null=True)),
                    ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='urging_letter', to='documents.document')),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.form')),
                    ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='cơ quan đôn đốc')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('answer_by__gt', models.F('due_on'))), name='follow_up_a_letter_urges_after_the_due_day')],
                },
            ),
            migrations.CreateModel(
                name='Mail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('kind', models.CharField(choices=[('due-soon', 'Báo cáo sắp đến hạn'), ('due-today', 'Báo cáo đến hạn hôm nay'), ('late', 'Đơn vị mình chậm báo cáo'), ('late-below', 'Đơn vị báo cáo về mình bị chậm'), ('letter', 'Công văn đôn đốc'), ('inspection', 'Kiểm tra: kế hoạch, điều phát hiện, trả lời'), ('mend-soon', 'Việc phải khắc phục sắp đến hạn'), ('mend-late', 'Việc phải khắc phục đã quá hạn'), ('review', 'Báo cáo 6 tháng, năm: đến hạn, quá hạn, trả lại'), ('pact', 'Giao ước: mời, ký, sửa, có hiệu lực'), ('registered', 'Đăng ký thi đua của tôi: được duyệt, bị trả lại'), ('to-approve', 'Đăng ký thi đua chờ đơn vị duyệt'), ('target', 'Chỉ tiêu: nhận, đề nghị số khác, trả lời đề nghị'), ('returned', 'Số liệu bị trả lại'), ('digest', 'Thư tổng hợp hằng tuần'), ('address', 'Xác nhận địa chỉ thư')], max_length=12)),
                    ('address', models.EmailField(max_length=254, verbose_name='gửi đến')),
                    ('subject', models.CharField(max_length=300, verbose_name='tiêu đề')),
                    ('text', models.TextField()),
                    ('path', models.CharField(max_length=300)),
                    ('state', models.CharField(choices=[('waiting', 'chờ gửi'), ('sending', 'đang gửi'), ('sent', 'đã gửi'), ('unclear', 'không rõ đã gửi chưa'), ('failed', 'không gửi được'), ('dropped', 'không cần gửi nữa')], default='waiting', max_length=8)),
                    ('made_at', models.DateTimeField()),
                    ('held_until', models.DateTimeField()),
                    ('again_at', models.DateTimeField(blank=True, null=True)),
                    ('taken_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('fault', models.CharField(blank=True, choices=[('address', 'máy chủ thư không nhận địa chỉ này'), ('sender', 'máy chủ thư không nhận thư của chương trình'), ('sign-in', 'máy chủ thư không cho chương trình đăng nhập'), ('server', 'không nối được máy chủ thư'), ('busy', 'máy chủ thư bảo gửi lại sau'), ('cut-off', 'đường truyền đứt giữa lúc gửi'), ('died', 'tiến trình nền dừng giữa lúc gửi'), ('unset', 'chưa khai máy chủ thư')], max_length=8)),
                    ('said', models.CharField(blank=True, max_length=300, verbose_name='máy chủ nói')),
                    ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.form')),
                    ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='nơi gửi')),
                    ('period', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='organisations.person')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['held_until'], name='follow_up_mails_waiting')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'sending'), _negated=True), ('taken_at__isnull', False), _connector='OR'), name='follow_up_a_mail_on_its_way_says_since_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='follow_up_a_sent_mail_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['failed', 'unclear']), _negated=True), models.Q(('fault', ''), _negated=True), _connector='OR'), name='follow_up_a_troubled_mail_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Mailbox',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('address', models.EmailField(blank=True, max_length=254, verbose_name='địa chỉ thư điện tử')),
                    ('quiet_from', models.PositiveSmallIntegerField(default=21, verbose_name='không gửi từ (giờ)')),
                    ('quiet_until', models.PositiveSmallIntegerField(default=6, verbose_name='đến (giờ)')),
                    ('has_digest', models.BooleanField(default=True, verbose_name='nhận thư tổng hợp hằng tuần')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mailbox', to='organisations.person')),
                    ('language', models.CharField(choices=[('vi', 'Tiếng Việt'), ('en', 'English')], default='vi', max_length=2)),
                    ('verified_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('verified_at__isnull', True), models.Q(('address', ''), _negated=True), _connector='OR'), name='follow_up_nothing_is_verified_without_an_address'), models.CheckConstraint(condition=models.Q(('quiet_from__lt', 24), ('quiet_until__lt', 24)), name='follow_up_quiet_hours_are_hours_of_a_day')],
                },
            ),
            migrations.CreateModel(
                name='NoticeChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('due-soon', 'Báo cáo sắp đến hạn'), ('due-today', 'Báo cáo đến hạn hôm nay'), ('late', 'Đơn vị mình chậm báo cáo'), ('late-below', 'Đơn vị báo cáo về mình bị chậm'), ('letter', 'Công văn đôn đốc'), ('inspection', 'Kiểm tra: kế hoạch, điều phát hiện, trả lời'), ('mend-soon', 'Việc phải khắc phục sắp đến hạn'), ('mend-late', 'Việc phải khắc phục đã quá hạn'), ('review', 'Báo cáo 6 tháng, năm: đến hạn, quá hạn, trả lại'), ('pact', 'Giao ước: mời, ký, sửa, có hiệu lực'), ('registered', 'Đăng ký thi đua của tôi: được duyệt, bị trả lại'), ('to-approve', 'Đăng ký thi đua chờ đơn vị duyệt'), ('target', 'Chỉ tiêu: nhận, đề nghị số khác, trả lời đề nghị'), ('returned', 'Số liệu bị trả lại'), ('digest', 'Thư tổng hợp hằng tuần'), ('address', 'Xác nhận địa chỉ thư')], max_length=12)),
                    ('in_program', models.BooleanField(default=True)),
                    ('mailing', models.CharField(choices=[('at-once', 'gửi ngay'), ('digest', 'gộp vào thư tuần'), ('none', 'không gửi')], max_length=7)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_choices', to='organisations.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='follow_up_one_choice_for_each_kind')],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('kind', models.CharField(choices=[('due-soon', 'Báo cáo sắp đến hạn'), ('due-today', 'Báo cáo đến hạn hôm nay'), ('late', 'Đơn vị mình chậm báo cáo'), ('late-below', 'Đơn vị báo cáo về mình bị chậm'), ('letter', 'Công văn đôn đốc'), ('inspection', 'Kiểm tra: kế hoạch, điều phát hiện, trả lời'), ('mend-soon', 'Việc phải khắc phục sắp đến hạn'), ('mend-late', 'Việc phải khắc phục đã quá hạn'), ('review', 'Báo cáo 6 tháng, năm: đến hạn, quá hạn, trả lại'), ('pact', 'Giao ước: mời, ký, sửa, có hiệu lực'), ('registered', 'Đăng ký thi đua của tôi: được duyệt, bị trả lại'), ('to-approve', 'Đăng ký thi đua chờ đơn vị duyệt'), ('target', 'Chỉ tiêu: nhận, đề nghị số khác, trả lời đề nghị'), ('returned', 'Số liệu bị trả lại'), ('digest', 'Thư tổng hợp hằng tuần'), ('address', 'Xác nhận địa chỉ thư')], max_length=12)),
                    ('title', models.CharField(max_length=300)),
                    ('body', models.TextField(blank=True)),
                    ('path', models.CharField(max_length=300)),
                    ('made_at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.form')),
                    ('period', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='organisations.person')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'indexes': [models.Index(condition=models.Q(('read_at__isnull', True)), fields=['person'], name='follow_up_unread')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('path__regex', '^/([^/]|$)')), name='follow_up_a_notice_leads_into_the_house'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='follow_up_a_notice_says_something')],
                },
            ),
            migrations.CreateModel(
                name='ReminderPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_on', models.BooleanField(default=True, verbose_name='nhắc tự động')),
                    ('days_before', models.PositiveSmallIntegerField(default=3, verbose_name='nhắc trước hạn (ngày làm việc)')),
                    ('on_day', models.BooleanField(default=True, verbose_name='nhắc trong ngày đến hạn')),
                    ('escalate_after', models.PositiveSmallIntegerField(default=2, verbose_name='báo lên cấp trên sau hạn (ngày làm việc)')),
                    ('form', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminder_plan', to='indicators.form')),
                    ('campaign', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminder_plan', to='campaigns.campaign')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('form__isnull', False), ('campaign__isnull', False), _connector='XOR'), name='follow_up_a_plan_is_of_a_form_or_a_campaign'), models.CheckConstraint(condition=models.Q(('days_before__lte', 20), ('escalate_after__lte', 20)), name='follow_up_reminders_stay_near_the_due_day')],
                },
            ),
            migrations.CreateModel(
                name='ReminderRound',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(unique=True)),
                    ('held_at', models.DateTimeField()),
                    ('made_count', models.PositiveIntegerField(default=0)),
                    ('skipped_count', models.PositiveIntegerField(default=0)),
                    ('away_days', models.PositiveIntegerField(default=0, help_text='số ngày không có lượt nhắc nào trước lượt này')),
                ],
                options={
                    'ordering': ['-day'],
                },
            ),
            migrations.CreateModel(
                name='ReviewCall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField(verbose_name='hạn gửi')),
                    ('called_at', models.DateTimeField()),
                    ('called_by', models.CharField(max_length=200)),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_calls', to='campaigns.campaign')),
                    ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.period')),
                ],
                options={
                    'ordering': ['-due_on', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('campaign', 'period'), name='follow_up_a_period_is_reported_on_once')],
                },
            ),
            migrations.CreateModel(
                name='InspectionItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('node_key', models.UUIDField(blank=True, null=True)),
                    ('name', models.CharField(max_length=300)),
                    ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='follow_up.inspection')),
                    ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.target')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('node_key__isnull', False), ('target__isnull', False), _connector='XOR'), name='follow_up_an_item_is_content_or_a_target')],
                },
            ),
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='số thứ tự')),
                    ('what', models.TextField(verbose_name='điều phát hiện')),
                    ('severity', models.CharField(choices=[('remind', 'nhắc nhở'), ('mend', 'phải khắc phục'), ('grave', 'nghiêm trọng')], max_length=6, verbose_name='mức độ')),
                    ('place', models.CharField(blank=True, max_length=300, verbose_name='ở đâu')),
                    ('mend_by', models.DateField(verbose_name='hạn khắc phục')),
                    ('state', models.CharField(choices=[('open', 'chờ khắc phục'), ('answered', 'đã trả lời, chờ xem'), ('returned', 'trả lại, làm tiếp'), ('mended', 'đã khắc phục')], default='open', max_length=8)),
                    ('found_at', models.DateTimeField()),
                    ('mended_at', models.DateTimeField(blank=True, null=True)),
                    ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='follow_up.inspection')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('inspection', 'number'), name='follow_up_findings_are_numbered_apart'), models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='follow_up_a_finding_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'mended'), _negated=True), ('mended_at__isnull', False), _connector='OR'), name='follow_up_a_mended_finding_says_when')],
                },
            ),
            migrations.CreateModel(
                name='UrgedUnit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_met', to='organisations.unit')),
                    ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='urged', to='follow_up.urgingletter')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('letter', 'unit'), name='follow_up_a_letter_goes_to_a_unit_once')],
                },
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('writing', 'đang soạn'), ('sent', 'đã gửi, chờ nhận'), ('received', 'đã nhận'), ('returned', 'trả lại, viết tiếp')], default='writing', max_length=8)),
                    ('results', models.TextField(blank=True, verbose_name='kết quả nổi bật')),
                    ('exemplars', models.TextField(blank=True, verbose_name='điển hình, cách làm hay')),
                    ('difficulties', models.TextField(blank=True, verbose_name='khó khăn, hạn chế, nguyên nhân')),
                    ('proposals', models.TextField(blank=True, verbose_name='đề xuất, kiến nghị')),
                    ('figures', models.JSONField(default=list)),
                    ('first_sent_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('received_at', models.DateTimeField(blank=True, null=True)),
                    ('return_reason', models.TextField(blank=True, verbose_name='lý do trả lại')),
                    ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review', to='documents.document')),
                    ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='organisations.unit')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='follow_up.reviewcall')),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('call', 'unit'), name='follow_up_a_unit_reports_once_a_period'), models.CheckConstraint(condition=models.Q(('unit', models.F('receiver')), _negated=True), name='follow_up_nobody_reports_to_itself'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='follow_up_a_returned_review_says_why'), models.CheckConstraint(condition=models.Q(('state__in', ['writing', 'returned']), models.Q(('first_sent_at__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='follow_up_a_sent_review_says_when')],
                },
            ),
            migrations.CreateModel(
                name='FindingWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('move', models.CharField(choices=[('open', 'chờ khắc phục'), ('answered', 'đã trả lời, chờ xem'), ('returned', 'trả lại, làm tiếp'), ('mended', 'đã khắc phục')], max_length=8)),
                    ('words', models.TextField()),
                    ('said_by', models.CharField(max_length=200)),
                    ('office', models.CharField(max_length=200)),
                    ('actor_id', models.BigIntegerField(null=True)),
                    ('at', models.DateTimeField()),
                    ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='follow_up.finding')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='follow_up_a_word_about_a_finding_says_something')],
                },
            ),
            migrations.CreateModel(
                name='FindingFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                    ('word', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='follow_up.findingword')),
                ],
            ),
        ]),
        sql_file("follow_up/sql/findings.sql",
            undo="drop trigger follow_up_words_are_only_added_to on follow_up_findingword;"
            "drop trigger follow_up_words_are_not_emptied on follow_up_findingword"
        ),
    ]
