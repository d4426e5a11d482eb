"""What came of a talk: told, and told anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.views.fetch import version_of
from thidua.kernel import clock
from thidua.kernel.dates import show
from thidua.organisations.http import OfficeRequest
from thidua.speakers import actions
from thidua.speakers.forms import MendReportForm, ReportForm
from thidua.speakers.listening import who_began
from thidua.speakers.models import TalkReport
from thidua.speakers.policies import can_invite
from thidua.speakers.queries.invitation import invitation_page
from thidua.speakers.reports import SAID, last_told
from thidua.speakers.views.fetch import the_invitation

HERE = "speakers:invitation"


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: OfficeRequest, pk: int) -> HttpResponse:
    """What came of it."""
    one, day = the_invitation(request, pk), clock.today()
    can_invite(request.actor, keeper_of(one.unit_id, day)).enforce()
    form = ReportForm(request.POST or None)
    began = [
        (plan.pk, f"{plan.name}, {show(plan.starts_on)}") for plan in who_began(one)
    ]
    form.offer(begun=began)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.report_talk(
                one,
                form.draft(),
                version=version_of(request),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã báo kết quả; báo cáo viên đọc được ngay."))
            return redirect(HERE, pk)
    page = invitation_page(one, request.actor, day)
    context = {"page": page, "form": form, "has_begun": bool(began)}
    status = 422 if form.is_bound else 200
    return render(request, "speakers/report.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: OfficeRequest, pk: int) -> HttpResponse:
    """The report is told anew; what was told before stays on the page."""
    one, day = the_invitation(request, pk), clock.today()
    can_invite(request.actor, keeper_of(one.unit_id, day)).enforce()
    last = last_told(get_object_or_404(TalkReport, invitation=one))
    first = {name: getattr(last, name) for name in SAID}
    form = MendReportForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.mend_report(
                one,
                form.draft(),
                reason=form.cleaned_data["reason"],
                version=version_of(request),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã sửa; bản trước vẫn đọc được ở dưới."))
            return redirect(HERE, pk)
    page = invitation_page(one, request.actor, day)
    context = {"page": page, "form": form, "is_mended": True}
    status = 422 if form.is_bound else 200
    return render(request, "speakers/report.html", context, status=status)
