"""The benchmark's own embedded server, and a fresh database for each part."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thidua.kernel.database import binaries, roles
from thidua.kernel.database.address import for_django
from thidua.kernel.database.server import Server

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".thidua" / "bench"
ADMIN = "postgres"
Connection = psycopg.Connection[tuple[Any, ...]]


def step_aside() -> None:
    """Let this process, and those it starts, see nothing but the benchmark's home."""
    for name in [name for name in os.environ if name.startswith("THIDUA_")]:
        del os.environ[name]
    for name in ("DATABASE_URL", "TEST_DATABASE_URL"):
        os.environ.pop(name, None)
    os.environ["THIDUA_HOME"] = str(HOME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"


@dataclass(frozen=True)
class Place:
    """One database of the benchmark's server."""

    server: Server
    name: str

    def address(self, role: str = roles.APP) -> dict[str, str]:
        return self.server.address(role, self.name)

    def url(self, role: str = roles.APP) -> str:
        """For `DATABASE_URL` of a process of its own."""
        return make_conninfo("", **self.address(role))

    def connect(self, role: str = roles.APP, *, autocommit: bool = True) -> Connection:
        """A connection beside Django's, which prepares nothing either."""
        return psycopg.connect(
            self.url(role), autocommit=autocommit, prepare_threshold=None
        )

    def become_default(self, role: str = roles.APP) -> None:
        """Let Django's default connection enter this database."""
        from django.db import connection  # noqa: PLC0415 - needs setup

        connection.close()
        connection.settings_dict.update(for_django(self.address(role)))

    def program(self, name: str) -> Path:
        """One of PostgreSQL's own programs, like pgbench."""
        return binaries.bin_folder() / name

    @contextmanager
    def loading(self) -> Iterator[Connection]:
        """A connection that loads past triggers and foreign keys; commits at the end.

        What is loaded so has no change rows and no queued sums: they are added up anew
        afterwards, as any bulk load of an installation does.
        """
        with self.connect(ADMIN, autocommit=False) as admin:
            admin.execute("set session_replication_role = replica")
            yield admin


@dataclass(frozen=True)
class Ground:
    """The server, with one migrated database that the others are copied from."""

    server: Server

    @classmethod
    def ready(cls) -> Ground:
        """Start the server, set Django up, migrate a template if it is not of today."""
        ground = cls(Server(HOME / "server"))
        ground.server.ensure()
        import django  # noqa: PLC0415 - the environment had to be set first

        django.setup()
        ground._make_template()
        return ground

    def fresh(self, name: str) -> Place:
        """An empty, migrated database; what bore the name before is dropped."""
        with self.server.connect(ADMIN, ADMIN, autocommit=True) as admin:
            _drop(admin, name)
            roles.create_database(admin, name, template=_template())
        return Place(self.server, name)

    def forget(self, *names: str) -> None:
        """Give the disk back."""
        with self.server.connect(ADMIN, ADMIN, autocommit=True) as admin:
            for name in names:
                _drop(admin, name)

    def _make_template(self) -> None:
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        with self.server.connect(ADMIN, ADMIN, autocommit=True) as admin:
            known = {row[0] for row in admin.execute("select datname from pg_database")}
            if _template() in known:
                return
            for name in known:
                if name.startswith("bench_"):
                    _drop(admin, name)
            half = Place(self.server, "bench_half")
            roles.create_database(admin, half.name)
            half.become_default(roles.OWNER)
            call_command("migrate", verbosity=0, interactive=False)
            connection.close()
            admin.execute(
                sql.SQL("alter database bench_half rename to {}").format(
                    sql.Identifier(_template())
                )
            )


def _template() -> str:
    from thidua.config.stamp import fingerprint  # noqa: PLC0415

    return "bench_template_" + fingerprint().split()[-1]


def _drop(admin: Connection, name: str) -> None:
    admin.execute(
        sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    )
