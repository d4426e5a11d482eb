"""Codes: a unit hands them out; somebody enters one, or looks theirs up."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.ui.fields import Fault
from thidua.organisations.actor import the_system
from thidua.organisations.http import OfficeRequest
from thidua.pledges import actions
from thidua.pledges.codes import look_up_of, plain, spelt
from thidua.pledges.forms.deciding import CodeForm, EnterForm
from thidua.pledges.models import Invitation, Registration
from thidua.pledges.policies import can_invite
from thidua.pledges.queries.codes import codes_page
from thidua.pledges.queries.mine import looked_up_page
from thidua.pledges.views.knocking import too_many

HOLDER = "Người giữ mã tra cứu"


@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: OfficeRequest, pk: int) -> HttpResponse:
    """The codes of one's own unit, and a new one."""
    campaign, actor = the_campaign(request, pk), request.actor
    can_invite(actor, campaign, actor.unit_id or 0).enforce()
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with at_its_field(form):
            actions.hand_out_code(
                campaign,
                actor.unit_id or 0,
                **form.cleaned_data,
                actor=actor,
                at=clock.now(),
            )
            messages.info(request, _("Đã có mã; chép ra giấy hoặc gửi địa chỉ."))
            return redirect("pledges:codes", pk)
    site = f"{request.scheme}://{request.get_host()}"
    page = codes_page(campaign, actor, clock.today(), site)
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form}
    return render(request, "pledges/codes.html", context, status=status)


@require_POST
def code_revoke(request: OfficeRequest, pk: int, invitation: int) -> HttpResponse:
    """Nobody registers by this code any more."""
    campaign = the_campaign(request, pk)
    mine = Invitation.objects.visible_to(request.actor).filter(campaign=campaign)
    one = get_object_or_404(mine, pk=invitation)
    actions.revoke_code(one, actor=request.actor, at=clock.now())
    messages.info(request, _("Mã ấy không dùng được nữa; đăng ký đã gửi vẫn còn."))
    return redirect("pledges:codes", pk)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code of a unit from a slip of paper, to register."""
    form = EnterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = plain(form.cleaned_data["code"])
        known = Invitation.objects.open_on(clock.today()).filter(code=code)
        if known.exists():
            return redirect("pledges:by-code", code)
        if refused := too_many(request, "wrong"):
            return refused
        _unknown(form, _("Mã này không có, đã hết hạn hoặc đã thôi dùng."))
    status = 422 if form.is_bound else 200
    return render(request, "pledges/enter.html", {"form": form}, status=status)


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """How a registration stands, by the code that was given when it was sent; with the
    same code one shows less of it, or takes it back."""
    form = EnterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = plain(form.cleaned_data["code"])
        found = Registration.objects.filter(look_up=look_up_of(code))
        one = found.select_related("campaign").first()
        if one is not None:
            one = _acted(request, one)
            page = looked_up_page(one, spelt(code), clock.today())
            return render(request, "pledges/looked_up.html", {"page": page})
        if refused := too_many(request, "wrong"):
            return refused
        _unknown(form, _("Không có đăng ký nào mang mã này."))
    status = 422 if form.is_bound else 200
    return render(request, "pledges/look_up.html", {"form": form}, status=status)


def _acted(request: HttpRequest, one: Registration) -> Registration:
    """What the holder of the code asked for, if anything but to look."""
    actor, at = the_system(HOLDER), clock.now()
    if request.POST.get("go") == "withdraw":
        return actions.withdraw_registration(one, actor=actor, at=at)
    if request.POST.get("go") == "consent":
        shows = frozenset(request.POST.getlist("shows"))
        return actions.give_consent(one, shows, actor=actor, at=at)
    return one


def _unknown(form: EnterForm, reason: str) -> None:
    form.add_error(
        "code", Fault(reason, _("Xem lại từng chữ trên giấy, hoặc hỏi đơn vị."))
    )
