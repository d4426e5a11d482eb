"""Doors that open without a sign-in are slow to who tries many codes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.kernel import clock
from thidua.kernel.dates import show_moment
from thidua.organisations.signing import try_again_at

LIMITS = {"code": 200, "wrong": 20, "sent": 40}
"""In a quarter of an hour from one address: screens opened by a code, wrong codes,
registrations sent. A whole hamlet may sit behind one router."""


def too_many(request: HttpRequest, kind: str) -> HttpResponse | None:
    """Count once more; the answer to give when that was too often."""
    address = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104
    again = try_again_at(f"pledges-{kind}:{address}", LIMITS[kind], clock.now())
    if again is None:
        return None
    words = _("Từ nơi này đã thử quá nhiều lần.")
    fix = _("Thử lại sau %(when)s, hoặc nhờ đơn vị ghi giúp.") % {
        "when": show_moment(again.astimezone(clock.ZONE))
    }
    context = {"reason": words, "remedy": fix}
    return render(request, "pledges/too_many.html", context, status=429)
