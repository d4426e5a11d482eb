import django.db.models.deletion
import uuid
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("pacts", "0001_initial"),
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
                name='Pact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('draft', 'đang soạn'), ('talked', 'đang lấy ý kiến'), ('signing', 'đã chốt văn bản, đang ký'), ('in_force', 'có hiệu lực'), ('ended', 'đã đánh giá, kết thúc'), ('broken', 'chấm dứt trước hạn'), ('dropped', 'không thành')], default='draft', max_length=8)),
                    ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='bản đang dùng')),
                    ('is_public', models.BooleanField(default=True, verbose_name='công khai')),
                    ('in_force_since', models.DateTimeField(blank=True, null=True)),
                    ('over_at', models.DateTimeField(blank=True, null=True)),
                    ('over_because', models.TextField(blank=True, verbose_name='kết luận, lý do')),
                    ('over_by', models.CharField(blank=True, max_length=300)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.CharField(max_length=200)),
                    ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pacts', to='campaigns.campaign')),
                    ('drafter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='đơn vị soạn')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'indexes': [models.Index(fields=['campaign', 'state'], name='pacts_of_a_campaign')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['in_force', 'ended']), _negated=True), ('in_force_since__isnull', False), _connector='OR'), name='pacts_what_holds_says_since_when'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ended', 'broken', 'dropped']), ('over_at__isnull', False), models.Q(('over_because', ''), _negated=True)), models.Q(models.Q(('state__in', ['ended', 'broken', 'dropped']), _negated=True), ('over_at__isnull', True)), _connector='OR'), name='pacts_what_is_over_says_when_and_why')],
                },
            ),
            migrations.CreateModel(
                name='PactParty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('left_at', models.DateTimeField(blank=True, null=True)),
                    ('left_because', models.TextField(blank=True, verbose_name='lý do rút')),
                    ('pact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='pacts.pact')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pacts_joined', to='organisations.unit')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('pact', 'unit'), name='pacts_a_unit_is_a_party_once'), models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', True), ('left_because', '')), models.Q(('left_at__isnull', False), models.Q(('left_because', ''), _negated=True)), _connector='OR'), name='pacts_who_withdraws_says_why')],
                },
            ),
            migrations.CreateModel(
                name='PactEdition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('because', models.TextField(blank=True, verbose_name='vì sao có bản này')),
                    ('title', models.CharField(max_length=200, verbose_name='tên giao ước')),
                    ('preamble', models.TextField(blank=True, verbose_name='lời mở đầu')),
                    ('starts_on', models.DateField(verbose_name='từ ngày')),
                    ('ends_on', models.DateField(verbose_name='đến ngày')),
                    ('ceremony_on', models.DateField(blank=True, null=True, verbose_name='ngày ký kết')),
                    ('ceremony_place', models.CharField(blank=True, max_length=200, verbose_name='nơi ký kết')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.CharField(max_length=200)),
                    ('circulated_at', models.DateTimeField(blank=True, null=True)),
                    ('text', models.TextField(blank=True)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('fixed_at', models.DateTimeField(blank=True, null=True)),
                    ('in_force_at', models.DateTimeField(blank=True, null=True)),
                    ('replaced_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='đơn vị viết bản này')),
                    ('pact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='pacts.pact')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('pact', 'number'), name='pacts_editions_are_numbered'), models.UniqueConstraint(condition=models.Q(('dropped_at__isnull', True), ('fixed_at__isnull', True)), fields=('pact',), name='pacts_one_edition_is_written_at_a_time'), models.UniqueConstraint(condition=models.Q(('fixed_at__isnull', False), ('replaced_at__isnull', True)), fields=('pact',), name='pacts_one_edition_stands_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('fixed_at__isnull', True), ('sha256', ''), ('text', '')), models.Q(('fixed_at__isnull', False), models.Q(('text', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='pacts_what_is_fixed_has_a_text_and_its_hash'), models.CheckConstraint(condition=models.Q(('fixed_at__isnull', False), models.Q(('in_force_at__isnull', True), ('replaced_at__isnull', True)), _connector='OR'), name='pacts_only_what_is_fixed_holds_or_is_replaced'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='pacts_a_pact_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='pacts_a_pact_has_a_title'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('because', ''), _negated=True), _connector='OR'), name='pacts_a_later_edition_says_why')],
                },
            ),
            migrations.CreateModel(
                name='CommitmentMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField()),
                    ('is_done', models.BooleanField(verbose_name='đã xong')),
                    ('words', models.TextField(verbose_name='đã làm gì')),
                    ('told_at', models.DateTimeField()),
                    ('told_by', models.CharField(max_length=200)),
                    ('pact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='pacts.pact')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='pacts_a_mark_says_what')],
                },
            ),
            migrations.CreateModel(
                name='Commitment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField(default=uuid.uuid4)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('words', models.TextField(blank=True, verbose_name='việc cam kết')),
                    ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='mức cam kết')),
                    ('is_at_most', models.BooleanField(default=False, verbose_name='không quá mức này')),
                    ('scale', models.DecimalField(decimal_places=0, default=1, max_digits=12)),
                    ('baseline', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='mức lúc bắt đầu')),
                    ('starts_on', models.DateField(blank=True, null=True, verbose_name='tính từ ngày')),
                    ('due_on', models.DateField(verbose_name='đến hết ngày')),
                    ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicatorversion')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='pacts.pactedition')),
                    ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='pacts.pactparty')),
                ],
                options={
                    'ordering': ['party__position', 'party', 'position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='pacts_a_commitment_stands_once'), models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', False), ('value__isnull', False), ('version__isnull', False)), models.Q(('value__isnull', True), ('version__isnull', True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='pacts_a_commitment_is_a_whole_figure_or_words')],
                },
            ),
            migrations.CreateModel(
                name='Witness',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='họ tên hoặc tên đơn vị')),
                    ('office', models.CharField(blank=True, max_length=200, verbose_name='chức vụ')),
                    ('shows_name', models.BooleanField(default=False, verbose_name='đồng ý nêu tên công khai')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='witnesses', to='pacts.pactedition')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='pacts_a_witness_is_named')],
                },
            ),
            migrations.CreateModel(
                name='PactCeremony',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('held_on', models.DateField(verbose_name='ngày')),
                    ('place', models.CharField(max_length=200, verbose_name='nơi')),
                    ('led_by', models.CharField(max_length=200, verbose_name='chủ trì')),
                    ('present', models.PositiveIntegerField(verbose_name='số người dự')),
                    ('minutes', models.TextField(verbose_name='diễn biến')),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.CharField(max_length=200)),
                    ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ceremony', to='pacts.pactedition')),
                ],
            ),
            migrations.CreateModel(
                name='PactPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('pact', 'bản giao ước'), ('minutes', 'biên bản lễ ký kết')], max_length=7)),
                    ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pact_paper', to='documents.document')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='pacts.pactedition')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('edition', 'kind'), name='pacts_one_paper_of_a_kind')],
                },
            ),
            migrations.CreateModel(
                name='PactOpinion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField()),
                    ('agrees', models.BooleanField(verbose_name='đồng ý')),
                    ('words', models.TextField(blank=True, verbose_name='đề nghị sửa')),
                    ('given_at', models.DateTimeField()),
                    ('given_by', models.CharField(max_length=200)),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='pacts.pactedition')),
                    ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='pacts.pactparty')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('agrees', True), models.Q(('words', ''), _negated=True), _connector='OR'), name='pacts_who_asks_for_a_change_says_which')],
                },
            ),
            migrations.CreateModel(
                name='PactSignature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64)),
                    ('name', models.CharField(max_length=120, verbose_name='người ký')),
                    ('title', models.CharField(max_length=200, verbose_name='chức vụ')),
                    ('office', models.CharField(max_length=200)),
                    ('delegated_by', models.CharField(blank=True, max_length=200, verbose_name='theo văn bản ủy quyền')),
                    ('shows_name', models.BooleanField(default=False, verbose_name='đồng ý nêu tên công khai')),
                    ('signed_at', models.DateTimeField()),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='pacts.pactedition')),
                    ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='pacts.pactparty')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                ],
                options={
                    'ordering': ['signed_at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('edition', 'party'), name='pacts_a_party_signs_an_edition_once')],
                },
            ),
            migrations.CreateModel(
                name='CommitmentOutcome',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verdict', models.CharField(choices=[('kept', 'giữ được'), ('short', 'chưa đạt')], max_length=5)),
                    ('achieved', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                    ('words', models.TextField(blank=True, verbose_name='nhận xét')),
                    ('judged_at', models.DateTimeField()),
                    ('judged_by', models.CharField(max_length=200)),
                    ('commitment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='pacts.commitment')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('verdict', 'kept'), models.Q(('words', ''), _negated=True), _connector='OR'), name='pacts_what_fell_short_says_why')],
                },
            ),
        ]),
        sql_file("pacts/sql/history.sql"),
        sql_file("pacts/sql/guards.sql"),
    ]
