"""One registration: read, withdrawn, shown, joined, parted, recognised."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.organisations.middleware import without_mandate
from thidua.organisations.models import Person
from thidua.pledges import actions
from thidua.pledges.models import Registration
from thidua.pledges.queries.one import one_page


def the_registration(request: OfficeRequest, pk: int) -> Registration:
    """One that this reader may see whole; the rest are a 404."""
    seen = Registration.objects.visible_to(request.actor, clock.today())
    seen = seen.select_related("campaign", "person", "joined_into")
    return get_object_or_404(seen, pk=pk)


@require_safe
@without_mandate
def registration(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who, what, how it stands, who it may be twice, what happened."""
    page = one_page(the_registration(request, pk), request.actor, clock.today())
    return render(request, "pledges/registration.html", {"page": page})


@require_POST
@without_mandate
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take it back."""
    actions.withdraw_registration(
        the_registration(request, pk),
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã rút; không còn hiện với ai khác."))
    return redirect("pledges:registration", pk)


@require_POST
@without_mandate
def consent(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say field by field what may be shown; at once, both ways."""
    actions.give_consent(
        the_registration(request, pk),
        frozenset(request.POST.getlist("shows")),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Phần công khai đã đổi, có hiệu lực ngay."))
    return redirect("pledges:registration", pk)


@require_POST
@without_mandate
def result(request: OfficeRequest, pk: int) -> HttpResponse:
    """What came of it."""
    actions.tell_result(
        the_registration(request, pk),
        request.POST.get("result", ""),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã ghi kết quả."))
    return redirect("pledges:registration", pk)


@require_POST
def join(request: OfficeRequest, pk: int, kept: int) -> HttpResponse:
    """It is the same subject twice: this one goes into the other."""
    stays = actions.join_registration(
        the_registration(request, pk),
        the_registration(request, kept),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(
        request, _("Đã gộp vào bản này; bản kia vẫn xem được và tách ra được.")
    )
    return redirect("pledges:registration", stays.pk)


@require_POST
def part(request: OfficeRequest, pk: int) -> HttpResponse:
    """They were two after all."""
    actions.part_registration(
        the_registration(request, pk), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã tách ra; bản này lại chờ duyệt."))
    return redirect("pledges:registration", pk)


@require_POST
def link(request: OfficeRequest, pk: int) -> HttpResponse:
    """It is of somebody whom the register of people knows; without one: of nobody."""
    number = request.POST.get("person", "")
    person = None
    if number.isdecimal() and len(number) < 18:
        known = Person.objects.visible_to(request.actor, clock.today())
        person = get_object_or_404(known, pk=int(number))
    actions.link_to_person(
        the_registration(request, pk), person, actor=request.actor, at=clock.now()
    )
    messages.info(
        request, _("Đã gắn với sổ người.") if person else _("Đã bỏ gắn với sổ người.")
    )
    return redirect("pledges:registration", pk)
