"""One PostgreSQL for the tests, one migrated template, a clone for each process."""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.running.memory import space_in_memory
from thidua.config import stamp
from thidua.kernel.database import roles
from thidua.kernel.database.address import for_django
from thidua.kernel.database.lock import held
from thidua.kernel.database.server import Server
from thidua.kernel.home import home

SOURCE = Path(__file__).resolve().parents[2] / "src" / "thidua"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Database:
    """One database, entered in one role."""

    parts: dict[str, str]

    def become_default(self) -> Database:
        """Let Django's default connection enter this one; says where it was before."""
        settings = connection.settings_dict
        before: Database = settings.get("PARTS_OF_TEST", self)
        connection.close()
        settings.update(for_django(self.parts) | {"PARTS_OF_TEST": self})
        return before

    @property
    def url(self) -> str:
        """For `DATABASE_URL`."""
        return make_conninfo("", **self.parts)

    def connect(self, **options: Any) -> psycopg.Connection[tuple[Any, ...]]:
        """A second connection, outside Django: somebody else at the same time."""
        return psycopg.connect(self.url, **options)

    def of(self, role: str) -> Database:
        """The same database in another role."""
        return Database(self.parts | {"user": role} | _password_of(role, self.parts))

    @property
    def environ(self) -> dict[str, str]:
        """What a process of its own needs to work on this database."""
        return {"DATABASE_URL": self.url, "THIDUA_OWNER_URL": self.of(roles.OWNER).url}


@dataclass(frozen=True)
class Cluster:
    """The server of the tests, entered as its superuser; clones lie in `space`."""

    admin: dict[str, str]
    space: str = "pg_default"

    def database(self, role: str, name: str) -> Database:
        return Database(
            self.admin | {"dbname": name, "user": role} | _password_of(role, self.admin)
        )

    @contextmanager
    def clone(self, name: str, template: str = "") -> Iterator[Database]:
        """A copy of a database, dropped at the end of the block."""
        name = f"thidua_test_{os.getpid()}_{name}_{next(_numbers)}"
        self.make_clone(name, template)
        try:
            yield self.database(roles.APP, name)
        finally:
            self.drop(name)

    def make_clone(self, name: str, template: str = "") -> None:
        """Copy a database that nobody enters; the migrated one unless told.

        File by file: nothing of it has to be in the log where nothing is durable.
        """
        template = template or self.template()
        with self.connect() as admin:
            roles.create_database(
                admin,
                name,
                template=template,
                strategy="file_copy",
                space=self.space,
            )

    def drop(self, name: str) -> None:
        with self.connect() as admin:
            admin.execute(
                sql.SQL("drop database if exists {} with (force)").format(
                    sql.Identifier(name)
                )
            )

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(make_conninfo("", **self.admin), autocommit=True)

    def template(self) -> str:
        """The name of the migrated template, made when any migration changed."""
        name = f"thidua_template_{_fingerprint()}"
        with held(home() / "test" / "template.lock"), self.connect() as admin:
            known = {row[0] for row in admin.execute("select datname from pg_database")}
            if name not in known:
                self._sweep(known)
                self._make_template(name)
        return name

    def _make_template(self, name: str) -> None:
        half = f"{name}_half"
        self.drop(half)
        with self.connect() as admin:
            roles.create_database(admin, half)
        before = self.database(roles.OWNER, half).become_default()
        call_command("migrate", verbosity=0, interactive=False)
        before.become_default()
        with self.connect() as admin:
            admin.execute(
                sql.SQL("alter database {} rename to {}").format(
                    sql.Identifier(half), sql.Identifier(name)
                )
            )

    def _sweep(self, known: set[str]) -> None:
        """Drop the templates of yesterday and what killed runs left behind."""
        for name in known:
            kind, _, rest = name.removeprefix("thidua_").partition("_")
            pid = rest.partition("_")[0]
            if kind == "template" or (
                kind == "test" and not Path("/proc", pid).exists()
            ):
                self.drop(name)


@contextmanager
def cluster_of_tests() -> Iterator[Cluster]:
    """The embedded server of the tests, ended by the last who uses it."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield _external({k: str(v) for k, v in conninfo_to_dict(address).items()})
        return
    server = Server(home() / "test" / "server", durable=False)
    server.root.mkdir(parents=True, exist_ok=True)
    with (server.root / "users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        server.ensure()
        try:
            admin = server.address("postgres", "postgres")
            with space_in_memory(admin) as space:
                yield Cluster(admin, space)
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # somebody else is still testing
            else:
                server.stop()


def _external(admin: dict[str, str]) -> Cluster:
    """Somebody else's server: the roles are made with passwords of these tests."""
    with (
        held(home() / "test" / "template.lock"),
        psycopg.connect(make_conninfo("", **admin), autocommit=True) as connected,
    ):
        roles.make(connected, _external_passwords())
    return Cluster(admin)


def _external_passwords() -> dict[str, str]:
    file = home() / "test" / "external-password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return dict.fromkeys((roles.OWNER, roles.APP), file.read_text())


def _password_of(role: str, parts: dict[str, str]) -> dict[str, str]:
    """Nothing for the embedded server: a password file has them all."""
    if "passfile" in parts:
        return {}
    return {"password": _external_passwords()[role]}


def _fingerprint() -> str:
    """Of all that a migrated database is made of, and of who may do what in it."""
    digest = hashlib.sha256(stamp.fingerprint().encode())
    files = [SOURCE / "kernel" / "database" / "roles.py", *SOURCE.glob("*/models.py")]
    for file in sorted([*files, *SOURCE.glob("*/models/__init__.py")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
