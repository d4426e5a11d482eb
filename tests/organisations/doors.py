"""The doors of units, people and signing in."""

from __future__ import annotations

from tests.doors import Cast, Door, Public, address, at
from thidua.kernel import clock
from thidua.organisations.models import SignIn


def a_session(cast: Cast) -> str:
    """The way to end a session of the province's officer."""
    assert cast.office.user is not None
    held = SignIn.objects.create(
        user=cast.office.user,
        session_key="elsewhere",
        since=clock.now(),
        last_seen_at=clock.now(),
    )
    return address("organisations:session-end", held)


DOORS: dict[str, list[Door] | Public] = {
    "organisations:sign-in": Public("here one signs in"),
    "organisations:sign-out": [
        Door(at("organisations:sign-out"), method="POST", stranger=302, low=302)
    ],
    "organisations:choose-mandate": [
        Door(
            at("organisations:choose-mandate"),
            method="POST",
            data=lambda cast: {"mandate": cast.office.mandate_id},
            stranger=403,
        )
    ],
    "organisations:sessions": [
        Door(at("organisations:sessions"), stranger=200, low=200)
    ],
    "organisations:session-end": [
        Door(a_session, method="POST", stranger=404, low=404)
    ],
    "organisations:sessions-end-others": [
        Door(
            at("organisations:sessions-end-others"),
            method="POST",
            stranger=302,
            low=302,
        )
    ],
    "organisations:change-password": [
        Door(at("organisations:change-password"), stranger=200, low=200)
    ],
}
