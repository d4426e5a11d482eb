"""Where a target is heading."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.campaigns.queries.outlook import outlook_page
from thidua.campaigns.views.fetch import the_target
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_GET
def outlook(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The forecast, and what if (`?m=12,5&m=&m=8`); nothing is kept."""
    typed = [text.replace("\x00", "") for text in request.GET.getlist("m")[:120]]
    page = outlook_page(the_target(request, pk, target), clock.today(), typed)
    return render(request, "campaigns/outlook.html", {"page": page})
