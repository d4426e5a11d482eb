"""What was made of answers of the database, kept for one connection, the last few only.

A new connection begins with nothing, and what is kept goes with its connection. Whether
a thing still holds is for whoever keeps it to ask, each time (ADR 0060, 0062).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import connection

Thing = TypeVar("Thing")


class Kept(WeakKeyDictionary[Any, OrderedDict[Hashable, Thing]], Generic[Thing]):
    """Up to `most` things for each connection: those that were asked for last."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def find(self, key: Hashable) -> Thing | None:
        """What is kept under a key on this connection; it counts as asked for."""
        here = self._here()
        if key in here:
            here.move_to_end(key)
        return here.get(key)

    def keep(self, key: Hashable, thing: Thing) -> None:
        """Keep a thing, in the place of the one that was longest not asked for."""
        here = self._here()
        here[key] = thing
        here.move_to_end(key)
        if len(here) > self.most:
            here.popitem(last=False)

    def _here(self) -> OrderedDict[Hashable, Thing]:
        connection.ensure_connection()
        return self.setdefault(connection.connection, OrderedDict())
