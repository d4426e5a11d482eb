import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import CreateModels, sql_file


class Migration(migrations.Migration):
    """The whole room, drawn together from the steps that it replaces (ADR 0049)."""

    initial = True

    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_numbers_stay"),
        ("documents", "0003_drafters"),
        ("documents", "0004_pacts"),
        ("documents", "0005_shared_registers"),
    ]

    dependencies = [
        ("kernel", "0001_whole"),
        ("organisations", "0001_whole"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('about', models.CharField(blank=True, max_length=40)),
                    ('series', models.CharField(blank=True, max_length=80, verbose_name='hệ thống số riêng')),
                    ('kind', models.CharField(choices=[('NQ', 'Nghị quyết'), ('QĐ', 'Quyết định'), ('CT', 'Chỉ thị'), ('QC', 'Quy chế'), ('QyĐ', 'Quy định'), ('TC', 'Thông cáo'), ('TB', 'Thông báo'), ('HD', 'Hướng dẫn'), ('CTr', 'Chương trình'), ('KH', 'Kế hoạch'), ('PA', 'Phương án'), ('ĐA', 'Đề án'), ('BC', 'Báo cáo'), ('BB', 'Biên bản'), ('TTr', 'Tờ trình'), ('CV', 'Công văn'), ('CĐ', 'Công điện'), ('BTT', 'Bản thỏa thuận'), ('GM', 'Giấy mời'), ('GƯ', 'Giao ước thi đua')], max_length=4, verbose_name='loại văn bản')),
                    ('manner', models.CharField(choices=[('state', 'STATE'), ('party', 'PARTY')], max_length=5)),
                    ('symbol', models.CharField(max_length=40, verbose_name='ký hiệu')),
                    ('abstract', models.CharField(max_length=500, verbose_name='trích yếu')),
                    ('signer_name', models.CharField(blank=True, max_length=120, verbose_name='người ký')),
                    ('signer_title', models.CharField(blank=True, max_length=200, verbose_name='chức vụ người ký')),
                    ('state', models.CharField(choices=[('draft', 'dự thảo'), ('ready', 'chờ cấp số'), ('issued', 'đã cấp số'), ('signed', 'có bản ký'), ('replaced', 'đã bị thay thế'), ('voided', 'đã hủy số'), ('dropped', 'đã bỏ dự thảo')], default='draft', max_length=8)),
                    ('paper', models.JSONField()),
                    ('amends_how', models.CharField(blank=True, choices=[('replaces', 'thay thế'), ('corrects', 'đính chính')], max_length=8)),
                    ('made_by', models.CharField(max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('is_made_up', models.BooleanField(default=False, verbose_name='đặt ra để minh họa')),
                    ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amended_by', to='documents.document')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='organisations.unit')),
                    ('drafter', models.ForeignKey(blank=True, help_text='Khi khác cơ quan ban hành: ban của ủy ban, cơ quan thường trực.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='đơn vị soạn thảo')),
                ],
                options={
                    'indexes': [models.Index(fields=['unit', '-made_at'], name='documents_of_unit')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amends__isnull', True), ('amends_how', '')), models.Q(('amends__isnull', False), models.Q(('amends_how', ''), _negated=True)), _connector='OR'), name='documents_what_amends_says_how')],
                },
            ),
            migrations.CreateModel(
                name='Register',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('series', models.CharField(blank=True, max_length=80)),
                    ('kind', models.CharField(choices=[('NQ', 'Nghị quyết'), ('QĐ', 'Quyết định'), ('CT', 'Chỉ thị'), ('QC', 'Quy chế'), ('QyĐ', 'Quy định'), ('TC', 'Thông cáo'), ('TB', 'Thông báo'), ('HD', 'Hướng dẫn'), ('CTr', 'Chương trình'), ('KH', 'Kế hoạch'), ('PA', 'Phương án'), ('ĐA', 'Đề án'), ('BC', 'Báo cáo'), ('BB', 'Biên bản'), ('TTr', 'Tờ trình'), ('CV', 'Công văn'), ('CĐ', 'Công điện'), ('BTT', 'Bản thỏa thuận'), ('GM', 'Giấy mời'), ('GƯ', 'Giao ước thi đua')], max_length=4)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('first', models.PositiveIntegerField(default=1, verbose_name='số đầu')),
                    ('first_reason', models.CharField(blank=True, max_length=300, verbose_name='vì sao')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='organisations.unit')),
                    ('also', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), blank=True, default=list, size=None, verbose_name='chung sổ với')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'series', 'kind', 'year'), name='documents_one_register_of_a_kind_a_year'), models.CheckConstraint(condition=models.Q(('first', 1), models.Q(('first__gt', 1), models.Q(('first_reason', ''), _negated=True)), _connector='OR'), name='documents_a_register_begins_with_one_or_says_why')],
                },
            ),
            migrations.CreateModel(
                name='DraftVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('paper', models.JSONField(null=True)),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                    ('made_by', models.CharField(max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.document')),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='documents_versions_are_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('paper__isnull', True)), models.Q(('file__isnull', True), ('paper__isnull', False)), _connector='OR'), name='documents_a_version_is_generated_or_brought_in')],
                },
            ),
            migrations.CreateModel(
                name='Number',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('given_elsewhere', models.CharField(blank=True, max_length=120)),
                    ('value', models.PositiveIntegerField()),
                    ('issued_on', models.DateField(verbose_name='ngày ban hành')),
                    ('given_at', models.DateTimeField()),
                    ('given_by', models.CharField(max_length=200)),
                    ('voided_at', models.DateTimeField(null=True)),
                    ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='vì sao hủy')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='documents.document')),
                    ('register', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='documents.register')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('register', 'value'), name='documents_a_number_is_given_once'), models.UniqueConstraint(condition=models.Q(('voided_at__isnull', True)), fields=('document',), name='documents_a_document_has_one_number'), models.CheckConstraint(condition=models.Q(('value__gte', 1)), name='documents_a_number_begins_with_one'), models.CheckConstraint(condition=models.Q(models.Q(('given_elsewhere', ''), ('register__isnull', False)), models.Q(('register__isnull', True), models.Q(('given_elsewhere', ''), _negated=True)), _connector='OR'), name='documents_a_number_is_of_a_register_or_says_whose'), models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at__isnull', True)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='documents_a_struck_out_number_says_why')],
                },
            ),
            migrations.CreateModel(
                name='SignedCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('standing', models.CharField(choices=[('valid', 'chữ ký hợp lệ'), ('unknown', 'có chữ ký, chưa rõ nơi cấp'), ('expired', 'chứng thư không còn hiệu lực'), ('altered', 'nội dung đã bị sửa sau khi ký'), ('unsigned', 'không có chữ ký số'), ('unreadable', 'không đọc được chữ ký')], max_length=10)),
                    ('found', models.JSONField(default=list)),
                    ('attached_at', models.DateTimeField()),
                    ('attached_by', models.CharField(max_length=200)),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_copies', to='documents.document')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ],
            ),
        ]),
        sql_file("documents/sql/numbers.sql"),
        sql_file("documents/sql/registers.sql"),
    ]
