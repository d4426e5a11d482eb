"""Pages one reads: the list, a campaign, its units, documents and history."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.campaigns import actions
from thidua.campaigns.models import Attachment
from thidua.campaigns.queries.comparing import compare_page
from thidua.campaigns.queries.history import campaign_trail, history_page
from thidua.campaigns.queries.listing import (
    FIELDS,
    FIELDS_OF_PEOPLE,
    list_page,
    list_sheet,
)
from thidua.campaigns.queries.looking import Asked
from thidua.campaigns.queries.overview import campaign_page
from thidua.campaigns.queries.papers import documents_page
from thidua.campaigns.queries.units import (
    UnitsAsked,
    units_page,
    units_sheet,
)
from thidua.campaigns.queries.units_columns import unit_fields
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.files import as_attachment
from thidua.kernel.ui.filters import chosen, wants_sheet
from thidua.organisations.http import (
    OfficeRequest,
    bar_of,
    history_answer,
    sheet_answer,
)

CAMPAIGN = "campaigns/campaign.html"


@require_safe
def campaigns(request: OfficeRequest) -> HttpResponse:
    """Every campaign the reader may know of."""
    fields = FIELDS_OF_PEOPLE if request.actor.is_of_the_people else FIELDS
    asked = chosen(fields, request.GET)
    if wants_sheet(request.GET):
        sheet = list_sheet(request.actor, clock.today(), asked)
        return sheet_answer(request, sheet, "phong-trao", fields)
    page = list_page(request.actor, clock.today(), asked)
    context = {"page": page, "bar": bar_of(request, fields)}
    return render(request, "campaigns/list.html", context)


@require_safe
def campaign(request: OfficeRequest, pk: int) -> HttpResponse:
    """One campaign, from a unit's point of view, with one item opened."""
    found = the_campaign(request, pk)
    page = campaign_page(found, request.actor, clock.today(), _asked(request))
    return render(request, CAMPAIGN, {"page": page})


def _asked(request: OfficeRequest) -> Asked:
    """What the address asks for; what cannot be read is not asked."""
    node_key = None
    with suppress(ValueError):
        node_key = UUID(request.GET.get("noi-dung", ""))
    return Asked(
        _number(request.GET.get("don-vi", "")),
        _number(request.GET.get("doi-tuong", "")),
        node_key,
        _number(request.GET.get("chi-tieu", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


@require_safe
def units(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who takes part and how far each unit is."""
    found = the_campaign(request, pk)
    prefetch_related_objects([found], "audiences")
    fields, number = unit_fields(found), request.GET.get("trang", "")
    typed = chosen(fields, request.GET)
    asked = UnitsAsked(typed["loc"], typed.get("doi-tuong", ""), typed["tim"])
    if wants_sheet(request.GET):
        sheet = units_sheet(found, asked, clock.today())
        return sheet_answer(request, sheet, f"don-vi-phong-trao-{pk}", fields)
    number_shown = int(number) if number.isdecimal() and len(number) < 6 else 1
    page = units_page(
        found,
        request.actor,
        clock.today(),
        asked,
        number_shown,
        is_print="ban-in" in request.GET,
    )
    context = {"page": page, "bar": bar_of(request, fields)}
    return render(request, "campaigns/units.html", context)


@require_safe
def documents(request: OfficeRequest, pk: int) -> HttpResponse:
    """The documents as the office prints them."""
    found = the_campaign(request, pk)
    page = documents_page(found, request.actor, clock.today())
    return render(request, "campaigns/documents.html", {"page": page})


@require_safe
def attachment(request: OfficeRequest, pk: int, attachment: int) -> HttpResponse:
    """A file of a document, for whoever may know of the campaign."""
    papers = Attachment.objects.filter(document__campaign=the_campaign(request, pk))
    return as_attachment(get_object_or_404(papers, pk=attachment).file)


@require_safe
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who did what."""
    found = the_campaign(request, pk)
    if wants_sheet(request.GET):
        return history_answer(request, campaign_trail(found), f"lich-su-{pk}")
    params = request.GET.dict()
    page = history_page(found, request.actor, clock.today(), params)
    return render(request, "campaigns/history.html", {"page": page})


@require_safe
def compare_content(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Two versions of an audience's content side by side: `?tu=1&den=2`."""
    found = the_campaign(request, pk)
    mine = get_object_or_404(found.audiences, pk=audience)
    mine.campaign = found
    texts = [request.GET.get(name, "") for name in ("tu", "den")]
    numbers = (int(texts[0]), int(texts[1])) if all(map(_is_short, texts)) else None
    page = compare_page(mine, request.actor, clock.today(), numbers)
    if page is None:
        raise Http404
    return render(request, "campaigns/compare_content.html", {"page": page})


def _is_short(text: str) -> bool:
    return text.isdecimal() and len(text) < 5


@require_POST
def acknowledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """The reader's unit says that it has received the campaign."""
    found = the_campaign(request, pk)
    actions.acknowledge_campaign(
        found, request.actor.unit_id or 0, actor=request.actor, at=clock.now()
    )
    messages.info(
        request,
        _("Đã báo tiếp nhận."),
    )
    return redirect("campaigns:campaign", pk)
