"""gunicorn's settings. No access log: it would hold names and query strings."""

from __future__ import annotations

from typing import Any

from django.db import connections

from thidua.kernel.memory import collect_seldom

worker_class = "sync"
preload_app = True
timeout = 60
graceful_timeout = 20
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """The program is loaded, and stays as it is in all workers."""
    collect_seldom()


def post_fork(_server: Any, _worker: Any) -> None:
    """A connection belongs to one process."""
    connections.close_all()
