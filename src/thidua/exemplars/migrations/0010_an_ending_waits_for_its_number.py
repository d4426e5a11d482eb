"""An exemplar ends with the number of its decision; until then it waits."""

import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_whole'),
        ('exemplars', '0009_a_flow_that_is_typed_adds_up'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('retire', 'thôi nêu gương'), ('revoke', 'hủy biểu dương')], max_length=6)),
                ('reason', models.CharField(max_length=300, verbose_name='lý do')),
                ('said_at', models.DateTimeField()),
                ('said_by', models.CharField(max_length=300)),
                ('was', models.CharField(blank=True, choices=[('registered', 'đã đăng ký'), ('returned', 'trả lại để sửa'), ('tracked', 'đang theo dõi'), ('selected', 'được bình chọn'), ('praised', 'đã biểu dương'), ('publicised', 'đã tuyên truyền'), ('learning', 'đang được học tập'), ('withdrawn', 'đã rút đăng ký'), ('retired', 'thôi nêu gương'), ('revoked', 'đã hủy biểu dương')], max_length=10)),
                ('in_force_on', models.DateField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone_by', models.CharField(blank=True, max_length=300)),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endings', to='exemplars.exemplar')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('exemplar',), name='exemplars_one_ends_once'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('said_by', ''), _negated=True)), name='exemplars_who_ends_an_exemplar_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('in_force_on__isnull', True), ('was', '')), models.Q(('document__isnull', False), ('in_force_on__isnull', False), models.Q(('was', ''), _negated=True)), _connector='OR'), name='exemplars_an_ending_is_in_force_by_a_paper')],
            },
        ),
        sql_file('exemplars/sql/guards.sql'),
        sql_file('exemplars/sql/endings.sql'),
    ]
