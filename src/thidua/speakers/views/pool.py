"""The pool, and who could speak to us."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.kernel import clock
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.speakers.forms import FindForm
from thidua.speakers.models import Speaker
from thidua.speakers.policies import can_invite
from thidua.speakers.queries.finding import asking_of, find_page
from thidua.speakers.queries.pool import FIELDS, filtered, pool_page, sheet_of


@require_safe
def pool(request: OfficeRequest) -> HttpResponse:
    """All speakers that one may know of."""
    params, actor, day = request.GET.dict(), request.actor, clock.today()
    if wants_sheet(params):
        seen = Speaker.objects.visible_to(actor, day)
        sheet = sheet_of(filtered(seen, actor, params, day), actor, day)
        return sheet_answer(request, sheet, "bao-cao-vien", FIELDS)
    page = pool_page(actor, day, params, request.path)
    bar = bar_of(request, FIELDS)
    return render(request, "speakers/list.html", {"page": page, "bar": bar})


@require_safe
def find(request: OfficeRequest) -> HttpResponse:
    """Three questions of the reader's unit, and a ranking that says why."""
    actor, day = request.actor, clock.today()
    can_invite(actor, actor.unit_id).enforce()
    is_asked = bool(request.GET)
    form = FindForm(request.GET if is_asked else None, today=day)
    asking, on = None, None
    if is_asked and form.is_valid():
        clean = form.cleaned_data
        asking, on = asking_of(clean["field"], clean["trade"]), clean["on"]
    page = find_page(actor, day, asking, on)
    status = 422 if is_asked and asking is None else 200
    context = {"page": page, "form": form}
    return render(request, "speakers/find.html", context, status=status)
