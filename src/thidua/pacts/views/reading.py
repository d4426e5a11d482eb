"""Lists of pacts, one pact, its editions, and the file that an office prints."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.files import made_now
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import (
    OfficeRequest,
    bar_of,
    history_answer,
    sheet_answer,
)
from thidua.pacts.models import Pact
from thidua.pacts.papers import printed_pact
from thidua.pacts.queries.editions import edition_page
from thidua.pacts.queries.listing import (
    FIELDS,
    campaign_page,
    mine_page,
    of_campaign,
    pacts_sheet,
)
from thidua.pacts.queries.one import pact_page
from thidua.pacts.queries.past import history_of
from thidua.pacts.views.fetch import inside, is_inside, the_pact

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def campaign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The pacts of a campaign."""
    found, actor, day = the_campaign(request, pk), request.actor, clock.today()
    params = request.GET.dict()
    if wants_sheet(params):
        sheet = pacts_sheet(of_campaign(found, actor), day, params)
        return sheet_answer(request, sheet, f"giao-uoc-{pk}", FIELDS)
    page = campaign_page(found, actor, day, params)
    context = {"page": page, "bar": bar_of(request, FIELDS)}
    return render(request, "pacts/campaign.html", context)


@require_safe
def mine(request: OfficeRequest) -> HttpResponse:
    """The pacts of my unit."""
    actor, day, params = request.actor, clock.today(), request.GET.dict()
    if wants_sheet(params):
        sheet = pacts_sheet(Pact.objects.of_unit(actor.unit_id), day, params)
        return sheet_answer(request, sheet, "giao-uoc", FIELDS)
    page = mine_page(actor, day, params)
    context = {"page": page, "bar": bar_of(request, FIELDS)}
    return render(request, "pacts/mine.html", context)


@require_safe
def pact(request: OfficeRequest, pk: int) -> HttpResponse:
    """One pact."""
    page = pact_page(the_pact(request, pk), request.actor, clock.today())
    return render(request, "pacts/pact.html", {"page": page})


@require_safe
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was done to it, for the parties and who draws it up."""
    trail = history_of(inside(request, pk))
    return history_answer(request, trail, f"lich-su-giao-uoc-{pk}")


@require_safe
def edition(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """The exact text of an edition; those not in force for the parties alone."""
    found = the_pact(request, pk)
    one = get_object_or_404(found.editions.all(), number=number)
    if one.in_force_at is None and not is_inside(request, found):
        raise Http404
    page = edition_page(found, one, clock.today())
    return render(request, "pacts/edition.html", {"page": page, "pk": pk})


@require_safe
def pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """The fixed text as PDF/A, with a block for every hand."""
    return made_now(
        as_pdf(_paper(request, pk)), "application/pdf", f"giao-uoc-{pk}.pdf"
    )


@require_safe
def word(request: OfficeRequest, pk: int) -> HttpResponse:
    """The same as a Word file."""
    return made_now(as_docx(_paper(request, pk)), WORD, f"giao-uoc-{pk}.docx")


def _paper(request: OfficeRequest, pk: int) -> Paper:
    found: Pact = inside(request, pk)
    standing = found.standing()
    if standing.fixed_at is None:
        raise Http404
    standing.pact = found
    return printed_pact(standing, found.drafter, clock.today())
