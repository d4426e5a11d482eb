"""The counter of the desk: fetch, one query, render."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.desk.forms import LensForm
from thidua.desk.queries.lens import Lens
from thidua.desk.queries.monitor import monitor_page
from thidua.desk.queries.pages import Pages
from thidua.desk.queries.reports import reports_page
from thidua.desk.queries.scope import roots_of, watched
from thidua.kernel import clock
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


class OfficerRequest(HttpRequest):
    """A request after the middleware of organisations."""

    actor: Actor


def pages() -> Pages:
    """The addresses that queries put into their pages."""
    return Pages(
        monitor=reverse("desk:monitor"),
        reports=reverse("desk:reports"),
        late=reverse("desk:late"),
        late_sheet=reverse("desk:late-sheet"),
        synthesis=reverse("desk:synthesis", args=[0, 0]),
        synthesis_sheet=reverse("desk:synthesis-sheet", args=[0, 0]),
        campaign="/phong-trao/0/",
        report="/bao-cao/0/",
    )


@require_safe
def monitor(request: OfficerRequest) -> HttpResponse:
    """Who reports, who is silent, which targets are slow: a unit and all below it."""
    lens, unit, roots = _seen_through(request)
    page = monitor_page(lens, unit, roots, clock.today(), pages=pages())
    return render(request, "desk/monitor.html", {"page": page})


@require_safe
def reports(request: OfficerRequest) -> HttpResponse:
    """The list behind a cell of the strip."""
    lens, unit, roots = _seen_through(request)
    page = reports_page(lens, unit, roots, clock.today(), pages=pages())
    return render(request, "desk/reports.html", {"page": page})


def _seen_through(request: OfficerRequest) -> tuple[Lens, Unit, list[int]]:
    """The lens of the address, the unit it looks at, what the reader may watch."""
    lens = LensForm(request.GET).lens()
    unit = watched(request.actor, lens.unit) if lens else None
    if lens is None or unit is None:
        raise Http404(_("Không có đơn vị hay kỳ này, hoặc vai đang chọn không xem."))
    return lens, unit, roots_of(request.actor)
