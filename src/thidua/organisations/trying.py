"""Sign-ins that a demonstration invites to try, on the page on which one signs in.

This room may not know the demonstration: it offers its people in `apps.ready`. Nothing
is shown where the office works on its real day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from thidua.kernel import clock
from thidua.organisations.models import User


@dataclass(frozen=True, slots=True)
class Trial:
    """A made-up person: how to sign in, and what there is to see, in both languages."""

    username: str
    password: str
    vi: str
    en: str

    @property
    def task(self) -> str:
        """What to try, in the reader's language."""
        return self.en if get_language() == "en" else self.vi


_offered: list[Callable[[], Sequence[Trial]]] = []


def offer(trials: Callable[[], Sequence[Trial]]) -> None:
    """Invite to these, once."""
    if trials not in _offered:
        _offered.append(trials)


def to_try() -> list[Trial]:
    """Those who stand in this demonstration and were not locked; elsewhere nobody."""
    if not clock.is_movable():
        return []
    found = [one for trials in _offered for one in trials()]
    names = [one.username for one in found]
    known = set(
        User.objects.filter(username__in=names, is_active=True).values_list(
            "username", flat=True
        )
    )
    return [one for one in found if one.username in known]
