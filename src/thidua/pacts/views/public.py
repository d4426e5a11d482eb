"""Pacts that anybody may read, without a sign-in: “all of it public” (000.5).

Only what the parties agreed to make public, and only once it was in force. People are
told by their title, and by name where they agreed to it themselves.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thidua.kernel import clock
from thidua.kernel.sheets import MEDIA_TYPE, Sheet, workbook
from thidua.kernel.ui.filters import wants_sheet
from thidua.pacts.models import Pact
from thidua.pacts.queries.listing import pacts_sheet, public_list_page
from thidua.pacts.queries.shown import public_page


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All of them."""
    day, params = clock.today(), request.GET.dict()
    if wants_sheet(params):
        return _sheet(pacts_sheet(Pact.objects.public(), day, params))
    page = public_list_page(day, params)
    return render(request, "pacts/public_list.html", {"page": page})


def _sheet(sheet: Sheet) -> HttpResponse:
    """The list as a file for anybody: nobody who signed in made it."""
    data = workbook([sheet], title=sheet.title, author="")
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="giao-uoc-cong-khai.xlsx"'
    return answer


@login_not_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    seen = Pact.objects.public().select_related("campaign")
    page = public_page(get_object_or_404(seen, pk=pk), clock.today())
    return render(request, "pacts/public.html", {"page": page})
