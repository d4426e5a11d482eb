"""The PostgreSQL that thidua brings along survives what happens to servers."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.running.waiting import until
from thidua.kernel.database import binaries, roles, server
from thidua.kernel.database.server import Server


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("server")
    yield root
    Server(root).remove()


@pytest.fixture
def embedded(root: Path) -> Server:
    """A server of its own that keeps its promises (fsync on)."""
    embedded = Server(root)
    embedded.ensure()
    return embedded


def _kill(embedded: Server) -> int:
    pid = embedded.postmaster()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    return pid


def test_two_commands_at_once_make_one_server(root: Path) -> None:
    start = (
        "import sys, pathlib; from thidua.kernel.database.server import Server; "
        "s = Server(pathlib.Path(sys.argv[1])); s.ensure(); print(s.postmaster())"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", start, str(root)], stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]

    pids = [one.communicate()[0].strip() for one in both]

    assert [one.returncode for one in both] == [0, 0]
    assert pids[0] == pids[1] != b""


def test_what_was_acknowledged_survives_a_kill(embedded: Server) -> None:
    with embedded.connect(roles.OWNER, roles.DATABASE, autocommit=True) as owner:
        owner.execute("create table if not exists written (n int primary key)")
    acknowledged: list[int] = []
    enough = threading.Event()

    def write() -> None:
        with embedded.connect(roles.OWNER, roles.DATABASE, autocommit=True) as owner:
            for number in range(1_000_000):
                owner.execute("insert into written values (%s)", [number])
                acknowledged.append(number)
                if number == 200:
                    enough.set()

    def write_until_cut() -> None:
        with pytest.raises(psycopg.OperationalError):
            write()

    writer = threading.Thread(target=write_until_cut)
    writer.start()
    assert enough.wait(60)
    _kill(embedded)
    writer.join()

    embedded.ensure()

    with embedded.connect(roles.OWNER, roles.DATABASE) as owner:
        kept = {row[0] for row in owner.execute("select n from written")}
    assert set(acknowledged) <= kept
    assert len(acknowledged) > 200


def test_a_pid_file_that_names_another_program_is_no_obstacle(
    embedded: Server,
) -> None:
    killed = _kill(embedded)
    until(lambda: not server._is_postgres(killed), "the postmaster is gone")
    note = embedded.data / "postmaster.pid"
    lines = note.read_text().splitlines()
    note.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    embedded.ensure()

    assert embedded.answers()
    assert embedded.postmaster() != os.getpid()


def test_a_server_left_running_is_used_again(embedded: Server) -> None:
    before = embedded.postmaster()

    Server(embedded.root).ensure()

    assert embedded.postmaster() == before


def test_a_stopped_server_says_so_and_comes_back(embedded: Server) -> None:
    assert embedded.stop()
    assert not embedded.answers()
    assert not embedded.stop()

    embedded.ensure()

    assert embedded.answers()


def test_nobody_enters_without_the_password(embedded: Server) -> None:
    address = embedded.address(roles.APP) | {"passfile": os.devnull}

    with pytest.raises(psycopg.OperationalError, match=r"no password|password auth"):
        psycopg.connect(make_conninfo("", **address))

    assert stat.S_IMODE(embedded.passwords.stat().st_mode) == 0o600
    assert stat.S_IMODE((embedded.place / "run").stat().st_mode) == 0o700


def test_it_listens_to_no_network(embedded: Server) -> None:
    with embedded.connect(roles.APP, roles.DATABASE) as app:
        assert app.execute("show listen_addresses").fetchone() == ("",)


def test_text_is_compared_by_its_bytes_and_folded_as_unicode(embedded: Server) -> None:
    with embedded.connect(roles.APP, roles.DATABASE) as app:
        row = app.execute("select lower('ĐỒNG KHỞI'), 'z' < 'ă'").fetchone()
    assert row == ("đồng khởi", True)


def test_a_taken_port_is_left_to_whoever_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a socket's path would be too long, the server listens on loopback."""
    monkeypatch.setattr(server, "SOCKET_LIMIT", 0)
    embedded = Server(tmp_path / "server", durable=False)
    embedded.root.mkdir()
    try:
        embedded.ensure()
        before = embedded.port
        embedded.stop()
        with socket.socket() as squatter:
            squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            squatter.bind(("127.0.0.1", before))
            squatter.listen()

            embedded.ensure()

            assert embedded.port != before
            assert embedded.address(roles.APP)["host"] == "127.0.0.1"
            assert embedded.answers()
    finally:
        embedded.remove()


def test_the_wheel_still_keeps_its_programs_where_we_look() -> None:
    assert (binaries.bin_folder() / "pg_ctl").exists()
    for client in ("psql", "pg_dump", "pg_restore"):
        assert Path(binaries.client(client)).exists()


@pytest.mark.skipif(not binaries.is_root(), reason="only root runs it as another user")
def test_a_machine_that_never_ran_it_gets_the_user_before_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = f"thidua-t{os.getpid()}"
    monkeypatch.setattr(binaries, "SERVER_USER", new)
    binaries.make_server_user.cache_clear()
    try:
        binaries.give_to_server(tmp_path / "run")
        assert (tmp_path / "run").owner() == new
    finally:
        binaries.make_server_user.cache_clear()
        subprocess.run(["userdel", new], check=True, capture_output=True)


def test_a_machine_that_cannot_make_the_user_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(binaries, "SERVER_USER", "no such name")
    binaries.make_server_user.cache_clear()
    with pytest.raises(binaries.NoServerError, match=r"useradd .*không tạo được"):
        binaries.make_server_user()
