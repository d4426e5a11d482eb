from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("kernel", "0001_initial")]

    operations = [
        sql_file("kernel/sql/cache.sql", undo="drop table kernel_cache"),
        sql_file(
            "kernel/sql/history.sql",
            undo="drop function kernel_history_is_only_added_to()",
        ),
    ]
