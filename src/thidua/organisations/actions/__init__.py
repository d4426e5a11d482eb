"""The verbs of the room: load, found, merge, split, rename, move, close, appoint."""

from __future__ import annotations

from thidua.organisations.actions.loading import Loaded, load_official_units

__all__ = ["Loaded", "load_official_units"]
