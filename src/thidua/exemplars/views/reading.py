"""The register, the exemplars of a campaign, one exemplar."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.campaigns.views.fetch import the_campaign
from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.campaign import campaign_page, graph_page
from thidua.exemplars.queries.listing import (
    FIELDS,
    filtered,
    register_page,
    sheet_of,
)
from thidua.exemplars.queries.one import exemplar_page
from thidua.exemplars.queries.past import history_of
from thidua.exemplars.views.fetch import inside, the_exemplar
from thidua.kernel import clock
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import (
    OfficeRequest,
    bar_of,
    history_answer,
    sheet_answer,
)


@require_safe
def register(request: OfficeRequest) -> HttpResponse:
    """All exemplars that one may know of."""
    params, day = request.GET.dict(), clock.today()
    if wants_sheet(params):
        seen = Exemplar.objects.visible_to(request.actor, day)
        actor = request.actor
        sheet = sheet_of(filtered(seen, actor, params, day), actor, day)
        return sheet_answer(request, sheet, "dien-hinh", FIELDS)
    page = register_page(request.actor, day, params, request.path)
    bar = bar_of(request, FIELDS)
    return render(request, "exemplars/register.html", {"page": page, "bar": bar})


@require_safe
def campaign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The exemplars of a campaign."""
    found, params, day = the_campaign(request, pk), request.GET.dict(), clock.today()
    if wants_sheet(params):
        seen = Exemplar.objects.visible_to(request.actor, day).filter(campaign=found)
        actor = request.actor
        sheet = sheet_of(filtered(seen, actor, params, day), actor, day)
        return sheet_answer(request, sheet, "dien-hinh", FIELDS)
    page = campaign_page(found, request.actor, day, params, request.path)
    bar = bar_of(request, FIELDS)
    return render(request, "exemplars/campaign.html", {"page": page, "bar": bar})


@require_safe
def graph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who learns from whom in a campaign."""
    campaign, params = the_campaign(request, pk), request.GET.dict()
    page = graph_page(campaign, request.actor, clock.today(), params, request.path)
    return render(request, "exemplars/graph.html", {"page": page})


@require_safe
def exemplar(request: OfficeRequest, pk: int) -> HttpResponse:
    """One exemplar; `?chi-tieu=` chooses the figure of the curves."""
    text = request.GET.get("chi-tieu", "")
    wanted = int(text) if text.isdecimal() and len(text) < 10 else None
    found = the_exemplar(request, pk)
    page = exemplar_page(found, request.actor, clock.today(), wanted)
    return render(request, "exemplars/exemplar.html", {"page": page})


@require_safe
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was done to it, for those who see it whole."""
    trail = history_of(inside(request, pk))
    return history_answer(request, trail, f"lich-su-dien-hinh-{pk}")
