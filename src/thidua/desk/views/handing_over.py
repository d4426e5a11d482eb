"""The counter of handovers: written, given, taken, printed."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from thidua.desk.forms.handing_over import GiveForm, NotesForm, ProofForm
from thidua.desk.queries.handing_over import waiting_for
from thidua.desk.queries.handover import content_of, handover_page, takers_for
from thidua.desk.queries.home import SOURCES
from thidua.kernel import clock, dates
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.fields import Fault
from thidua.organisations import actions
from thidua.organisations.http import OfficeRequest, address_of
from thidua.organisations.middleware import kept_for_signers, without_a_role
from thidua.organisations.models import Handover, Mandate
from thidua.organisations.policies import (
    can_hand_over,
    can_see_handover,
    can_take_over,
)
from thidua.organisations.queries.idle import signed_by
from thidua.organisations.signing import prove

OFFICE_WORK = [source for source in SOURCES if source is not waiting_for]
"""What a handover lists; the handover itself is none of it."""


@require_safe
@kept_for_signers
def handover(request: OfficeRequest, mandate: int) -> HttpResponse:
    """What one mandate leaves behind: to be written, given, taken, printed.

    Whoever signed it reads and prints it for ever, also without a mandate.
    """
    has_signed = signed_by(request.user.person_id).filter(mandate=mandate).exists()
    if not request.mandates and not has_signed:
        return without_a_role(request)
    held, kept = _the_handover(request, mandate)
    return _show(request, held, kept, 200)


@require_POST
def write(request: OfficeRequest, mandate: int) -> HttpResponse:
    """Keep the notes."""
    held, kept = _the_handover(request, mandate)
    form = NotesForm(request.POST)
    if not form.is_valid():
        return _show(request, held, kept, 422, form)
    actions.write_handover(
        held, form.cleaned_data["notes"], actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Ghi chú đã lưu. Khi xong thì chọn người nhận rồi ký."))
    return redirect("desk:handover", held.pk)


@require_POST
@sensitive_post_parameters("proof")
def give(request: OfficeRequest, mandate: int) -> HttpResponse:
    """Sign what is handed over."""
    held, kept = _the_handover(request, mandate)
    can_hand_over(request.actor, held, clock.today()).enforce()
    form = GiveForm(request.POST, takers=takers_for(held, clock.today()))
    if form.is_valid():
        at = clock.now()
        try:
            _prove(request, form)
            given = actions.give_over(
                held,
                form.to(),
                notes=form.cleaned_data["notes"],
                content=content_of(held, clock.today(), sources=OFFICE_WORK),
                last_day=form.cleaned_data["last_day"],
                actor=request.actor,
                at=at,
            )
        except RuleBroken as broken:
            _at_its_field(form, broken)
        else:
            taker = form.to().person.full_name
            messages.info(request, _("Đã ký giao. Chờ %s ký nhận.") % taker)
            return redirect("desk:handover", given.mandate_id)
    return _show(request, held, kept, 422, form)


@require_POST
@sensitive_post_parameters("proof")
def take(request: OfficeRequest, mandate: int) -> HttpResponse:
    """Sign that it was received."""
    held, kept = _the_handover(request, mandate)
    if kept is None:
        raise Http404(_("Chưa có bàn giao nào."))
    can_take_over(request.actor, kept).enforce()
    form = ProofForm(request.POST)
    if form.is_valid():
        try:
            _prove(request, form)
            taken = actions.take_over(kept, actor=request.actor, at=clock.now())
        except RuleBroken as broken:
            _at_its_field(form, broken)
        else:
            messages.info(
                request,
                _("Đã ký nhận. Quyền của %(name)s ở vai này hết vào cuối ngày %(day)s.")
                % {"name": held.person.full_name, "day": dates.show(taken.last_day)},
            )
            return redirect("desk:handover", held.pk)
    return _show(request, held, kept, 422, form)


@require_POST
def withdraw(request: OfficeRequest, mandate: int) -> HttpResponse:
    """Take back what nobody has taken yet."""
    held, kept = _the_handover(request, mandate)
    if kept is None:
        raise Http404(_("Chưa có bàn giao nào."))
    actions.withdraw_handover(kept, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã thu lại. Sửa rồi ký giao lần nữa."))
    return redirect("desk:handover", held.pk)


def _prove(request: OfficeRequest, form: Form) -> None:
    prove(
        request.user,
        form.cleaned_data["proof"],
        address=address_of(request),
        at=clock.now(),
    )


def _at_its_field(form: Form, broken: RuleBroken) -> None:
    name = broken.field if broken.field in form.fields else None
    form.add_error(name, Fault(str(broken.reason), str(broken.remedy)))


def _the_handover(request: OfficeRequest, pk: int) -> tuple[Mandate, Handover | None]:
    today = clock.today()
    named = Mandate.objects.select_related("person__user").with_unit_names(today)
    held = get_object_or_404(named, pk=pk)
    kept = Handover.objects.filter(mandate=held).select_related("taker").first()
    seen = can_see_handover(request.actor, held, kept or Handover(mandate=held))
    if not seen:
        raise Http404(_("Không có bàn giao này, hoặc vai đang chọn không xem được."))
    return held, kept


def _show(
    request: OfficeRequest,
    held: Mandate,
    kept: Handover | None,
    status: int,
    form: Form | None = None,
) -> HttpResponse:
    today = clock.today()
    page = handover_page(held, kept, request.actor, today, sources=OFFICE_WORK)
    until = held.during.upper
    give_form = form if isinstance(form, GiveForm) else None
    if give_form is None and page.may_write:
        last = until - timedelta(days=1) if until else today
        give_form = GiveForm(
            takers=takers_for(held, today),
            initial={"notes": page.notes, "last_day": last},
        )
    context = {
        "page": page,
        "give_form": give_form,
        "take_form": form if type(form) is ProofForm else ProofForm(),
        "print_title": page.title,
    }
    return render(request, "desk/handover.html", context, status=status)
