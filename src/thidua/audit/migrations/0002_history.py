from django.db import migrations

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_initial"), ("kernel", "0002_cache_and_history")]

    operations = [
        sql_file(
            "audit/sql/history.sql",
            undo="drop trigger audit_entry_is_never_changed on audit_entry;"
            "drop trigger audit_entry_is_never_emptied on audit_entry",
        ),
    ]
