from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_whole")]

    operations = [
        sql_file(
            "kernel/sql/planner.sql",
            undo="drop function kernel_let_the_planner_know(regclass[])",
        ),
    ]
