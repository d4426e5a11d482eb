"""Lower floors announce, upper floors listen: nobody imports upwards.

An event is a frozen dataclass of ids. `announce` defers one job per listener in the
caller's transaction: a job commits or vanishes with what it tells of. Listeners are
idempotent, because a worker may die between doing and noting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from typing import Any, TypeVar

from thidua.kernel import jobs

Event = TypeVar("Event")
Listener = Callable[[Any], None]

_listeners: dict[str, list[str]] = defaultdict(list)
_known: dict[str, tuple[type, Listener]] = {}
_unheard: ContextVar[frozenset[type]] = ContextVar("unheard", default=frozenset())


def listens_to(event_type: type[Event]) -> Callable[[Callable[[Event], None]], Any]:
    """Register a listener; it runs in the worker, once per announcement or more."""

    def register(listener: Callable[[Event], None]) -> Callable[[Event], None]:
        name = f"{listener.__module__}.{listener.__qualname__}"
        _listeners[_name(event_type)].append(name)
        _known[name] = (event_type, listener)
        return listener

    return register


@contextmanager
def unheard(*event_types: type) -> Iterator[None]:
    """In this block nobody hears of these: what is written down of years gone by.

    Within it, a block of its own that names none is heard again.
    """
    token = _unheard.set(frozenset(event_types))
    try:
        yield
    finally:
        _unheard.reset(token)


def announce(event: Any) -> None:
    """Tell the floors above, when and only when this transaction commits."""
    if type(event) in _unheard.get():
        return
    for name in _listeners[_name(type(event))]:
        jobs.defer("deliver", listener=name, event=asdict(event))


def deliver(listener: str, event: dict[str, Any]) -> None:
    """Run one listener on one event: what the worker does with the job."""
    event_type, function = _known[listener]
    function(event_type(**event))


def _name(event_type: type) -> str:
    return f"{event_type.__module__}.{event_type.__qualname__}"
