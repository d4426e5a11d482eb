"""Who acts in this request, and on which day: decided once, before any view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.kernel import clock
from thidua.organisations.actor import Actor, acting
from thidua.organisations.models import Mandate, SignIn, User
from thidua.organisations.queries.idle import idle_page

CHOSEN = "mandate"
"""The key of the session that holds the number of the chosen mandate."""
SEEN = "seen_at"
SEEN_EVERY = timedelta(minutes=5)

View = Callable[..., HttpResponse]


def without_mandate(view: View) -> View:
    """Marks a view that a signed-in person may use with no mandate today."""
    view.without_mandate = True  # type: ignore[attr-defined]
    return view


class ActingUnderAMandate:
    """Sets `request.actor` and `request.mandates`; nobody acts without a mandate.

    The whole request lives on one office day, asked for once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with clock.standing_on(clock.today()):
            request.mandates, request.actor = [], None  # type: ignore[attr-defined]
            if isinstance(request.user, User):
                held = request.user.held_today
                request.mandates = held  # type: ignore[attr-defined]
                request.actor = choose(  # type: ignore[attr-defined]
                    request.user, held, request.session.get(CHOSEN)
                )
                _note_seen(request, clock.now())
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Stop whoever must change a one-time password, or has no mandate today."""
        is_free = not getattr(view, "login_required", True)
        if is_free or getattr(view, "without_mandate", False):
            return None
        if not isinstance(request.user, User):
            return None
        if request.user.is_password_one_time:
            return HttpResponseRedirect(reverse("organisations:change-password"))
        if not request.mandates:  # type: ignore[attr-defined]
            return render(
                request,
                "organisations/no_mandate.html",
                {"page": idle_page(request.user)},
                status=403,
            )
        return None


def choose(user: User, held: list[Mandate], chosen: int | None) -> Actor:
    """The person under the chosen mandate, or under the first one held.

    Where the office lives on a day of its own, an administrator stays one on days
    outside their mandate, to be able to move the day back; all else is closed then.
    """
    if not held and clock.is_movable():
        held = list(
            Mandate.objects.filter(
                person=user.person_id, role=Mandate.Role.ADMINISTRATOR
            ).with_unit_names(clock.today())[:1]
        )
    mandate = next((one for one in held if one.pk == chosen), None)
    return acting(user, mandate or (held[0] if held else None))


def _note_seen(request: HttpRequest, at: datetime) -> None:
    seen = request.session.get(SEEN)
    if seen and abs(at - datetime.fromisoformat(seen)) < SEEN_EVERY:
        return
    request.session[SEEN] = at.isoformat()
    SignIn.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=at
    )
