"""The questions of the room; other rooms ask them here."""

from __future__ import annotations

from thidua.organisations.naming import (
    ancestors_of,
    children_of,
    names_on,
    parents_on,
    unit_called,
)
from thidua.organisations.queries.kinship import (
    Heir,
    heirs_of,
    origins_of,
    successors_of,
)

__all__ = [
    "Heir",
    "ancestors_of",
    "children_of",
    "heirs_of",
    "names_on",
    "origins_of",
    "parents_on",
    "successors_of",
    "unit_called",
]
