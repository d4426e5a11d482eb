"""The verbs of the room: load, found, merge, split, rename, move, close, appoint."""

from __future__ import annotations

from thidua.organisations.actions.loading import Loaded, load_official_units
from thidua.organisations.actions.reorganising import (
    close_unit,
    found_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from thidua.organisations.actions.signing import (
    change_password,
    end_sessions,
    open_session,
)

__all__ = [
    "Loaded",
    "change_password",
    "close_unit",
    "end_sessions",
    "found_unit",
    "load_official_units",
    "merge_units",
    "move_unit",
    "open_session",
    "rename_unit",
    "split_unit",
]
