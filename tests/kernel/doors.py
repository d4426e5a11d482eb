"""The doors of the counter itself."""

from __future__ import annotations

from tests.doors import Door, Public, at

DOORS: dict[str, list[Door] | Public] = {
    "ui:prefer": Public("theme and size of type are chosen before signing in too"),
    "ui:move-day": [
        Door(
            at("ui:move-day"),
            method="POST",
            data={"day": "20/05/2026"},
            opens_to="administrator",
            stranger=403,
            low=403,
            low_role="head",
        )
    ],
    "ui:components": [Door(at("ui:components"), stranger=200, low=200)],
}
