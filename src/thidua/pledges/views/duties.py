"""What the head of a unit did: read, written down, taken back, proved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.files import as_attachment
from thidua.organisations.http import OfficeRequest, kept
from thidua.pledges import actions
from thidua.pledges.forms.deciding import DutyForm
from thidua.pledges.models import Duty
from thidua.pledges.policies import can_tell_duty
from thidua.pledges.queries.duties import duties_page


@require_http_methods(["GET", "HEAD", "POST"])
def duties(request: OfficeRequest, pk: int) -> HttpResponse:
    """One's own unit in full, those below in short; and one more thing done."""
    campaign, actor = the_campaign(request, pk), request.actor
    form = DutyForm(initial={"done_on": clock.today()})
    status = 200
    if request.method == "POST":
        can_tell_duty(actor, campaign, actor.unit_id or 0).enforce()
        form, status = DutyForm(request.POST, request.FILES), 422
        if form.is_valid():
            with at_its_field(form):
                actions.record_duty(
                    campaign,
                    actor.unit_id or 0,
                    form.draft(kept(request)),
                    actor=actor,
                    at=clock.now(),
                )
                messages.info(request, _("Đã ghi; việc ấy không còn nhắc nữa."))
                return redirect("pledges:duties", pk)
    page = duties_page(campaign, actor, clock.today())
    context = {"page": page, "form": form}
    return render(request, "pledges/duties.html", context, status=status)


@require_POST
def duty_back(request: OfficeRequest, pk: int, duty: int) -> HttpResponse:
    """It was told by mistake."""
    one = _duty(request, pk, duty)
    reason = request.POST.get("reason", "")
    actions.take_back_duty(one, reason=reason, actor=request.actor, at=clock.now())
    messages.info(request, _("Việc ấy không còn tính; vẫn xem được, kèm lý do."))
    return redirect("pledges:duties", pk)


@require_safe
def duty_file(request: OfficeRequest, pk: int, duty: int) -> HttpResponse:
    """The proof, for one's own unit and those above it."""
    one = _duty(request, pk, duty)
    if one.file is None:
        return redirect("pledges:duties", pk)
    return as_attachment(one.file)


def _duty(request: OfficeRequest, pk: int, duty: int) -> Duty:
    campaign = the_campaign(request, pk)
    seen = Duty.objects.visible_to(request.actor, clock.today())
    return get_object_or_404(
        seen.filter(campaign=campaign).select_related("file", "campaign"), pk=duty
    )
