"""Closed by default: every address is in the registry and refuses whom it must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from tests.doors import Door, Public, all_doors, signed_in, the_cast

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
def test_nobody_is_sent_to_sign_in(door: Door) -> None:
    path, client = door.to(the_cast()), Client()

    for answer in (client.get(path), client.post(path)):
        assert answer.status_code in {302, 403}
        if answer.status_code == 302:
            assert answer["Location"].startswith(TO_SIGN_IN)


@pytest.mark.django_db
@pytest.mark.parametrize("door", CLOSED)
def test_a_stranger_is_turned_away(door: Door) -> None:
    cast = the_cast()
    path = door.to(cast)

    assert door.knock(signed_in(cast.stranger), cast, path) == door.stranger


@pytest.mark.django_db
@pytest.mark.parametrize("door", CLOSED)
def test_a_role_too_low_is_turned_away(door: Door) -> None:
    cast = the_cast()
    path = door.to(cast)

    assert door.knock(signed_in(cast.who(door.low_role)), cast, path) == door.low


@pytest.mark.django_db
@pytest.mark.parametrize("door", CLOSED)
def test_whom_it_concerns_is_let_in(door: Door) -> None:
    """Else the refusals above would prove nothing."""
    cast = the_cast()
    path = door.to(cast)

    assert door.knock(signed_in(cast.who(door.opens_to)), cast, path) < 400


def test_an_address_without_an_entry_is_noticed() -> None:
    def view() -> None:
        """Somewhere new."""

    here = get_resolver().pattern
    planted = URLResolver(here, [URLPattern(here, view, name="new")])
    assert [name for name, _pattern in names(planted)] == ["new"]
    assert "new" not in DOORS
