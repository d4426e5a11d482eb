"""Leads into the practice: the whole program beneath `/tap-lam/`, on tables apart."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse, set_script_prefix

from thidua.kernel import clock
from thidua.kernel.database import apart
from thidua.kernel.ui.middleware.refusals import from_the_database, say_no
from thidua.organisations.known import known
from thidua.organisations.models import User
from thidua.practice import actions
from thidua.practice.models import Practice
from thidua.practice.queries import (
    PLACE,
    is_done,
    opener,
    outside,
    practice_of,
    root,
)
from thidua.practice.world import SESSION

Answer = Callable[[HttpRequest], HttpResponse]

OF_THE_ACCOUNT = (
    "dang-nhap/",
    "dang-xuat/",
    "tai-khoan/",
    "he-thong/",
    "tuan-dau/tap-",
)
"""What concerns the person, not the office: it is done for real, outside."""
BUT_INSIDE = ("tai-khoan/vai/", "tai-khoan/huong-dan/", "tai-khoan/bo-loc/")


class Practising:
    """A request beneath `/tap-lam/` knows nothing but the reader's own practice."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info.removeprefix("/")
        if f"{path}/" == PLACE:
            return HttpResponseRedirect(root())
        if not path.startswith(PLACE):
            return self.get_response(request)
        inner = path.removeprefix(PLACE)
        if inner.startswith(OF_THE_ACCOUNT) and not inner.startswith(BUT_INSIDE):
            query = request.META.get("QUERY_STRING", "")
            there = f"{outside()}{inner}"
            there = f"{there}?{query}" if query else there
            return HttpResponseRedirect(there, preserve_request=True)
        user = request.user
        practice = practice_of(user.pk) if isinstance(user, User) else None
        if practice is not None:
            _note_use(practice)
            with (
                clock.standing_on(clock.today()),
                suppress(apart.Gone, apart.Astray),
            ):
                return self._inside(request, practice, f"/{inner}")
        return HttpResponseRedirect(reverse("practice:practice"))

    def _inside(
        self, request: HttpRequest, practice: Practice, path: str
    ) -> HttpResponse:
        user, session, before = request.user, request.session, get_script_prefix()
        learner, where = practice.user_id, request.path_info
        try:
            with apart.within(practice.pk):
                set_script_prefix(root())
                request.path_info = path
                request.practice = practice  # type: ignore[attr-defined]
                request.session = SessionStore(SESSION)
                request.user = known(learner, clock.today())  # type: ignore[assignment]
                answer = self._settled(request)
                is_over = request.method == "POST" and is_done(practice)
        finally:
            set_script_prefix(before)
            request.path_info = where
            request.user, request.session = user, session
        if is_over and (actor := opener(practice)):
            actions.finish_practice(practice, actor=actor, at=clock.now())
        return answer

    def _settled(self, request: HttpRequest) -> HttpResponse:
        """The answer; what the database checks only now is refused on a page."""
        answer = self.get_response(request)
        if answer.status_code >= 500:
            transaction.set_rollback(True)
        if transaction.get_rollback():
            return answer
        try:
            if request.session.modified:
                request.session.save()
            with transaction.atomic():
                apart.settle()
        except IntegrityError as fault:
            refused = from_the_database(fault)
            if refused is None:
                raise
            transaction.set_rollback(True)
            return say_no(request, refused)
        return answer


def _note_use(practice: Practice) -> None:
    today = clock.today()
    if practice.used_on != today:
        Practice.objects.filter(pk=practice.pk).update(used_on=today)
