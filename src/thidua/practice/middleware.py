"""Leads into the practice: the whole program beneath `/tap-lam/`, on tables apart."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse, set_script_prefix

from thidua.kernel import clock
from thidua.kernel.database import apart
from thidua.organisations.known import known
from thidua.organisations.models import User
from thidua.practice.models import Practice
from thidua.practice.queries import ROOT, practice_of
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
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        inner = request.path_info.removeprefix(ROOT)
        if inner.startswith(OF_THE_ACCOUNT) and not inner.startswith(BUT_INSIDE):
            query = request.META.get("QUERY_STRING", "")
            outside = f"/{inner}?{query}" if query else f"/{inner}"
            return HttpResponseRedirect(outside, preserve_request=True)
        user = request.user
        practice = practice_of(user.pk) if isinstance(user, User) else None
        if practice is not None:
            _note_use(practice)
            with clock.standing_on(clock.today()), suppress(apart.Gone):
                return self._inside(request, practice, f"/{inner}")
        return HttpResponseRedirect(reverse("practice:practice"))

    def _inside(
        self, request: HttpRequest, practice: Practice, path: str
    ) -> HttpResponse:
        user, session, before = request.user, request.session, get_script_prefix()
        learner = practice.user_id
        try:
            with apart.within(practice.pk):
                set_script_prefix(ROOT)
                request.path_info = path
                request.practice = practice  # type: ignore[attr-defined]
                request.session = SessionStore(SESSION)
                request.user = known(learner, clock.today())  # type: ignore[assignment]
                answer = self.get_response(request)
                if answer.status_code >= 500:
                    transaction.set_rollback(True)
                elif request.session.modified and not transaction.get_rollback():
                    request.session.save()
        finally:
            set_script_prefix(before)
            request.path_info = request.path
            request.user, request.session = user, session
        return answer


def _note_use(practice: Practice) -> None:
    today = clock.today()
    if practice.used_on != today:
        Practice.objects.filter(pk=practice.pk).update(used_on=today)
