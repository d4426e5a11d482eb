"""A figure opened: what it is made of, who made it, what proves it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.indicators.models import Indicator, Period
from thidua.indicators.queries.figure import figure_page, may_see
from thidua.kernel.dates import read_date
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Unit


@require_GET
def figure(
    request: OfficeRequest, indicator: int, unit: int, period: int
) -> HttpResponse:
    """One figure; `?tu=01/01/2024` makes it cumulative from that day."""
    if max(indicator, unit) >= 2**63 or period >= 2**15:
        raise Http404
    counted = get_object_or_404(Indicator, pk=indicator)
    of = get_object_or_404(Unit, pk=unit)
    span = get_object_or_404(Period, pk=period).span
    if not may_see(counted, of, request.actor):
        raise Http404
    since = read_date(request.GET.get("tu", ""))
    if since is not None and since >= span.ends_on:
        since = None
    page = figure_page(counted, of, span, actor=request.actor, since=since)
    return render(request, "indicators/figure.html", {"page": page})
