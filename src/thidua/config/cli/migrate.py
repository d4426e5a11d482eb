"""Bring the tables up to this version, as their owner."""

from __future__ import annotations

import argparse

from thidua.config.cli.ground import CannotError, say, stand

HELP = "Nâng cấp cơ sở dữ liệu / bring the database up to this version"
TURN = 8_061_948  # any number of our own: two migrations at once take turns


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--quiet` says nothing unless something goes wrong."""
    parser.add_argument(
        "--quiet", action="store_true", help="chỉ báo lỗi / errors only"
    )


def run(options: argparse.Namespace) -> int:
    """Migrate, give the app role its rights, compile the catalogues."""
    stand(as_owner=True)
    from django.core.management import call_command  # noqa: PLC0415 - needs setup
    from django.db import connection  # noqa: PLC0415

    from thidua.config import catalogues, stamp  # noqa: PLC0415

    catalogues.compile_changed()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [TURN])
    _must_not_stand_between()
    call_command("migrate", interactive=False, verbosity=0 if options.quiet else 1)
    stamp.put(connection)
    connection.close()  # lets go of the lock
    if not options.quiet:
        say("Cơ sở dữ liệu đã ở bản này. / The database is at this version.")
    return 0


def _must_not_stand_between() -> None:
    """Refuse before the first statement: nothing was touched."""
    from django.db import connection  # noqa: PLC0415 - needs setup
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    from thidua.config.steps import rooms_between, why_not_between  # noqa: PLC0415

    taken = set(MigrationRecorder(connection).applied_migrations())
    if rooms := rooms_between(taken):
        raise CannotError(why_not_between(rooms))
