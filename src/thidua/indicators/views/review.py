"""Where a receiver reads, accepts and returns."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from thidua.audit.done import done_already
from thidua.indicators import actions
from thidua.indicators.forms.figures import (
    chosen_lines,
    chosen_reports,
    typed_reasons,
)
from thidua.indicators.models import Report
from thidua.indicators.queries.lists import (
    awaiting_fields,
    awaiting_page,
    awaiting_sheet,
)
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.review import next_waiting, review_page
from thidua.indicators.states import State
from thidua.indicators.views.entry import place_of
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.ui import filters
from thidua.organisations.actor import Actor
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.organisations.naming import in_sentence
from thidua.organisations.queries import names_on


@require_GET
def review(request: OfficeRequest, form: int, period: int, unit: int) -> HttpResponse:
    """One report before its receiver."""
    place = place_of(request, form, period, unit)
    page = review_page(place, actor=request.actor, today=clock.today())
    return render(request, "indicators/review.html", {"page": page})


@require_POST
def accept(request: OfficeRequest, form: int, period: int, unit: int) -> HttpResponse:
    """Accept it and go on to the next that waits.

    A line with a reason beside it goes back all the same, as the bar promises: what was
    typed is never lost to the button that was pressed.
    """
    place = place_of(request, form, period, unit)
    if typed_reasons(request):
        return _send_back(request, place)
    onward = next_waiting(request.actor, place.key, clock.today())
    actions.accept_report(_sent(place), actor=request.actor, at=clock.now())
    said = _("Đã nhận báo cáo của %s; số liệu thành số chính thức và khóa.")
    messages.info(request, said % _whose(place))
    return redirect(onward or "indicators:reports-awaiting")


@require_POST
def send_back(
    request: OfficeRequest, form: int, period: int, unit: int
) -> HttpResponse:
    """Return the figures that have a reason beside them; accept the others."""
    return _send_back(request, place_of(request, form, period, unit))


def _send_back(request: OfficeRequest, place: Place) -> HttpResponse:
    onward = next_waiting(request.actor, place.key, clock.today())
    reasons = typed_reasons(request)
    actions.return_figures(_sent(place), reasons, actor=request.actor, at=clock.now())
    count = len(reasons)
    said = ngettext(
        "Đã trả lại %(n)s số liệu cho %(unit)s; các số còn lại đã nhận.",
        "Đã trả lại %(n)s số liệu cho %(unit)s; các số còn lại đã nhận.",
        count,
    )
    messages.info(request, said % {"n": count, "unit": _whose(place)})
    return redirect(onward or "indicators:reports-awaiting")


@require_POST
def reopen(request: OfficeRequest, form: int, period: int, unit: int) -> HttpResponse:
    """Open an accepted report again: the ticked figures, for a reason.

    What is wrong with them is said beside the same form, as it was filled in.
    """
    place = place_of(request, form, period, unit)
    chosen = chosen_lines(request.POST)
    reason = request.POST.get("reason", "")
    try:
        actions.reopen_report(
            _sent(place), chosen, reason=reason, actor=request.actor, at=clock.now()
        )
    except RuleBroken as no:
        page = review_page(place, actor=request.actor, today=clock.today())
        again = {"faults": [no, *no.also], "lines": chosen, "reason": reason}
        filled = {"page": page, "again": again}
        return render(request, "indicators/review.html", filled, status=no.status)
    messages.info(
        request, _("Đã mở lại; đơn vị thấy việc phải sửa, số ấy tạm tính đến khi nhận.")
    )
    return redirect("indicators:report-review", *place.key)


@require_GET
def awaiting(request: OfficeRequest) -> HttpResponse:
    """The reports that wait for my unit; ticked ones come back as a question."""
    chosen = chosen_reports(request.GET)
    fields = awaiting_fields(request.actor, clock.today())
    narrowed = filters.chosen(fields, request.GET)
    if filters.wants_sheet(request.GET):
        sheet = awaiting_sheet(request.actor, today=clock.today(), asked=narrowed)
        return sheet_answer(request, sheet, "bao-cao-cho-nhan", fields)
    page = awaiting_page(request.actor, today=clock.today(), asked=narrowed)
    asked = None
    if chosen:
        asked = awaiting_page(request.actor, today=clock.today(), chosen=chosen)
    filled = {
        "page": page,
        "asked": asked,
        "bar": bar_of(request, fields),
        "is_none_chosen": "nhan" in request.GET and not chosen,
    }
    return render(request, "indicators/awaiting.html", filled)


@require_POST
def accept_many(request: OfficeRequest) -> HttpResponse:
    """Accept all the named reports, or none."""
    chosen = chosen_reports(request.POST)
    waiting = Report.objects.awaiting(request.actor.unit_id, clock.today())
    waiting = waiting.filter(pk__in=chosen)
    reports = list(waiting.select_related("form"))
    if not chosen:
        raise RuleBroken(
            _("Chưa chọn báo cáo nào."), _("Đánh dấu các báo cáo muốn nhận.")
        )
    if not reports:
        _refuse_accepted(chosen, request.actor)
    if len(reports) < len(set(chosen)):
        raise WrongMoment(
            _("Có báo cáo không còn chờ nhận."), _("Tải lại danh sách rồi chọn lại.")
        )
    actions.accept_reports(reports, actor=request.actor, at=clock.now())
    said = ngettext(
        "Đã nhận %(n)s báo cáo; số liệu thành số chính thức.",
        "Đã nhận %(n)s báo cáo; số liệu thành số chính thức.",
        len(reports),
    )
    messages.info(request, said % {"n": len(reports)})
    return redirect("indicators:reports-awaiting")


def _refuse_accepted(numbers: Sequence[int], actor: Actor) -> None:
    """`DoneAlready` where each of these reports to one's unit was accepted by now."""
    found = Report.objects.visible_to(actor).filter(pk__in=numbers)
    done = found.filter(state=State.ACCEPTED, receiver=actor.unit_id)
    last = done.order_by("-accepted_at").first()
    if last is not None and last.accepted_at and len(done) == len(set(numbers)):
        raise done_already(_("Nhận báo cáo"), last.accepted_by, last.accepted_at)


def _whose(place: Place) -> str:
    """The unit whose report it is: the page that follows is of another."""
    day = place.period.ends_on
    return in_sentence(names_on([place.unit.pk], day).get(place.unit.pk, ""))


def _sent(place: Place) -> Report:
    if place.report is None:
        raise WrongMoment(
            _("Đơn vị chưa gửi báo cáo này."), _("Chờ đơn vị nhập và gửi.")
        )
    return place.report
