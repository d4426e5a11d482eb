"""The embedded PostgreSQL: start it, stop it, ask after it."""

from __future__ import annotations

import argparse
import os

from thidua.config.cli.ground import CannotError, say, start_server
from thidua.kernel.database import address

HELP = "PostgreSQL nhúng: start, stop, status / the embedded PostgreSQL"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One of the three."""
    parser.add_argument("what", choices=("start", "stop", "status"))


def run(options: argparse.Namespace) -> int:
    """Exit code of `status`: 0 when it runs, 3 when it does not."""
    if not address.is_embedded(os.environ):
        raise CannotError(
            "DATABASE_URL is set: that server is not ours to start or stop. / "
            "DATABASE_URL đang được đặt: máy chủ ấy do nơi khác quản lý."
        )
    server = address.the_server()
    if options.what == "start":
        start_server()
    elif options.what == "stop":
        server.stop()
    running = server.answers()
    say("Đang chạy. / Running." if running else "Không chạy. / Not running.")
    return 0 if running or options.what == "stop" else 3
