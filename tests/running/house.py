"""The whole office on a loopback port, within this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread

from tests.running.cluster import Database
from thidua.kernel.memory import on_one_stack


@dataclass(frozen=True)
class House:
    """Where the office answers, and on which database."""

    url: str
    database: Database


class _WithoutMedia(WSGIHandler):
    """Django offers a handler of media files to wrap; there are none."""

    def __init__(self, _offered: Any) -> None:
        super().__init__()

    __call__ = on_one_stack(WSGIHandler.__call__)


@contextmanager
def open_house(database: Database) -> Iterator[House]:
    """Serve until the end of the block; static files come from whitenoise, as ever."""

    thread = LiveServerThread("127.0.0.1", _WithoutMedia)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield House(f"http://127.0.0.1:{thread.port}", database)
    finally:
        thread.terminate()
