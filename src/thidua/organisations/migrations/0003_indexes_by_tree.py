import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_acts_and_trees'),
    ]

    operations = [
        migrations.AlterField(
            model_name='lineage',
            name='ancestor',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.AlterField(
            model_name='lineage',
            name='tree',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.tree'),
        ),
        migrations.AlterField(
            model_name='lineage',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.AlterField(
            model_name='placement',
            name='tree',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='organisations.tree'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['tree', 'unit'], name='organisations_place_of_unit'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['tree', 'parent'], name='organisations_place_below'),
        ),
        sql_file('organisations/sql/placement_checks.sql'),
    ]
