"""The register, the exemplars of a campaign, one exemplar."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.campaigns.views.fetch import the_campaign
from thidua.exemplars.queries.listing import campaign_page, register_page
from thidua.exemplars.queries.one import exemplar_page
from thidua.exemplars.views.fetch import the_exemplar
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_safe
def register(request: OfficeRequest) -> HttpResponse:
    """All exemplars that one may know of."""
    page = register_page(request.actor, clock.today())
    return render(request, "exemplars/register.html", {"page": page})


@require_safe
def campaign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The exemplars of a campaign."""
    page = campaign_page(the_campaign(request, pk), request.actor, clock.today())
    return render(request, "exemplars/campaign.html", {"page": page})


@require_safe
def exemplar(request: OfficeRequest, pk: int) -> HttpResponse:
    """One exemplar."""
    page = exemplar_page(the_exemplar(request, pk), request.actor, clock.today())
    return render(request, "exemplars/exemplar.html", {"page": page})
