"""Closed by default: every address is in the registry and refuses whom it must."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker, Settings

from tests.doors import Cast, Door, Public, all_doors, signed_in, the_cast
from tests.running.standing import standing
from thidua.kernel import clock
from thidua.organisations.models import User

DOORS = all_doors()
CLOSED = [
    pytest.param(door, id=f"{name} {door.method}")
    for name, doors in sorted(DOORS.items())
    if not isinstance(doors, Public)
    for door in doors
]
TO_SIGN_IN = settings.LOGIN_URL
TODAY = date(2025, 5, 20)


@pytest.fixture(autouse=True)
def on_a_day_of_its_own(settings: Settings) -> None:
    """Some doors exist in the demonstration only."""
    settings.THIDUA_TODAY = TODAY.isoformat()
    nobody = {"issuer": "http://127.0.0.1:9", "client": "thidua"}
    settings.SIGN_ON = {**nobody, "secret": "", "name": "SSO"}


def names(resolver: URLResolver, within: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The full name of every address; one without a name is called by its path."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{within}{pattern.namespace}:" if pattern.namespace else within
            yield from names(pattern, space)
        else:
            yield f"{within}{pattern.name or pattern.pattern}", pattern


def test_every_address_is_in_the_registry() -> None:
    addresses = {name for name, _pattern in names(get_resolver())}

    assert addresses - DOORS.keys() == set(), "add them to tests/<room>/doors.py"
    assert DOORS.keys() - addresses == set(), "these addresses are gone"


def test_what_is_public_says_why_and_is_marked_in_its_view() -> None:
    patterns = dict(names(get_resolver()))
    for name, doors in DOORS.items():
        is_open = not getattr(patterns[name].callback, "login_required", True)
        assert is_open == isinstance(doors, Public), name
        assert not isinstance(doors, Public) or doors.because


@dataclass(frozen=True)
class Assembled:
    """The cast, everybody signed in: the session of each, by name."""

    cast: Cast
    sessions: dict[str, str]

    def signed_out(self) -> list[str]:
        """Whose session holds no more, for a door gave them another password."""
        users = [self.cast.who(name).user for name in self.sessions]
        known = {user.pk: user.password for user in users if user}
        now = User.objects.in_bulk(known)
        return [one.username for pk, one in now.items() if one.password != known[pk]]

    def knock(self, who: str, door: Door, cast: Cast, path: str) -> int:
        """The status of the answer to somebody who knocks; it is undone."""
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        with undone():
            return door.knock(client, cast, path)


def _assemble() -> Assembled:
    with clock.standing_on(TODAY):
        cast = the_cast()
        clients = {name: signed_in(cast.who(name)) for name in cast.names}
    return Assembled(
        cast,
        {
            name: client.cookies[settings.SESSION_COOKIE_NAME].value
            for name, client in clients.items()
        },
    )


@pytest.fixture(scope="module")
def assembled(
    django_db_setup: None,  # noqa: ARG001 - the database must stand first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Assembled]:
    """Before all doors; rolled back when the module is done."""
    with standing(django_db_blocker, _assemble) as assembled:
        yield assembled


@pytest.mark.django_db
@pytest.mark.parametrize("door", CLOSED)
def test_a_door_opens_to_whom_it_concerns_and_to_nobody_else(
    door: Door, assembled: Assembled
) -> None:
    """Each knock is undone before the next; without the last one, whom it concerns,
    the refusals would prove nothing."""
    cast = deepcopy(assembled.cast)
    path = door.to(cast)
    assert not assembled.signed_out(), "a new password ends a session"

    for method in ("get", "post"):
        with undone():
            answer = getattr(Client(), method)(path)
        assert answer.status_code in {302, 403}, "nobody"
        if answer.status_code == 302:
            assert answer["Location"].startswith(TO_SIGN_IN), "nobody"

    def answer_to(who: str) -> int:
        return assembled.knock(who, door, cast, path)

    assert answer_to("stranger") == door.stranger, "a stranger"
    assert answer_to(door.low_role) == door.low, "a role too low"
    assert answer_to(door.opens_to) < 400


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_an_address_without_an_entry_is_noticed() -> None:
    def view() -> None:
        """Somewhere new."""

    here = get_resolver().pattern
    planted = URLResolver(here, [URLPattern(here, view, name="new")])
    assert [name for name, _pattern in names(planted)] == ["new"]
    assert "new" not in DOORS
