"""A figure opened: what it is made of, who made it, what proves it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.indicators.queries.figure import figure_page
from thidua.indicators.queries.opening import Opened, opened_by
from thidua.indicators.queries.trail import history_of_figure
from thidua.kernel import clock
from thidua.kernel.dates import read_date
from thidua.organisations.http import OfficeRequest, history_answer


@require_GET
def figure(
    request: OfficeRequest, indicator: int, unit: int, period: int
) -> HttpResponse:
    """One figure; `?tu=01/01/2024` makes it cumulative from that day."""
    opened = _opened(request, indicator, unit, period)
    since = read_date(request.GET.get("tu", ""))
    if since is not None and since >= opened.span.ends_on:
        since = None
    page = figure_page(opened, actor=request.actor, today=clock.today(), since=since)
    return render(request, "indicators/figure.html", {"page": page})


@require_GET
def history(
    request: OfficeRequest, indicator: int, unit: int, period: int
) -> HttpResponse:
    """Through whose hands it went, for those to whom the papers behind it are shown."""
    opened = _opened(request, indicator, unit, period)
    if not opened.has_papers:
        raise Http404
    trail = history_of_figure(opened.version, unit, period)
    name = f"lich-su-so-lieu-{indicator}-{unit}-{period}"
    return history_answer(request, trail, name)


def _opened(request: OfficeRequest, indicator: int, unit: int, period: int) -> Opened:
    """The figure behind an address, if this person may open it."""
    if max(indicator, unit) >= 2**63 or period >= 2**15:
        raise Http404
    opened = opened_by(request.actor, indicator, unit, period)
    if opened is None:
        raise Http404
    return opened
