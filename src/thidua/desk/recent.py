"""What a person opened lately: numbers in a cookie, never names.

The cookie is theirs to change, so it is believed in nothing: what it names is read anew
out of what that person may see, and another person's cookie is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from thidua.campaigns.queries import finding as campaigns
from thidua.clubs.queries import finding as clubs
from thidua.exemplars.queries import finding as exemplars
from thidua.indicators.queries import finding as indicators
from thidua.kernel.database import apart
from thidua.kernel.ui.preferences import YEAR
from thidua.organisations.queries import finding as organisations
from thidua.prospects.queries import finding as prospects
from thidua.speakers.queries import named as speakers

COOKIE = "thidua_recent"
AMONG_PRACTICE = "thidua_recent_tap_lam"
"""What was opened while practising: its numbers mean other things."""
KEPT = 12
"""Things remembered, the last opened first."""
OPENED_AT: Mapping[str, str] = (
    organisations.OPENED_AT
    | indicators.OPENED_AT
    | campaigns.OPENED_AT
    | exemplars.OPENED_AT
    | prospects.OPENED_AT
    | clubs.OPENED_AT
    | speakers.OPENED_AT
)
"""The page's name → the kind of thing it shows, from every room."""

_ONE = re.compile(r"([a-z]+)(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Recent:
    """Things by kind and number, the last opened first."""

    things: tuple[tuple[str, int], ...] = ()

    def numbers(self) -> dict[str, list[int]]:
        """The numbers of each kind."""
        found: dict[str, list[int]] = {}
        for kind, number in self.things:
            found.setdefault(kind, []).append(number)
        return found

    def place(self, kind: str, number: int) -> int:
        """How lately it was opened, 0 the last; a large number when it was not."""
        thing = (kind, number)
        return self.things.index(thing) if thing in self.things else len(self.things)

    def opened(self, kind: str, number: int) -> Recent:
        """With one more on top."""
        rest = [thing for thing in self.things if thing != (kind, number)]
        return Recent(((kind, number), *rest)[:KEPT])


def _cookie() -> str:
    return COOKIE if apart.here() is None else AMONG_PRACTICE


def recent_of(request: HttpRequest) -> Recent:
    """What this person opened in this browser."""
    owner, _, words = request.COOKIES.get(_cookie(), "").partition(":")
    if owner != str(request.user.pk):
        return Recent()
    found = (_ONE.fullmatch(word) for word in words.split(".")[:KEPT])
    return Recent(tuple((one[1], int(one[2])) for one in found if one))


class RememberWhatWasOpened:
    """Notes the thing a page shows when somebody opens it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        kind = OPENED_AT.get(match.view_name) if match else None
        is_shown = request.method == "GET" and response.status_code == 200
        if match and kind and is_shown:
            self._note(request, response, kind, match.kwargs["pk"])
        return response

    def _note(
        self, request: HttpRequest, response: HttpResponse, kind: str, number: int
    ) -> None:
        recent = recent_of(request)
        if recent.place(kind, number) == 0 and recent.things:
            return
        words = ".".join(f"{k}{n}" for k, n in recent.opened(kind, number).things)
        response.set_cookie(
            _cookie(),
            f"{request.user.pk}:{words}",
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
