"""Another due day, at the counter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.follow_up import actions
from thidua.follow_up.forms.deadlines import DueForm
from thidua.follow_up.models import DueChange, Inspection, Review, ReviewCall
from thidua.follow_up.policies import can_call_reviews, can_lead
from thidua.follow_up.queries.reviews import about
from thidua.kernel import clock, dates
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def review_due(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give everybody who was called another day."""
    seen = Review.objects.visible_to(request.actor)
    calls = ReviewCall.objects.filter(pk__in=seen.values("call"))
    call = get_object_or_404(calls.select_related("campaign", "period"), pk=pk)
    can_call_reviews(request.actor, call.campaign).enforce()

    def change(form: DueForm) -> DueChange:
        return actions.change_due_day(
            call, **form.cleaned_data, actor=request.actor, at=clock.now()
        )

    return _asked(
        request,
        change,
        call.due_on,
        title=_("Đổi hạn gửi: %(about)s") % {"about": about(call)},
        told=_(
            "Đơn vị chưa gửi và nơi nhận báo cáo đều được báo; máy nhắc theo hạn mới."
        ),
        back=reverse("follow_up:review-call", args=[pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def finding_due(request: OfficeRequest, pk: int, finding: int) -> HttpResponse:
    """Give the inspected unit another day to mend something."""
    inspections = Inspection.objects.visible_to(request.actor)
    inspection = get_object_or_404(inspections, pk=pk)
    found = get_object_or_404(inspection.findings, pk=finding)
    can_lead(request.actor, inspection).enforce()

    def change(form: DueForm) -> DueChange:
        return actions.change_mend_by(
            found, **form.cleaned_data, actor=request.actor, at=clock.now()
        )

    return _asked(
        request,
        change,
        found.mend_by,
        title=_("Đổi hạn khắc phục điều %(number)s") % {"number": found.number},
        told=_("Đơn vị được báo; máy nhắc theo hạn mới."),
        back=f"{reverse('follow_up:inspection', args=[pk])}#dieu-{found.number}",
    )


def _asked(
    request: OfficeRequest,
    change: Callable[[DueForm], DueChange],
    stands: date,
    *,
    title: str,
    told: str,
    back: str,
) -> HttpResponse:
    """The form, or back to where one came from once it is changed."""
    form = DueForm(
        request.POST if request.method == "POST" else None, initial={"known": stands}
    )
    if form.is_valid():
        with at_its_field(form):
            change(form)
            messages.info(request, told)
            return redirect(back)
    context = {
        "form": form,
        "title": title,
        "help": _("Hạn đang là %(day)s.") % {"day": dates.show_long(stands)}
        + f" {told}",
        "verb": _("Đổi hạn"),
        "back": back,
    }
    status = 422 if form.is_bound else 200
    return render(request, "follow_up/form.html", context, status=status)
