"""The demonstration: “Đồng khởi mới” in Bến Tre, then Vĩnh Long in two tiers.

`load()` writes everything once; `sign_ins()` says who can be tried. Facts come from the
documents and public data; people, bodies and figures that these do not name are made up
with a fixed seed and marked so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua.organisations.trying import Trial


def _quietly(_line: str) -> None:
    """Tell nobody."""


def load(tell: Callable[[str], None] = _quietly) -> bool:
    """Load the demonstration; False when it stands already. `tell` gets progress."""
    from thidua.config.demonstration.loading import load_all  # noqa: PLC0415

    return load_all(tell)


def carry_over(day: date, tell: Callable[[str], None] = _quietly) -> bool:
    """When the day has passed 2025: the hand-over of 01/07/2025 and the last reports.

    Call it after the day was moved. False when there is nothing (more) to do.
    """
    from thidua.config.demonstration.between import carry_over as over  # noqa: PLC0415

    return over(day, tell)


def sign_ins() -> list[tuple[str, str, str, str]]:
    """Who, sign-in name, password, and what to try."""
    from thidua.config.demonstration.people import sign_ins as told  # noqa: PLC0415

    return told()


def trials() -> list[Trial]:
    """The same for the page on which one signs in."""
    from thidua.config.demonstration.people import trials as told  # noqa: PLC0415

    return told()
