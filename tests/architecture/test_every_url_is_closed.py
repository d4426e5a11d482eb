"""Closed by default: every address is in the registry and refuses whom it must."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from tests.doors import Cast, Door, Public, all_doors, signed_in, the_cast
from thidua.organisations.actor import Actor

DOORS = all_doors()
CLOSED = [
    pytest.param(door, id=f"{name} {door.method}")
    for name, doors in sorted(DOORS.items())
    if not isinstance(doors, Public)
    for door in doors
]
TO_SIGN_IN = settings.LOGIN_URL


@pytest.fixture(autouse=True)
def on_a_day_of_its_own(settings: Settings) -> None:
    """Some doors exist in the demonstration only."""
    settings.THIDUA_TODAY = "2025-05-20"
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


@pytest.mark.django_db
@pytest.mark.parametrize("door", CLOSED)
def test_a_door_opens_to_whom_it_concerns_and_to_nobody_else(door: Door) -> None:
    """Each knock is undone before the next; without the last one, whom it concerns,
    the refusals would prove nothing."""
    cast = the_cast()
    path = door.to(cast)

    for method in ("get", "post"):
        with undone():
            answer = getattr(Client(), method)(path)
        assert answer.status_code in {302, 403}, "nobody"
        if answer.status_code == 302:
            assert answer["Location"].startswith(TO_SIGN_IN), "nobody"
    assert answer_to(cast.stranger, door, cast, path) == door.stranger, "a stranger"
    low = cast.who(door.low_role)
    assert answer_to(low, door, cast, path) == door.low, "a role too low"
    assert answer_to(cast.who(door.opens_to), door, cast, path) < 400


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answer_to(actor: Actor, door: Door, cast: Cast, path: str) -> int:
    """The status of the answer to somebody who knocks."""
    with undone():
        return door.knock(signed_in(actor), cast, path)


def test_an_address_without_an_entry_is_noticed() -> None:
    def view() -> None:
        """Somewhere new."""

    here = get_resolver().pattern
    planted = URLResolver(here, [URLPattern(here, view, name="new")])
    assert [name for name, _pattern in names(planted)] == ["new"]
    assert "new" not in DOORS
