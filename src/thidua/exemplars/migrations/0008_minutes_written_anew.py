"""The minutes of a vote are written anew until the head acts; versions are kept."""

import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import sql_file

# Of what was chosen before: the head has acted where it was praised, returned, revoked.
CLOSE = """
update exemplars_meeting met
set closed_at = acted.at, closed_by = left(acted.who, 300)
from exemplars_choice counted
join lateral (
    select praise.recorded_at as at, praise.praised_by as who
    from exemplars_praise praise where praise.exemplar_id = counted.exemplar_id
    union all
    select entry.at, entry.actor_name from audit_entry entry
    where entry.subject = 'exemplars.exemplar:' || counted.exemplar_id
      and entry.verb in ('exemplars.exemplar.unselected', 'exemplars.exemplar.revoked')
) acted on true
where counted.meeting_id = met.id and counted.is_chosen and acted.at >= met.recorded_at
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_whole'),
        ('documents', '0001_whole'),
        ('exemplars', '0007_no_circles'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingBefore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('held_on', models.DateField(verbose_name='ngày họp')),
                ('led_by', models.CharField(max_length=200, verbose_name='chủ trì')),
                ('present', models.PositiveIntegerField(verbose_name='số người dự')),
                ('minutes', models.TextField(verbose_name='diễn biến')),
                ('reason', models.CharField(max_length=300, verbose_name='vì sao sửa')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='choice',
            name='exemplars_counted_once_a_meeting',
        ),
        migrations.AddField(
            model_name='choice',
            name='number',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='meeting',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='closed_by',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='meeting',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name='choice',
            constraint=models.UniqueConstraint(fields=('meeting', 'exemplar', 'number'), name='exemplars_counted_once_a_meeting'),
        ),
        migrations.AddField(
            model_name='meetingbefore',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='meetingbefore',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='before', to='exemplars.meeting'),
        ),
        migrations.AddConstraint(
            model_name='meetingbefore',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='exemplars_minutes_change_one_by_one'),
        ),
        migrations.AddConstraint(
            model_name='meetingbefore',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='exemplars_changed_minutes_say_why'),
        ),
        sql_file('exemplars/sql/history.sql'),
        sql_file('exemplars/sql/guards.sql'),
        migrations.RunSQL(CLOSE, migrations.RunSQL.noop),
    ]
