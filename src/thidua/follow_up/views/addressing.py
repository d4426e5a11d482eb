"""Addresses of people: entered for them, asked about, said to be one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns.forms.laid_out import LaidOut, at_its_field
from thidua.follow_up import actions
from thidua.follow_up.forms.addressing import AddressesForm
from thidua.follow_up.policies import can_enter_addresses
from thidua.follow_up.queries.addressing import (
    address_of,
    addresses_page,
    addresses_sheet,
)
from thidua.kernel import clock
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, sheet_answer
from thidua.organisations.models import Unit


@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: OfficeRequest) -> HttpResponse:
    """The people of a unit, one's own unless another is asked for; a POST enters."""
    unit, actor = _unit(request), request.actor
    params, today = request.GET.dict(), clock.today()
    if request.method != "POST" and wants_sheet(params):
        sheet = addresses_sheet(unit, actor, today)
        return sheet_answer(request, sheet, "dia-chi-nhan-thu")
    page = addresses_page(unit, actor, today, params)
    form = AddressesForm(
        request.POST if request.method == "POST" else None, rows=page.rows
    )
    if form.is_valid():
        with at_its_field(form):
            asked = actions.enter_addresses(
                unit, form.typed(), actor=actor, at=clock.now()
            )
            messages.info(request, _said(asked))
            return redirect(page.here)
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form}
    return render(request, "follow_up/addresses.html", context, status=status)


@require_POST
def again(request: OfficeRequest) -> HttpResponse:
    """Send the link once more to whoever of a unit did not follow it."""
    unit = _unit(request)
    asked = actions.ask_owners_again(unit, actor=request.actor, at=clock.now())
    if asked:
        messages.info(request, _said(asked))
    else:
        messages.info(request, _("Hôm nay đã gửi rồi; mai gửi lại được."))
    return redirect(address_of(unit.pk, request.actor))


def _unit(request: OfficeRequest) -> Unit:
    """That of the address, or one's own; only for who may enter addresses there."""
    asked = request.GET.get("don-vi", "")
    own = request.actor.unit_id or 0
    unit = get_object_or_404(Unit, pk=int(asked) if asked.isdecimal() else own)
    can_enter_addresses(request.actor, unit.pk).enforce()
    return unit


def _said(asked: int) -> str:
    if not asked:
        return _("Đã ghi; không có địa chỉ mới nào phải xác nhận.")
    return _(
        "Thư xác nhận gửi đến %(n)s người trong vòng một phút. Địa chỉ chỉ được dùng"
        " khi chính người ấy bấm liên kết trong thư."
    ) % {"n": asked}


@require_POST
def address_again(request: OfficeRequest) -> HttpResponse:
    """Send the link to my address once more."""
    actions.ask_address_again(actor=request.actor, at=clock.now())
    messages.info(request, _("Thư xác nhận được gửi trong vòng một phút."))
    return redirect("follow_up:choices")


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: OfficeRequest, token: str) -> HttpResponse:
    """The link that was sent to an address; what looks into mails only reads it."""
    if request.method == "POST":
        box = actions.verify_address(token, actor=request.actor, at=clock.now())
        messages.info(
            request,
            _("Từ nay thông báo gửi đến %(address)s.") % {"address": box.address},
        )
        return redirect("follow_up:choices")
    context = {
        "form": LaidOut(),
        "title": _("Xác nhận địa chỉ nhận thông báo"),
        "help": _(
            "Bấm xác nhận nếu thư ấy đến đúng hộp thư của anh/chị: từ đó thông báo gửi"
            " đến đấy."
        ),
        "verb": _("Đúng là địa chỉ của tôi"),
        "back": reverse("follow_up:choices"),
    }
    return render(request, "follow_up/form.html", context)
