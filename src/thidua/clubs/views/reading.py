"""The list of clubs, one club, its members, its meetings, one meeting."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.clubs.models import Club
from thidua.clubs.queries import listing
from thidua.clubs.queries import meetings as told
from thidua.clubs.queries import members as people
from thidua.clubs.queries.meeting import meeting_page
from thidua.clubs.queries.one import EXEMPLARS, club_page
from thidua.clubs.queries.past import history_of
from thidua.clubs.queries.taken import taken_page
from thidua.clubs.views.fetch import the_club, the_meeting
from thidua.kernel import clock
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import (
    OfficeRequest,
    bar_of,
    history_answer,
    sheet_answer,
)


@require_safe
def clubs(request: OfficeRequest) -> HttpResponse:
    """All clubs that one may know of."""
    params, day = request.GET.dict(), clock.today()
    if wants_sheet(params):
        seen = Club.objects.visible_to(request.actor, day)
        sheet = listing.sheet_of(listing.filtered(seen, params, day), day)
        return sheet_answer(request, sheet, "cau-lac-bo", listing.FIELDS)
    page = listing.list_page(request.actor, day, params, request.path)
    context = {"page": page, "bar": bar_of(request, listing.FIELDS)}
    return render(request, "clubs/list.html", context)


@require_safe
def club(request: OfficeRequest, pk: int) -> HttpResponse:
    """One club."""
    return render(
        request, "clubs/club.html", {"page": club_page(the_club(request, pk))}
    )


@require_safe
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was done to it, for those inside; it names people."""
    of = the_club(request, pk)
    if not of.is_inside:
        raise Http404
    return history_answer(request, history_of(of.club), f"lich-su-cau-lac-bo-{pk}")


@require_safe
def members(request: OfficeRequest, pk: int) -> HttpResponse:
    """Its members and its board."""
    of = the_club(request, pk)
    if wants_sheet(request.GET.dict()):
        return sheet_answer(request, people.sheet_of(of), f"hoi-vien-{pk}")
    part = request.GET.get("loai") == EXEMPLARS
    page = people.members_page(of, only_exemplars=part)
    return render(request, "clubs/members.html", {"page": page})


@require_safe
def meetings(request: OfficeRequest, pk: int) -> HttpResponse:
    """Its meetings."""
    of = the_club(request, pk)
    if wants_sheet(request.GET.dict()):
        return sheet_answer(request, told.sheet_of(of), f"sinh-hoat-{pk}")
    page = told.meetings_page(of, only_held=request.GET.get("loai") == told.HELD)
    return render(request, "clubs/meetings.html", {"page": page})


@require_safe
def taken(request: OfficeRequest, pk: int) -> HttpResponse:
    """Which learners took what home from its meetings."""
    page = taken_page(the_club(request, pk))
    return render(request, "clubs/taken.html", {"page": page})


@require_safe
def meeting(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """One meeting."""
    page = meeting_page(*the_meeting(request, pk, one))
    return render(request, "clubs/meeting.html", {"page": page})
