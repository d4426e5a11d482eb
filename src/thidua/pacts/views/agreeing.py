"""The parties answer, the text is fixed, changed, given up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.pacts import actions
from thidua.pacts.states import State
from thidua.pacts.views.fetch import inside, the_party, version_of

PACT = "pacts:pact"


@require_POST
def circulate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send it to the parties."""
    actions.circulate_edition(inside(request, pk), actor=request.actor, at=clock.now())
    messages.info(request, _("Đã gửi: việc đọc và trả lời nằm ở bàn làm việc các bên."))
    return redirect(PACT, pk)


@require_POST
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Agree, or ask for a change."""
    pact = inside(request, pk)
    agrees = request.POST.get("go") == "agree"
    actions.answer_edition(
        pact,
        the_party(pact, request.POST.get("party", "")),
        agrees=agrees,
        words=request.POST.get("words", ""),
        version=version_of(request),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(
        request,
        _("Đã ghi: đồng ý. Bên soạn chốt khi các bên đều đồng ý.")
        if agrees
        else _("Đã gửi đề nghị sửa cho bên soạn."),
    )
    return redirect(PACT, pk)


@require_POST
def fix(request: OfficeRequest, pk: int) -> HttpResponse:
    """Fix the text."""
    pact = inside(request, pk)
    actions.fix_edition(
        pact, version=version_of(request), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã chốt văn bản. Thủ trưởng các bên ký."))
    return redirect(PACT, pk)


@require_POST
def change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open a new edition."""
    pact = inside(request, pk)
    was_held = pact.state == State.IN_FORCE
    edition = actions.propose_change(
        pact,
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    said = {"number": edition.number}
    messages.info(
        request,
        _("Đã mở bản %(number)s để sửa; bản cũ còn hiệu lực đến khi chốt bản mới.")
        % said
        if was_held
        else _("Đã mở bản %(number)s để sửa; chữ ký trên bản trước không còn giá trị.")
        % said,
    )
    return redirect("pacts:write", pk)


@require_POST
def change_drop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give a change up."""
    actions.drop_change(
        inside(request, pk),
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã bỏ bản sửa đổi; giao ước giữ nguyên như cũ."))
    return redirect(PACT, pk)


@require_POST
def withdraw(request: OfficeRequest, pk: int, party: int) -> HttpResponse:
    """A party withdraws."""
    pact = inside(request, pk)
    after = actions.withdraw_party(
        pact,
        the_party(pact, party),
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(
        request,
        _("Đã rút. Chỉ còn một bên nên giao ước không thành.")
        if after.state == State.DROPPED
        else _("Đã rút. Các bên còn lại đọc và ký văn bản mới."),
    )
    return redirect(PACT, pk)


@require_POST
def drop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the whole pact up."""
    actions.drop_pact(
        inside(request, pk),
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã thôi giao ước này; vẫn xem lại được."))
    return redirect(PACT, pk)


@require_POST
def break_it(request: OfficeRequest, pk: int) -> HttpResponse:
    """End it before its time."""
    actions.break_pact(
        inside(request, pk),
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã chấm dứt; các bên đều thấy lý do."))
    return redirect(PACT, pk)
