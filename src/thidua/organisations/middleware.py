"""Who acts in this request, and on which day: decided once, before any view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel import clock, dates
from thidua.kernel.errors import WrongMoment
from thidua.kernel.ui.middleware.refusals import say_no
from thidua.organisations.actor import Actor, acting
from thidua.organisations.models import Delegation, Mandate, SignIn, User
from thidua.organisations.queries.idle import idle_page

CHOSEN = "mandate"
"""The name under which the session holds the key of the chosen mandate."""
SEEN = "seen_at"
SEEN_EVERY = timedelta(minutes=5)

View = Callable[..., HttpResponse]


def without_mandate(view: View) -> View:
    """Marks a view that a signed-in person may use with no mandate today."""
    view.without_mandate = True  # type: ignore[attr-defined]
    return view


def kept_for_signers(view: View) -> View:
    """Marks a view that who signed reads for ever; it asks for a mandate of others."""
    view.kept_for_signers = True  # type: ignore[attr-defined]
    return view


def without_a_role(request: HttpRequest) -> HttpResponse:
    """The page of who has no mandate today: whom to ask, what they may still read."""
    user: User = request.user  # type: ignore[assignment]
    context = {"page": idle_page(user)}
    return render(request, "organisations/no_mandate.html", context, status=403)


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
        if must_add_a_factor(request.user):
            return HttpResponseRedirect(reverse("organisations:factors"))
        if not request.mandates:  # type: ignore[attr-defined]
            if getattr(view, "kept_for_signers", False):
                return None
            return without_a_role(request)
        return _what_ended(request)


def must_add_a_factor(user: User) -> bool:
    """Whoever administers signs in with two factors; until then nothing else opens."""
    return (
        settings.ADMINISTRATORS_NEED_A_SECOND_FACTOR
        and not user.has_second_factor
        and any(
            one.role == Mandate.Role.ADMINISTRATOR and one.under is None
            for one in user.held_today
        )
    )


def choose(user: User, held: list[Mandate], chosen: str | int | None) -> Actor:
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
    mandate = next((one for one in held if one.key == str(chosen)), None)
    return acting(user, mandate or (held[0] if held else None))


def _what_ended(request: HttpRequest) -> HttpResponse | None:
    """The chosen mandate or delegation is over: nothing is done under another one.

    What was sent is refused and shown again; the next page says who one is now.
    """
    chosen = request.session.get(CHOSEN)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    is_choosing = request.path == reverse("organisations:choose-mandate")
    if chosen is None or str(chosen) == actor.key or is_choosing:
        return None
    if request.method == "POST":
        return say_no(request, _ended(str(chosen)))
    if not request.headers.get("hx-request"):
        request.session[CHOSEN] = actor.key
        messages.warning(request, f"{_ended(str(chosen)).reason} {_now(actor)}")
    return None


def _ended(chosen: str) -> WrongMoment:
    if not chosen.startswith("u"):
        return WrongMoment(
            _("Phân công đang dùng đã kết thúc."),
            _("Chưa ghi gì. Xem vai đang chọn ở đầu trang rồi gửi lại."),
        )
    paper = Delegation.objects.filter(pk=chosen[1:]).first()
    return WrongMoment(
        _("Ủy quyền theo văn bản %(number)s đã hết từ %(day)s.")
        % {"number": paper.number, "day": dates.show(paper.ended_on)}
        if paper
        else _("Ủy quyền đang dùng đã hết."),
        _("Chưa ghi gì. Người ủy quyền tự làm việc này, hoặc có văn bản mới."),
    )


def _now(actor: Actor) -> str:
    mandate = actor.mandate
    label = mandate.label if mandate else ""
    return _("Nay làm việc với vai %(label)s.") % {"label": label}


def _note_seen(request: HttpRequest, at: datetime) -> None:
    seen = request.session.get(SEEN)
    if seen and abs(at - datetime.fromisoformat(seen)) < SEEN_EVERY:
        return
    request.session[SEEN] = at.isoformat()
    SignIn.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=at
    )
