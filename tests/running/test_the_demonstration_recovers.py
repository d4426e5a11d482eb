"""`thidua demo` with real kills: nothing answered is lost, the next start mends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from psycopg.errors import ConnectionTimeout

from tests.running.waiting import until
from thidua.config.cli import demo
from thidua.kernel.database import address, roles
from thidua.kernel.database.lock import held
from thidua.kernel.database.server import Server

PROGRAM = [sys.executable, "-m", "thidua.config.cli"]


@dataclass
class Demonstration:
    """`thidua demo` in a home of its own."""

    home: Path

    def __post_init__(self) -> None:
        self.environ = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "THIDUA_OWNER_URL", "THIDUA_AS_OWNER"}
        } | {"THIDUA_HOME": str(self.home)}
        self.server = Server(self.home / "server")
        self.started: list[subprocess.Popen[bytes]] = []

    def run(self, *verb: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, *verb],
            check=False,
            env=self.environ,
            capture_output=True,
            text=True,
        )

    def start(self, port: int = 8000) -> subprocess.Popen[bytes]:
        before = self.pids()
        parent = subprocess.Popen(
            [*PROGRAM, "demo", f"--port={port}", "--workers=1"],
            env=self.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.started.append(parent)
        until(
            lambda: (self.pids() != before and self.is_well()) or parent.poll(),
            "the demonstration answers",
        )
        return parent

    def note(self) -> dict[str, Any]:
        try:
            return dict(json.loads((self.home / "demo.json").read_text()))
        except FileNotFoundError:
            return {}

    def pids(self) -> list[int]:
        """The web server and the worker."""
        return [pid for pid, _ in self.note().get("children", [])]

    def is_well(self) -> bool:
        """Everything answers: web, database, worker."""
        address = self.note().get("address")
        try:
            with urllib.request.urlopen(f"{address}/suc-khoe/", timeout=5) as page:  # noqa: S310
                return bool(json.load(page) == {"database": "ok", "worker": "ok"})
        except (urllib.error.URLError, ValueError, OSError):
            return False

    def comes_back_without(self, pid: int) -> None:
        until(
            lambda: pid not in self.pids() and self.is_well(),
            "the killed child is started again",
        )

    def count(self) -> int:
        with self.server.connect(roles.APP, roles.DATABASE) as app:
            row = app.execute("select count(*) from organisations_unit").fetchone()
        assert row is not None
        return int(row[0])

    def enter_a_unit(self) -> None:
        with self.server.connect(roles.APP, roles.DATABASE) as app:
            app.execute(
                "insert into organisations_unit (kind, is_made_up)"
                " values ('hamlet', true)"
            )

    def enter_a_person(self) -> None:
        """Then the demonstration's own data are not loaded."""
        with self.server.connect(roles.APP, roles.DATABASE) as app:
            app.execute(
                "insert into organisations_person"
                " (full_name, folded, sort_key, is_made_up)"
                " values ('Nguyễn Thị Định', 'nguyen thi dinh', 'x', true)"
            )

    def end(self) -> None:
        for parent in self.started:
            if parent.poll() is None:
                parent.terminate()
            parent.wait()
        for pid in self.pids():
            if _is_alive(pid):
                os.killpg(pid, signal.SIGKILL)
        self.server.remove()


@pytest.fixture(scope="module")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Demonstration]:
    """A migrated home that holds a person already, so that nothing is loaded."""
    demonstration = Demonstration(tmp_path_factory.mktemp("home"))
    migrated = demonstration.run("migrate", "--quiet")
    assert migrated.returncode == 0, migrated.stderr
    demonstration.enter_a_person()
    yield demonstration
    demonstration.end()


def test_it_brings_back_whatever_is_killed(demonstration: Demonstration) -> None:
    parent = demonstration.start()
    for which in (0, 1):
        pid = demonstration.pids()[which]
        os.kill(pid, signal.SIGKILL)
        demonstration.comes_back_without(pid)
    postmaster = demonstration.server.postmaster()
    assert postmaster is not None
    os.kill(postmaster, signal.SIGKILL)
    until(
        lambda: (
            demonstration.server.postmaster() != postmaster and demonstration.is_well()
        ),
        "the killed database is started again",
    )

    children = demonstration.pids()
    parent.send_signal(signal.SIGINT)

    assert parent.wait() == 0
    assert not any(_is_alive(pid) for pid in children)
    assert not demonstration.server.answers()


def test_a_database_that_is_too_busy_to_answer_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Busy:
        looked = 0

        def answers(self) -> bool:
            return False

        def ensure(self) -> None:
            self.looked += 1
            raise ConnectionTimeout("connection timeout expired")

    busy = Busy()
    monkeypatch.setattr(address, "the_server", lambda: busy)
    monkeypatch.setattr(address, "is_embedded", lambda _environ: True)

    for _look in range(2):
        demo._watch_database()

    assert busy.looked == 2
    assert "PostgreSQL không trả lời" in capsys.readouterr().err


def test_a_killed_parent_is_mended_by_the_next_start(
    demonstration: Demonstration,
) -> None:
    parent = demonstration.start()
    demonstration.enter_a_unit()
    entered = demonstration.count()
    left = demonstration.pids()
    parent.kill()
    parent.wait()
    assert all(_is_alive(pid) for pid in left)

    again = demonstration.start()

    assert not any(_is_alive(pid) for pid in left)
    assert demonstration.is_well()
    assert demonstration.count() == entered
    again.terminate()
    assert again.wait() == 0


def test_a_taken_port_is_left_alone_and_a_second_start_says_where_it_is(
    demonstration: Demonstration,
) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        taken = squatter.getsockname()[1]

        parent = demonstration.start(taken)

        address = demonstration.note()["address"]
        assert address != f"http://localhost:{taken}"
        second = demonstration.run("demo")
        assert (second.returncode, address in second.stdout) == (0, True)
        reset = demonstration.run("demo", "--reset")
        assert reset.returncode == 1
        assert "stop it first" in reset.stderr
        parent.terminate()
        assert parent.wait() == 0


def test_a_second_start_in_the_moment_of_starting_asks_for_patience(
    tmp_path: Path,
) -> None:
    second = Demonstration(tmp_path)
    with held(tmp_path / "demo.lock"):
        answer = second.run("demo")

    assert answer.returncode == 1
    assert "chờ vài giây" in answer.stderr
    assert "?" not in answer.stderr


def test_starting_over_forgets_what_was_entered(demonstration: Demonstration) -> None:
    (demonstration.home / "files" / "ab").mkdir(parents=True)
    (demonstration.home / "files" / "ab" / "kept").write_text("minh chứng")

    done = demonstration.run("demo", "--only-reset")

    assert done.returncode == 0, done.stderr
    assert not demonstration.server.data.exists()
    assert not (demonstration.home / "files" / "ab").exists()


def _is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
