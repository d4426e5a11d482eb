"""What can be brought in: each kind is registered by the room that owns its words.

A kind opens a **ground** for an office and a place (a form and its period, a campaign):
which fields a file may bring, which values they may have, what a figure may be, and the
three deeds: judge, bring in, take out. The imports know none of the words.
"""

from __future__ import annotations

from thidua.imports.kinds.fields import (
    DIM,
    FIGURE,
    MEASURE,
    TEXT,
    WITHIN,
    Field,
    Found,
    LeftOut,
)
from thidua.imports.kinds.grounds import (
    Asked,
    Ground,
    Reader,
)
from thidua.imports.kinds.offered import (
    Kind,
    all_kinds,
    kind_called,
    register,
)
from thidua.imports.kinds.rows import (
    CELL,
    IS,
    LEAVE,
    MEANT,
    NOTED,
    TAKE,
    Answer,
    Bringing,
    Carried,
    Doubt,
    Draft,
    Judged,
    Part,
    Plain,
    Question,
    Said,
    Straight,
    brought_in,
    called,
    taken_out,
)

__all__ = [
    "CELL",
    "DIM",
    "FIGURE",
    "IS",
    "LEAVE",
    "MEANT",
    "MEASURE",
    "NOTED",
    "TAKE",
    "TEXT",
    "WITHIN",
    "Answer",
    "Asked",
    "Bringing",
    "Carried",
    "Doubt",
    "Draft",
    "Field",
    "Found",
    "Ground",
    "Judged",
    "Kind",
    "LeftOut",
    "Part",
    "Plain",
    "Question",
    "Reader",
    "Said",
    "Straight",
    "all_kinds",
    "brought_in",
    "called",
    "kind_called",
    "register",
    "taken_out",
]
