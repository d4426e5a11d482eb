from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("kernel", "0005_files_are_forgotten")]

    operations = [
        sql_file(
            "kernel/sql/apart.sql",
            undo="drop function kernel_apart_close(bigint);"
            " drop function kernel_apart_open(bigint);"
            " drop function kernel_apart_statements(text, text)",
        ),
    ]
