"""The questions of the room; other rooms ask them here."""

from __future__ import annotations

from thidua.organisations.naming import (
    ancestors_of,
    children_of,
    names_on,
    parents_on,
    unit_called,
)
from thidua.organisations.queries.kinship import origins_of

__all__ = [
    "ancestors_of",
    "children_of",
    "names_on",
    "origins_of",
    "parents_on",
    "unit_called",
]
