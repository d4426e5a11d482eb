"""A report of a talk is told anew; what was told before stays."""

import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('speakers', '0002_found_by_their_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='MendedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came', models.PositiveIntegerField(verbose_name='bao nhiêu người đến')),
                ('who', models.CharField(max_length=200, verbose_name='ai đã dự')),
                ('taken_home', models.TextField(verbose_name='người nghe mang về điều gì')),
                ('use', models.CharField(choices=[('at_once', 'làm theo được ngay'), ('partly', 'dùng được một phần'), ('adapt', 'cần nói sát hơn với nơi này')], max_length=7, verbose_name='với nơi này')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='lời nhắn người nói')),
                ('reported_at', models.DateTimeField()),
                ('reported_by', models.CharField(max_length=200)),
                ('number', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=300, verbose_name='vì sao sửa')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mended', to='speakers.talkreport')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='speakers_reports_are_mended_in_turn'), models.CheckConstraint(condition=models.Q(models.Q(('taken_home', ''), _negated=True), models.Q(('reason', ''), _negated=True), ('number__gte', 2)), name='speakers_a_mended_report_says_why')],
            },
        ),
        sql_file('speakers/sql/guards.sql'),
    ]
