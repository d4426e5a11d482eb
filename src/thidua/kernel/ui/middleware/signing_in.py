"""Nobody gets past the door without signing in; who was signed out loses nothing.

A page that is asked for leads to the sign-in. What somebody typed, or a piece that a
script asked for, is answered in words where they stand: a form of another page in its
place would swallow it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext as _

from thidua.kernel.errors import Refused
from thidua.kernel.ui.middleware.refusals import say_no, wants_json


class SignedIn(LoginRequiredMiddleware):
    """Django's rule that every view asks for a sign-in unless it says otherwise."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        if _leads_to_a_page(request):
            return super().handle_no_permission(request, view_func)
        said = Refused(
            _("Phiên làm việc đã hết, hoặc đã đăng xuất ở cửa sổ khác."),
            _(
                "Mở một cửa sổ mới và đăng nhập, rồi trở lại đây gửi lại: "
                "điều đã gõ vẫn còn."
            ),
        )
        return say_no(request, said)  # type: ignore[return-value] # any answer will do


def _leads_to_a_page(request: HttpRequest) -> bool:
    wants_a_piece = request.headers.get("hx-request") or wants_json(request)
    return request.method in {"GET", "HEAD"} and not wants_a_piece
