"""Wait for something that another process does; never for a length of time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

LONGEST = 180.0  # seconds: then something is broken, not slow


def until(happened: Callable[[], object], what: str) -> None:
    """Return as soon as it happened; fail when it never does."""
    deadline = time.monotonic() + LONGEST
    breath = threading.Event()
    while not happened():
        if time.monotonic() > deadline:
            raise AssertionError(f"never happened: {what}")
        breath.wait(0.05)
