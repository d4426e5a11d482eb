from django.db import migrations, models


class Migration(migrations.Migration):
    """How many members a club needs to be founded; a running older version leaves it at
    the default of the database."""

    dependencies = [
        ('clubs', '0003_a_guest_is_told_in_person'),
    ]

    operations = [
        migrations.AddField(
            model_name='club',
            name='least_members',
            field=models.PositiveSmallIntegerField(db_default=3, default=3, verbose_name='ít nhất bao nhiêu hội viên'),
        ),
        migrations.AddConstraint(
            model_name='club',
            constraint=models.CheckConstraint(condition=models.Q(('least_members__gte', 2)), name='clubs_one_alone_is_no_club'),
        ),
    ]
