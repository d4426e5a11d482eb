"""The doors of running the program."""

from __future__ import annotations

from tests.doors import Door, Public

DOORS: dict[str, list[Door] | Public] = {
    "health": Public("the supervisor asks whether the program lives"),
}
