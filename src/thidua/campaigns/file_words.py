"""The words and small pieces of targets that come from a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.campaigns.drafts import Offer
from thidua.campaigns.queries.grid_held import Held
from thidua.imports.kinds import Bringing
from thidua.kernel.numbers import show_number

TARGET = "target"
VALUE, WEIGHT, BASE = "v", "w", "b"
PARTS = {"": VALUE, "weight": WEIGHT, "base": BASE}
UNIT_WORDS = ("don vi nhan", "don vi duoc giao")
"""Beside those by which files of figures name units."""
TARGET_WORDS = ("chi tieu", "ten chi tieu", "chi so", "noi dung", "ten chi so")
VALUE_WORDS = (
    *("so giao", "chi tieu giao", "giao", "ke hoach", "kh", "so chi tieu", "muc giao"),
    *("ke hoach giao", "chi tieu", "so luong", "so lieu", "sl", "ty le", "ct"),
)


def by_target(rows: Sequence[Bringing]) -> dict[int, list[Bringing]]:
    """The rows of each target that is given further."""
    found: dict[int, list[Bringing]] = defaultdict(list)
    for row in rows:
        found[row.payload["g"]].append(row)
    return found


def standing(row: Held) -> dict[str, Decimal]:
    """What a row of the grid holds; only what is there."""
    found = {
        VALUE: row.value,
        WEIGHT: row.weight,
        BASE: row.child.baseline if row.child else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def offer_of(unit: int, payload: Mapping[str, Any], revision: int | None) -> Offer:
    """What a row offers to a unit."""

    def number(key: str) -> Decimal | None:
        return Decimal(payload[key]) if key in payload else None

    return Offer(unit, number(VALUE), number(WEIGHT), number(BASE), revision)


def typed_as(raw: object) -> str:
    """A cell as it stood in the file."""
    if isinstance(raw, float):
        return show_number(raw if raw != int(raw) else int(raw))
    return str(raw)[:100]
