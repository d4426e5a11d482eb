"""The tab of a campaign: its prospects."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.ui.filters import SHEET, wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.prospects.queries.campaign import campaign_page
from thidua.prospects.queries.hits import hits_sheet
from thidua.prospects.queries.listing import FIELDS, in_campaign, sheet_of

HITS = "so-lieu"
"""What the address asks for, when the file is of the hits and not of the prospects."""


@require_safe
def campaign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The prospects of a campaign that this reader may know of."""
    found, params = the_campaign(request, pk), request.GET.dict()
    day = clock.today()
    if params.get(SHEET) == HITS:
        sheet = hits_sheet(found, request.actor, day)
        return sheet_answer(request, sheet, "so-lieu-chi-ra")
    if wants_sheet(params):
        seen = in_campaign(found, request.actor, day)
        return sheet_answer(request, sheet_of(seen, day, params), "nhan-to", FIELDS)
    page = campaign_page(found, request.actor, day, params, request.path)
    bar = bar_of(request, FIELDS)
    return render(request, "prospects/campaign.html", {"page": page, "bar": bar})
