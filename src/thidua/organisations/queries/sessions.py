"""Where a person is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from thidua.kernel import clock, dates
from thidua.organisations.models import SignIn, User


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session, in words its owner recognises."""

    pk: int
    device: str
    address: str
    since: str
    last_seen: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """All sessions of one person, this one first."""

    rows: Sequence[SessionRow]
    other_count: int


def sessions_page(user: User, this_key: str) -> SessionsPage:
    """The sessions that still live; one ended elsewhere is gone from here too."""
    living = Session.objects.values("session_key")
    held = SignIn.objects.filter(user=user, session_key__in=living)
    rows = [
        SessionRow(
            pk=one.pk,
            device=device_called(one.device),
            address=one.address or "",
            since=dates.show_moment(one.since.astimezone(clock.ZONE)),
            last_seen=dates.show_moment(one.last_seen_at.astimezone(clock.ZONE)),
            is_this=one.session_key == this_key,
        )
        for one in held.order_by("-last_seen_at", "pk")
    ]
    rows.sort(key=lambda row: not row.is_this)
    return SessionsPage(rows, sum(not row.is_this for row in rows))


_BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_called(agent: str) -> str:
    """“Chrome trên Windows”, from what a browser says of itself."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    if browser and system:
        return _("%(browser)s trên %(system)s") % {
            "browser": browser,
            "system": system,
        }
    return browser or system or _("thiết bị không rõ")
