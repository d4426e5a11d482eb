"""Free days, on a phone: the days of the week, and single days by a tap."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.kernel import clock
from thidua.kernel.dates import read_date
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, sheet_answer
from thidua.speakers import actions
from thidua.speakers.forms import WeekdaysForm
from thidua.speakers.queries.calendar import calendar_page, calendar_sheet
from thidua.speakers.views.fetch import inside

HERE = "speakers:calendar"


@require_safe
def calendar(request: OfficeRequest, pk: int) -> HttpResponse:
    """The weeks to come."""
    one = inside(request, pk)
    if wants_sheet(request.GET):
        sheet = calendar_sheet(one, clock.today())
        return sheet_answer(request, sheet, f"lich-{pk}")
    page = calendar_page(one, request.actor, clock.today())
    form = WeekdaysForm(initial={"weekdays": one.weekdays})
    return render(request, "speakers/calendar.html", {"page": page, "form": form})


@require_POST
def weekdays(request: OfficeRequest, pk: int) -> HttpResponse:
    """On which days of the week they are usually free."""
    one, form = inside(request, pk), WeekdaysForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Không đọc được ngày đã chọn."), _("Chọn lại."))
    wanted = [int(day) for day in form.cleaned_data["weekdays"]]
    actions.tell_weekdays(one, wanted, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã ghi ngày thường rảnh."))
    return redirect(HERE, pk)


@require_POST
def name_day(request: OfficeRequest, pk: int) -> HttpResponse:
    """A tap on a day: `ranh` or `ban` says which day becomes what."""
    one = inside(request, pk)
    is_free = "ranh" in request.POST
    day = read_date(request.POST.get("ranh" if is_free else "ban", ""))
    if day is None:
        raise RuleBroken(_("Không đọc được ngày đã chọn."), _("Chọn lại."))
    actions.name_day(one, day, is_free=is_free, actor=request.actor, at=clock.now())
    if request.htmx:
        page = calendar_page(one, request.actor, clock.today())
        return render(request, "speakers/calendar.html#weeks", {"page": page})
    return redirect(HERE, pk)
