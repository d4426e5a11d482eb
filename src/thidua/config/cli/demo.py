"""The demonstration in one command: database, tables, data, web server, worker.

The parent watches its children and the database and starts again what dies; Ctrl-C
ends them all. A parent that was killed leaves a note of its children, and the next
start ends those that still live.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from psycopg import OperationalError

from thidua.config import stamp
from thidua.config.cli.children import Children, run_verb
from thidua.config.cli.ground import CannotError, say, start_server, step, warn
from thidua.config.cli.load_demonstration import DAY
from thidua.kernel.database import address
from thidua.kernel.database.lock import BusyError, held
from thidua.kernel.home import home

HELP = "Chạy bản minh họa trên máy này / run the demonstration on this machine"
STOPPING = [signal.SIGINT, signal.SIGTERM]
if hasattr(signal, "SIGHUP"):
    STOPPING.append(signal.SIGHUP)
PATIENCE = 60.0  # seconds for the first page
DEATHS = 3  # of children before the first page: then something is wrong


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--reset` starts over, `--port` is where to try first."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--reset", action="store_true", help="làm lại từ đầu / start over"
    )
    parser.add_argument(
        "--only-reset", action="store_true", help="xóa rồi dừng / forget all and stop"
    )


def run(options: argparse.Namespace) -> int:
    """Until Ctrl-C; a second one only says where the first one is."""
    os.environ.setdefault("THIDUA_TODAY", DAY)
    os.environ.setdefault("THIDUA_ADMIN_WITHOUT_SECOND_FACTOR", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    note = home() / "demo.json"
    try:
        with held(home() / "demo.lock", wait=False):
            Children(note).end_leftovers()
            if options.reset or options.only_reset:
                _forget()
            if not options.only_reset:
                _live(Children(note), options)
    except BusyError:
        where = Children(note).noted_address()
        if not where:
            raise CannotError(
                "the demonstration is just starting or stopping; try again in a few "
                "seconds. / Bản minh họa đang khởi động hoặc đang dừng; chờ vài giây "
                "rồi thử lại."
            ) from None
        if options.reset or options.only_reset:
            raise CannotError(
                f"the demonstration runs at {where}; stop it first (Ctrl-C). / "
                "Bản minh họa đang chạy; hãy dừng nó trước (Ctrl-C)."
            ) from None
        say(f"Bản minh họa đang chạy sẵn ở / already running at {where}")
    return 0


def _live(children: Children, options: argparse.Namespace) -> None:
    """Start everything, tell where, watch until told to stop, end everything."""
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    for number in STOPPING:
        signal.signal(number, stop)
    try:
        say("thidua")
        _prepare()
        port = _free_port(options.port)
        children.address = f"http://localhost:{port}"
        children.start("web", "serve", f"--port={port}", f"--workers={options.workers}")
        children.start("worker", "worker")
        _greet(children, stopping)
        while not stopping:
            children.revive()
            _watch_database()
            time.sleep(0.5)
    except CannotError:
        if not stopping:  # else it was Ctrl-C that cut a step short
            raise
    finally:
        say("\nĐang dừng… / Stopping…")
        children.end()
        if address.is_embedded(os.environ):
            address.the_server().stop()


def _prepare() -> None:
    with step("PostgreSQL"):
        start_server()
    if stamp.is_current():
        return
    with step("Nâng cấp cơ sở dữ liệu / migrating"):
        run_verb("migrate", "--quiet")
    run_verb("load-demonstration", "--if-empty")


def _greet(children: Children, stopping: list[int]) -> None:
    with step("Máy chủ web / web server"):
        deadline = time.monotonic() + PATIENCE
        while not children.answers() and not stopping:
            if time.monotonic() > deadline or children.deaths > DEATHS:
                raise CannotError(
                    "the web server does not answer; its words are above. / Máy chủ "
                    "web không trả lời; nguyên nhân ở các dòng trên."
                )
            children.revive()
            time.sleep(0.1)
    if stopping:
        return
    say(f"\n  {children.address}\n")
    for line in _sign_ins():
        say(f"  {line}")
    say("\n  Ctrl-C để dừng / to stop\n")


def _sign_ins() -> list[str]:
    """A table of sign-ins to try: who, name, password, and what they can show."""
    if find_spec("thidua.config.demonstration") is None:
        return []
    import django  # noqa: PLC0415

    django.setup()
    rows = import_module("thidua.config.demonstration").sign_ins()
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]


def _watch_database() -> None:
    """Somebody killed it: bring it back; the children connect again by themselves.

    On a machine that is too busy to answer it is asked again at the next look.
    """
    if address.is_embedded(os.environ) and not address.the_server().answers():
        warn("PostgreSQL không trả lời, khởi động lại. / PostgreSQL died; starting it.")
        with contextlib.suppress(OperationalError):
            start_server()


def _free_port(wish: int) -> int:
    for port in (*range(wish, wish + 100), 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise CannotError("no free port. / Không còn cổng nào trống.")


def _forget() -> None:
    """Everything that was entered: the database and the files."""
    if not address.is_embedded(os.environ):
        raise CannotError(
            "DATABASE_URL is set: only the embedded database can be started over. / "
            "DATABASE_URL đang được đặt: chỉ làm lại được cơ sở dữ liệu nhúng."
        )
    with step("Xóa dữ liệu cũ / forgetting the old data"):
        address.the_server().remove()
        _remove_files(home() / "files")


def _remove_files(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
