"""The tab of a campaign: its prospects."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest, bar_of
from thidua.prospects.queries.campaign import campaign_page
from thidua.prospects.queries.listing import FIELDS


@require_safe
def campaign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The prospects of a campaign that this reader may know of."""
    found, params = the_campaign(request, pk), request.GET.dict()
    page = campaign_page(found, request.actor, clock.today(), params, request.path)
    bar = bar_of(request, FIELDS, has_sheet=False)
    return render(request, "prospects/campaign.html", {"page": page, "bar": bar})
