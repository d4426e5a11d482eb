"""One prospect: read, mended, invited, answered, closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.organisations.http import OfficeRequest, history_answer
from thidua.organisations.middleware import without_mandate
from thidua.prospects import actions
from thidua.prospects.forms import MeasureForm
from thidua.prospects.models import Prospect
from thidua.prospects.onward import ways_of
from thidua.prospects.policies import can_nurture, is_invited
from thidua.prospects.queries.one import prospect_page
from thidua.prospects.queries.past import history_of
from thidua.prospects.queries.words import called
from thidua.prospects.states import CLOSE
from thidua.prospects.views.fetch import the_prospect
from thidua.prospects.views.writing import prospect_form


@require_safe
def prospect(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who, why, the plan of support, what happened."""
    page = prospect_page(the_prospect(request, pk), request.actor, clock.today())
    form = MeasureForm()
    return render(request, "prospects/prospect.html", {"page": page, "form": form})


@require_safe
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was done to it."""
    trail = history_of(the_prospect(request, pk))
    return history_answer(request, trail, f"lich-su-nhan-to-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write it anew."""
    one = the_prospect(request, pk)
    (can_nurture(request.actor, one) & CLOSE.open_from(one.state)).enforce()
    form = prospect_form(request, one.home_id, {}, one)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.mend_prospect(
                one,
                form.draft(one.unit_id),
                version=request.POST.get("version"),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã ghi."))
            return redirect("prospects:prospect", pk)
    context = {"form": form, "one": one, "name": called(one)}
    status = 422 if form.is_bound else 200
    return render(request, "prospects/write.html", context, status=status)


@require_POST
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """Nobody nurtures it any more."""
    one, reason = the_prospect(request, pk), request.POST.get("reason", "")
    try:
        actions.close_prospect(one, reason, actor=request.actor, at=clock.now())
    except RuleBroken as no:
        if request.headers.get("hx-request"):
            raise
        page = prospect_page(one, request.actor, clock.today())
        context = {"page": page, "form": MeasureForm(), "fault": no}
        return render(request, "prospects/prospect.html", context, status=no.status)
    messages.info(request, _("Đã khép lại; vẫn xem được ở danh sách."))
    return redirect("prospects:prospect", pk)


@require_POST
def invite(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask it to register as an exemplar."""
    actions.invite_prospect(
        the_prospect(request, pk),
        request.POST.get("words", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(
        request,
        _(
            "Đã mời. Người có tài khoản thấy lời mời trên bàn làm việc; với người không"
            " có, ghi lại câu trả lời ở đây."
        ),
    )
    return redirect("prospects:prospect", pk)


@without_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: OfficeRequest, pk: int) -> HttpResponse:
    """The invitation as the one invited reads it; and the answer, theirs or noted."""
    one = _invited(request, pk)
    mine = bool(is_invited(request.actor, one))
    if request.method == "POST":
        is_accepted = request.POST.get("answer") == "accepted"
        actions.answer_invitation(
            one,
            is_accepted=is_accepted,
            words=request.POST.get("words", ""),
            actor=request.actor,
            at=clock.now(),
        )
        messages.info(request, _("Đã ghi câu trả lời; đơn vị phụ trách thấy ngay."))
        if mine:
            return redirect("prospects:invitation", pk)
        return redirect("prospects:prospect", pk)
    asked = one.invitations.first()
    if not mine or asked is None:
        raise Http404
    ways = ways_of(one, is_own=True) if request.actor.unit_id else []
    context = {"one": one, "name": called(one), "asked": asked, "ways": ways}
    return render(request, "prospects/invitation.html", context)


def _invited(request: OfficeRequest, pk: int) -> Prospect:
    """Known to the one invited, beside those who may see it anyway."""
    seen = Prospect.objects.visible_to(request.actor, clock.today())
    if request.actor.person_id is not None:
        mine = Prospect.objects.filter(person=request.actor.person_id)
        seen = seen | mine.filter(invitations__isnull=False)
    return get_object_or_404(seen.select_related("campaign").distinct(), pk=pk)
