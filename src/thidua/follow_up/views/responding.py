"""A year of response in a campaign: for oneself and those below."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.campaigns.ladder import stood_under
from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.follow_up.queries.response import response_page, response_sheet
from thidua.follow_up.queries.told import told_page, told_sheet
from thidua.kernel import clock
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.actor import Actor
from thidua.organisations.http import OfficeRequest, sheet_answer


@require_safe
def response(request: OfficeRequest, campaign: int) -> HttpResponse:
    """The table; `?nam=2025&don-vi=12`, and as Excel."""
    found, today = the_campaign(request, campaign), clock.today()
    unit = _unit(request, found)
    usual = min(today, found.ends_on).year
    year = _number(request, "nam") or usual
    year = min(max(year, found.starts_on.year), max(usual, found.starts_on.year))
    page = response_page(found, unit, year, today)
    if wants_sheet(request.GET):
        return sheet_answer(request, response_sheet(page), f"huong-ung-{year}")
    return render(request, "follow_up/response.html", {"page": page})


@require_safe
def told(request: OfficeRequest, campaign: int) -> HttpResponse:
    """What one unit was told in a year; `?nam=2025&don-vi=12`."""
    found, today = the_campaign(request, campaign), clock.today()
    year = _number(request, "nam") or today.year
    page = told_page(found, _unit(request, found), min(max(year, 2000), 2100), today)
    if wants_sheet(request.GET):
        return sheet_answer(request, told_sheet(page, today), f"da-duoc-bao-{year}")
    return render(request, "follow_up/told.html", {"page": page})


def _unit(request: OfficeRequest, campaign: Campaign) -> int:
    """The unit asked for: oneself, one below, or any for the campaign's bodies."""
    actor: Actor = request.actor
    own = actor.unit_id or 0
    runs = own in {campaign.office_id, campaign.launcher_id}
    asked = _number(request, "don-vi") or (campaign.root_id if runs else own)
    if runs or asked == own or stood_under(campaign, asked, own):
        return asked
    raise Http404(_("Vai đang chọn không xem được đơn vị này."))


def _number(request: OfficeRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
