"""What stands before a story begins: written once, copied for every test of it."""

from __future__ import annotations

import itertools
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from tests.running.cluster import Cluster, Database
from thidua.kernel.database import roles

Told = TypeVar("Told")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Scene(Generic[Told]):
    """A database of one test, and what the one who wrote it had to tell."""

    database: Database
    told: Told


@dataclass
class Scenes:
    """The databases that the tests of one process copy; nobody enters them again."""

    cluster: Cluster
    worker: str
    _written: dict[tuple[Callable[[], Any], str], tuple[str, bytes]] = field(
        default_factory=dict
    )

    @contextmanager
    def copy(self, write: Callable[[], Told]) -> Iterator[Scene[Told]]:
        """A database in which `write` was called on the day of this test.

        Commits are real, Django's default connection points to it until the end of the
        block. What `write` answered is handed out anew each time, so that nothing that
        a test does to it is seen by the next.
        """
        key = write, settings.THIDUA_TODAY
        if key not in self._written:
            self._written[key] = self._write(write)
        template, told = self._written[key]
        with self.cluster.clone(f"{self.worker}_own", template) as database:
            before = database.become_default()
            yield Scene(database, pickle.loads(told))  # noqa: S301 - our own words
            before.become_default()
            cache.close()

    def _write(self, write: Callable[[], Any]) -> tuple[str, bytes]:
        name = f"thidua_test_{os.getpid()}_{self.worker}_scene_{next(_numbers)}"
        self.cluster.make_clone(name)
        before = self.cluster.database(roles.APP, name).become_default()
        told = pickle.dumps(write())
        connection.close()
        before.become_default()
        return name, told

    def forget(self) -> None:
        """Drop them all."""
        for name, _told in self._written.values():
            self.cluster.drop(name)
