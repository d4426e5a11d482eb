"""The list of prospects, and one more written down by the office."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.kernel import clock
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.prospects import actions
from thidua.prospects.models import Prospect
from thidua.prospects.policies import can_add
from thidua.prospects.queries.listing import FIELDS, list_page, sheet_of
from thidua.prospects.views.writing import prospect_form


@require_safe
def prospects(request: OfficeRequest) -> HttpResponse:
    """Those of one's own unit and of those below it."""
    params, day = request.GET.dict(), clock.today()
    if wants_sheet(params):
        seen = Prospect.objects.visible_to(request.actor, day)
        return sheet_answer(request, sheet_of(seen, day, params), "nhan-to", FIELDS)
    page = list_page(request.actor, day, params, request.path)
    bar = bar_of(request, FIELDS)
    return render(request, "prospects/list.html", {"page": page, "bar": bar})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    """The office writes a prospect of its own down."""
    actor = request.actor
    home_id = actor.unit_id or 0
    can_add(actor, home_id).enforce()
    form = prospect_form(request, home_id, {"owner": actor.person_id})
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            one = actions.make_prospect(
                form.draft(),
                home_id,
                Prospect.Source.OFFICE,
                actor=actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi; kế tiếp là lập kế hoạch hỗ trợ."))
            return redirect("prospects:prospect", one.pk)
    status = 422 if form.is_bound else 200
    return render(request, "prospects/write.html", {"form": form}, status=status)
