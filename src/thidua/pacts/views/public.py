"""Pacts that anybody may read, without a sign-in: “all of it public” (000.5).

Only what the parties agreed to make public, and only once it was in force. People are
told by their title, and by name where they agreed to it themselves.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thidua.kernel import clock
from thidua.pacts.models import Pact
from thidua.pacts.queries.listing import public_list_page
from thidua.pacts.queries.shown import public_page


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All of them."""
    page = public_list_page(clock.today(), request.GET.dict())
    return render(request, "pacts/public_list.html", {"page": page})


@login_not_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    seen = Pact.objects.public().select_related("campaign")
    page = public_page(get_object_or_404(seen, pk=pk), clock.today())
    return render(request, "pacts/public.html", {"page": page})
