"""What flows and is typed is added up; what was frozen before is told apart."""

from django.db import migrations, models

# Frozen before: the last month alone. A bar moves by decision alone; this moves none.
TOLD_APART = """
alter table exemplars_frozenvalue disable trigger exemplars_frozenvalue_is_checked;
update exemplars_frozenvalue bar
set is_of_one_month = true
from exemplars_exemplarfigure figure
join indicators_indicatorversion version on version.id = figure.version_id
join exemplars_exemplar exemplar on exemplar.id = figure.exemplar_id
join exemplars_comparisonrule rule on rule.id = exemplar.rule_id
where bar.figure_id = figure.id and figure.source = 'typed'
  and version.over_time = 'sum' and rule."window" > 1;
alter table exemplars_frozenvalue enable trigger exemplars_frozenvalue_is_checked;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('exemplars', '0008_minutes_written_anew'),
    ]

    operations = [
        migrations.AddField(
            model_name='frozenvalue',
            name='is_of_one_month',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(TOLD_APART, migrations.RunSQL.noop),
    ]
