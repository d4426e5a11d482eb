"""Every address of the program, how to stand before it, and who is let in.

A room keeps its own in `tests/<room>/doors.py`, as `DOORS`, five lines for each:

    "campaigns:launch": [
        Door(lambda cast: address("campaigns:launch", a_draft(cast.office.unit)),
             method="POST", opens_to="head", stranger=404, low=403),
    ],

`stranger` and `low` are the answers to an officer of an unrelated unit and to somebody
of the same office in a role too low; 200 or 302 there means: let in, on purpose. An
address that nobody needs to sign in for is `Public("why")`.
`tests/architecture/test_every_url_is_closed.py` knocks at all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from tests.organisations.factories import (
    PASSWORD,
    Province,
    UnitFactory,
    a_province,
    an_actor,
)
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Unit


@dataclass(frozen=True)
class Cast:
    """The people who stand before the doors.

    `office`, `head`, `reader` and `administrator` act for the province's department,
    `commune` for its first commune, `stranger` for a commune of another province.
    """

    place: Province
    office: Actor
    head: Actor
    reader: Actor
    administrator: Actor
    commune: Actor
    stranger: Actor

    @property
    def names(self) -> list[str]:
        """What the people are called here."""
        return [one.name for one in fields(self) if one.name != "place"]

    def who(self, name: str) -> Actor:
        """One of them, by name."""
        actor: Actor = getattr(self, name)
        return actor


@dataclass(frozen=True)
class Door:
    """One address with one method.

    `to` makes the thing behind it and gives the address; `opens_to` names who gets in
    (with `data`, for a POST), `low_role` who of the same office does not.
    """

    to: Callable[[Cast], str]
    method: str = "GET"
    data: Mapping[str, Any] | Callable[[Cast], Mapping[str, Any]] = field(
        default_factory=dict
    )
    opens_to: str = "office"
    stranger: int = 404
    low: int = 403
    low_role: str = "reader"

    def knock(self, client: Client, cast: Cast, path: str) -> int:
        """The status of the answer."""
        if self.method == "GET":
            return client.get(path).status_code
        data = self.data(cast) if callable(self.data) else self.data
        return client.post(path, data).status_code


@dataclass(frozen=True)
class Public:
    """Open to everybody, and why."""

    because: str


def the_cast() -> Cast:
    """A small province, its people, a stranger; who signs does it with `PASSWORD`."""
    place = a_province()
    role = Mandate.Role
    far_away = UnitFactory.create(name="Xa Lạ", kind=Unit.Kind.COMMUNE)
    cast = Cast(
        place=place,
        office=an_actor(place.department),
        head=an_actor(place.department, role.HEAD),
        reader=an_actor(place.department, role.READER),
        administrator=an_actor(place.department, role.ADMINISTRATOR),
        commune=an_actor(place.communes[0]),
        stranger=an_actor(far_away),
    )
    for signer in (cast.office, cast.head, cast.commune):
        assert signer.user is not None
        signer.user.set_password(PASSWORD)
        signer.user.save(update_fields=["password"])
    return cast


def address(name: str, *things: Any) -> str:
    """The address of a door; a model stands for its number."""
    return reverse(name, args=[getattr(thing, "pk", thing) for thing in things])


def at(name: str) -> Callable[[Cast], str]:
    """An address with nothing in it: `Door(at("organisations:units"))`."""
    return lambda _cast: reverse(name)


def all_doors() -> dict[str, list[Door] | Public]:
    """The registries of all rooms together."""
    found: dict[str, list[Door] | Public] = {}
    for file in sorted(Path(__file__).parent.glob("*/doors.py")):
        found |= import_module(f"tests.{file.parent.name}.doors").DOORS
    return found


def signed_in(actor: Actor) -> Client:
    """A browser in which somebody acts under their mandate."""
    client = Client()
    assert actor.user is not None
    session = SessionStore()
    session[SESSION_KEY] = str(actor.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = actor.user.get_session_auth_hash()
    session["mandate"] = actor.mandate_id
    session.create()
    assert session.session_key is not None
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
