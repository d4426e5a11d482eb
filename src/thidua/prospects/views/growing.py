"""The plan of support: one more measure, begun, done, dropped, proved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import as_attachment
from thidua.organisations.http import OfficeRequest, kept
from thidua.prospects import actions
from thidua.prospects.forms import MeasureForm
from thidua.prospects.models import SupportMeasure
from thidua.prospects.policies import can_nurture
from thidua.prospects.queries.one import Refused, prospect_page
from thidua.prospects.views.fetch import the_measure, the_prospect


@require_POST
def plan(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add a measure; what is wrong is said at its field, on the page."""
    one, form = the_prospect(request, pk), MeasureForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.plan_measure(one, form.draft(), actor=request.actor, at=clock.now())
            messages.info(request, _("Đã thêm vào kế hoạch."))
            return redirect("prospects:prospect", pk)
    page = prospect_page(one, request.actor, clock.today())
    context = {"page": page, "form": form}
    return render(request, "prospects/prospect.html", context, status=422)


@require_POST
def start(request: OfficeRequest, pk: int, measure: int) -> HttpResponse:
    """Somebody has begun with it."""
    one = the_measure(request, pk, measure)
    actions.start_measure(one, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã ghi: đang làm."))
    return redirect("prospects:prospect", pk)


@require_POST
def finish(request: OfficeRequest, pk: int, measure: int) -> HttpResponse:
    """It is done, with a proof if there is one."""
    one = the_measure(request, pk, measure)
    can_nurture(request.actor, one.prospect).enforce()
    try:
        actions.finish_measure(
            one,
            request.POST.get("told", ""),
            file=kept(request),
            actor=request.actor,
            at=clock.now(),
        )
    except RuleBroken as no:
        if no.field != "told":
            raise
        return _again(request, one, no, Refused(one.pk, finishing=no))
    messages.info(request, _("Đã ghi kết quả."))
    return redirect("prospects:prospect", pk)


@require_POST
def drop(request: OfficeRequest, pk: int, measure: int) -> HttpResponse:
    """It will not be done after all."""
    one, reason = the_measure(request, pk, measure), request.POST.get("reason", "")
    try:
        actions.drop_measure(one, reason, actor=request.actor, at=clock.now())
    except RuleBroken as no:
        return _again(request, one, no, Refused(one.pk, dropping=no))
    messages.info(request, _("Việc này thôi làm; lý do còn ở đây."))
    return redirect("prospects:prospect", pk)


def _again(
    request: OfficeRequest, one: SupportMeasure, no: RuleBroken, refused: Refused
) -> HttpResponse:
    """The page with that form opened; where script asked, the refusal alone."""
    if request.headers.get("hx-request"):
        raise no
    page = prospect_page(one.prospect, request.actor, clock.today(), refused)
    context = {"page": page, "form": MeasureForm(), "file": request.FILES.get("file")}
    return render(request, "prospects/prospect.html", context, status=no.status)


@require_safe
def file(request: OfficeRequest, pk: int, measure: int) -> HttpResponse:
    """The proof, for those who may see the prospect."""
    one = the_measure(request, pk, measure)
    if one.file is None:
        return redirect("prospects:prospect", pk)
    return as_attachment(one.file)
