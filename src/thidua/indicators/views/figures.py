"""A figure opened: what it is made of, who made it, what proves it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.indicators.queries.figure import figure_page
from thidua.indicators.queries.opening import opened_by
from thidua.kernel import clock
from thidua.kernel.dates import read_date
from thidua.organisations.http import OfficeRequest


@require_GET
def figure(
    request: OfficeRequest, indicator: int, unit: int, period: int
) -> HttpResponse:
    """One figure; `?tu=01/01/2024` makes it cumulative from that day."""
    if max(indicator, unit) >= 2**63 or period >= 2**15:
        raise Http404
    opened = opened_by(request.actor, indicator, unit, period)
    if opened is None:
        raise Http404
    since = read_date(request.GET.get("tu", ""))
    if since is not None and since >= opened.span.ends_on:
        since = None
    page = figure_page(opened, actor=request.actor, today=clock.today(), since=since)
    return render(request, "indicators/figure.html", {"page": page})
