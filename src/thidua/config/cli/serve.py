"""The web server: gunicorn, sync workers, as many as there are cores."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from thidua.config.cli.ground import CannotError, stand

HELP = "Chạy máy chủ web / run the web server"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it listens, and how many workers it has."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="số tiến trình"
    )


def run(options: argparse.Namespace) -> int:
    """Check that the database answers, then become gunicorn."""
    stand()
    from thidua.config import catalogues  # noqa: PLC0415 - needs setup

    catalogues.compile_changed()
    try:
        gunicorn = import_module("gunicorn.app.wsgiapp")
    except ImportError as error:  # Windows has no fork
        raise CannotError(
            "gunicorn does not run on this system; serve thidua.config.wsgi with "
            "another WSGI server. / gunicorn không chạy trên hệ điều hành này."
        ) from error
    sys.argv = [
        "gunicorn",
        "--config=python:thidua.config.gunicorn",
        f"--bind={options.host}:{options.port}",
        f"--workers={options.workers}",
        "thidua.config.wsgi:application",
    ]
    gunicorn.run()
    return 0
