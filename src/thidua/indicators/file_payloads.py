"""A figure of a file, as a row of the import keeps it until it is brought in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from thidua.indicators.actions import Brought


def brought_of(payload: Mapping[str, Any], *, after: bool = False) -> Brought:
    """The figure of a payload; `after` it was brought in, with its next version."""

    def number(name: str) -> Decimal | None:
        return Decimal(payload[name]) if name in payload else None

    version = payload.get("e", 0)
    return Brought(
        payload["u"],
        payload["p"],
        payload["i"],
        number("v"),
        number("n"),
        number("d"),
        note=payload.get("t"),
        version=version + 1 if after else version,
    )
