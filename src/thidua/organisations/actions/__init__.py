"""The verbs of the room: load, found, merge, split, rename, move, close, appoint."""

from __future__ import annotations

from thidua.organisations.actions.loading import Loaded, load_official_units
from thidua.organisations.actions.signing import (
    change_password,
    end_sessions,
    open_session,
)

__all__ = [
    "Loaded",
    "change_password",
    "end_sessions",
    "load_official_units",
    "open_session",
]
