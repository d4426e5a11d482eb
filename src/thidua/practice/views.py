"""The counter of practising: go in, start again, throw away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.practice import actions
from thidua.practice.models import Practice
from thidua.practice.queries import practice_page, root


@require_safe
def practice(request: OfficeRequest) -> HttpResponse:
    """What practising is, the steps, how far one is."""
    page = practice_page(request.actor)
    return render(request, "practice/practice.html", {"page": page, "root": root()})


@require_POST
def begin(request: OfficeRequest) -> HttpResponse:
    """Make it, or make it anew; then go in."""
    actions.open_practice(request.user, actor=request.actor, at=clock.now())
    return HttpResponseRedirect(root())


@require_POST
def close(request: OfficeRequest) -> HttpResponse:
    """Throw one's own away."""
    mine = get_object_or_404(Practice, user=request.user)
    actions.close_practice(mine, actor=request.actor, at=clock.now())
    messages.info(
        request, _("Phần tập làm đã bỏ. Khi cần thì mở lại, bắt đầu từ bước một.")
    )
    return redirect("practice:practice")
