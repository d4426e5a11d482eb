"""The PostgreSQL that thidua brings along: started when needed, recovered when killed.

Everybody calls `ensure()`: web, worker, commands. A lock lets one of them do the work;
it ends with a real connection. Nobody stops the server on leaving, but
`thidua db stop` and Ctrl-C of the demonstration.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from thidua.kernel.database import binaries, roles
from thidua.kernel.database.binaries import NoServerError
from thidua.kernel.database.lock import held

SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "password_encryption": "scram-sha-256",
    # No typed value and no row in the server's log:
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # What a test rolled back leaves dead rows, and statistics of dead rows mislead.
    "autovacuum": "off",
}
SOCKET_LIMIT = 100  # bytes; the system's own limit is 103 to 107
PATIENCE = 10.0  # seconds: a killed server seems alive for about one
SOCKET_PORT = 5432  # the name of the socket file; no TCP port is opened for it

Conninfo = dict[str, str]


@dataclass(frozen=True)
class Server:
    """One embedded server, kept in one folder.

    `durable=False` is for tests: nothing is flushed to the disk.
    """

    root: Path
    durable: bool = True

    @property
    def place(self) -> Path:
        """Where the server's own files are: in `root` if its user can reach it."""
        kept = self.root / "place"
        if kept.exists():
            return Path(kept.read_text())
        if binaries.can_be_reached(self.root / "pg18"):
            return self.root
        name = hashlib.sha256(str(self.root.resolve()).encode()).hexdigest()[:12]
        return binaries.SYSTEM_PLACE / name

    @property
    def data(self) -> Path:
        return self.place / "pg18"

    @property
    def passwords(self) -> Path:
        """A password file of libpq: only the user of this installation reads it."""
        return self.root / "passwords"

    @property
    def uses_socket(self) -> bool:
        path = self.place / "run" / f".s.PGSQL.{SOCKET_PORT}.lock"
        return not binaries.WINDOWS and len(os.fsencode(path)) <= SOCKET_LIMIT

    @property
    def port(self) -> int:
        if self.uses_socket:
            return SOCKET_PORT
        try:
            return int((self.root / "port").read_text())
        except (FileNotFoundError, ValueError):
            return SOCKET_PORT

    def address(self, role: str, name: str = roles.DATABASE) -> Conninfo:
        """How `role` connects to the database `name`; holds no password."""
        host = str(self.place / "run") if self.uses_socket else "127.0.0.1"
        return {
            "host": host,
            "port": str(self.port),
            "user": role,
            "dbname": name,
            "passfile": str(self.passwords),
        }

    def ensure(self) -> None:
        """Start the server unless it answers; be sure that it does."""
        if self.answers():
            return
        with held(self.root / "lock"):
            if self.answers():
                return
            if not (self.data / "PG_VERSION").exists():
                self._make()
            self._start()
            with self.connect("postgres", "postgres", autocommit=True) as admin:
                roles.make(admin, self._passwords_by_role())

    def answers(self, role: str = roles.APP, name: str = roles.DATABASE) -> bool:
        """Does it take a real connection just now?"""
        pid = self.postmaster()
        if pid is None or not _is_postgres(pid) or not self.passwords.exists():
            return False  # and whoever has our port meanwhile is not asked
        try:
            with self.connect(role, name):
                return True
        except psycopg.OperationalError:
            return False

    def connect(
        self, role: str, name: str, *, autocommit: bool = False
    ) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection beside Django's, for making, dumping and asking after it."""
        address = make_conninfo("", connect_timeout=5, **self.address(role, name))
        return psycopg.connect(address, autocommit=autocommit)

    def stop(self) -> bool:
        """Stop it, if it runs; False when it did not."""
        with held(self.root / "lock"):
            if not self._runs():
                return False
            self._control("stop", "-m", "fast", "-w", "-t", "60")
            return True

    def remove(self) -> None:
        """Stop it and forget everything that it holds."""
        self.stop()
        for folder in {self.root, self.place}:
            shutil.rmtree(folder, ignore_errors=True)

    def postmaster(self) -> int | None:
        """The process that the pid file names, dead or alive."""
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _make(self) -> None:
        (self.root / "place").write_text(str(self.place))
        shutil.rmtree(self.data, ignore_errors=True)  # half made, then killed
        binaries.give_to_server(self.place / "run")
        words = self._passwords_by_role()
        word_file = self.place / "run" / "first-password"
        word_file.touch(mode=0o600)
        word_file.write_text(words["postgres"])
        half = self.place / "pg18.half"
        shutil.rmtree(half, ignore_errors=True)
        binaries.give_to_server(half)
        if binaries.is_root():
            shutil.chown(word_file, binaries.SERVER_USER)
        log = self.root / "initdb.log"
        done = binaries.run(
            [binaries.bin_folder() / "initdb", "-D", half, "-U", "postgres",
             "--auth=scram-sha-256", f"--pwfile={word_file}", "--encoding=UTF8",
             "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
             *([] if self.durable else ["--no-sync"])],
            log=log,
        )  # fmt: skip
        word_file.unlink()
        if done.returncode:
            raise NoServerError(f"initdb failed; its words are in {log}.")
        with (half / "postgresql.conf").open("a") as conf:
            conf.write("include 'thidua.conf'\n")
        half.rename(self.data)

    def _passwords_by_role(self) -> dict[str, str]:
        if not self.passwords.exists():
            lines = [
                f"*:*:*:{role}:{secrets.token_urlsafe(24)}\n"
                for role in ("postgres", roles.OWNER, roles.APP)
            ]
            half = self.passwords.with_suffix(".half")
            half.unlink(missing_ok=True)
            half.touch(mode=0o600)
            half.write_text("".join(lines))
            half.replace(self.passwords)
        rows = [row.split(":") for row in self.passwords.read_text().splitlines()]
        return {row[3]: row[4] for row in rows}

    def _start(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.answers("postgres", "postgres"):
            if time.monotonic() > deadline:
                log = self.data / "server.log"
                raise NoServerError(
                    f"PostgreSQL does not start; why is in {log}. / PostgreSQL "
                    f"không chạy lên được; nguyên nhân ghi trong {log}."
                )
            self._forget_stale_pids()
            if not self._runs():
                self._configure()
                self._control("start", "-w", "-t", "60", "-l", self.data / "server.log")
            else:
                time.sleep(0.1)

    def _configure(self) -> None:
        wanted = SETTINGS | ({} if self.durable else CARELESS)
        binaries.give_to_server(self.place / "run")
        if self.uses_socket:
            wanted |= {
                "listen_addresses": "",
                "unix_socket_directories": str(self.place / "run"),
            }
        else:
            self._choose_port()
            wanted |= {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        wanted["port"] = str(self.port)
        quoted = {k: v.replace("'", "''") for k, v in wanted.items()}
        text = "".join(f"{key} = '{value}'\n" for key, value in quoted.items())
        conf = self.data / "thidua.conf"
        conf.write_text(text)
        if binaries.is_root():
            shutil.chown(conf, binaries.SERVER_USER, binaries.SERVER_USER)

    def _choose_port(self) -> None:
        """Keep the port of last time unless somebody else took it."""
        kept = self.port if (self.root / "port").exists() else 0
        for wish in (kept, 0):
            with socket.socket() as probe:
                try:
                    probe.bind(("127.0.0.1", wish))
                except OSError:
                    continue
                (self.root / "port").write_text(str(probe.getsockname()[1]))
                return

    def _forget_stale_pids(self) -> None:
        """After a crash the number in a pid file may be another program's by now."""
        for file in (
            self.data / "postmaster.pid",
            self.place / "run" / f".s.PGSQL.{SOCKET_PORT}.lock",
        ):
            with contextlib.suppress(FileNotFoundError, IndexError, ValueError):
                if not _is_postgres(int(file.read_text().split()[0])):
                    file.unlink()

    def _runs(self) -> bool:
        return self.data.exists() and self._control("status") == 0

    def _control(self, verb: str, *options: object) -> int:
        command = [binaries.bin_folder() / "pg_ctl", "-D", self.data, verb, *options]
        return binaries.run(command).returncode


def _is_postgres(pid: int) -> bool:
    """Is that process alive and a PostgreSQL? When it cannot be told, suppose so."""
    if binaries.WINDOWS:
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        return "postgres" in Path(f"/proc/{pid}/comm").read_text()
    except FileNotFoundError:
        return not Path("/proc/self").exists()
