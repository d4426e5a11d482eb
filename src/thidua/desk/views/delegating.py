"""The counter of delegations: given in writing, looked at, taken back."""

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

from thidua.desk.forms.delegating import DelegationForm, RevokeForm
from thidua.desk.queries.delegations import (
    delegation_page,
    delegations_page,
    delegations_sheet,
    people_for,
    scopes_for,
)
from thidua.kernel import clock, dates
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import as_attachment
from thidua.kernel.ui.fields import Fault
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations import actions
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.organisations.models import Delegation, Mandate
from thidua.organisations.policies import can_delegate, can_see_delegation


@require_safe
def delegations(request: OfficeRequest) -> HttpResponse:
    """What I delegated, and what was delegated to me."""
    return _show(request, _the_mandate(request, request.actor.mandate_id or 0), 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delegations_of(request: OfficeRequest, mandate: int) -> HttpResponse:
    """Those of one mandate; a POST writes another."""
    held, today = _the_mandate(request, mandate), clock.today()
    can_delegate(request.actor, held).enforce()
    if request.method != "POST":
        return _show(request, held, 200)
    form = DelegationForm(
        request.POST,
        request.FILES,
        people=people_for(held, today),
        scopes=scopes_for(held, today),
    )
    if form.is_valid():
        try:
            given = actions.delegate_mandate(
                held, form.to(), form.paper(), actor=request.actor, at=clock.now()
            )
        except RuleBroken as broken:
            form.add_error(
                broken.field or None, Fault(str(broken.reason), str(broken.remedy))
            )
        else:
            messages.info(
                request,
                _("Từ %(day)s, %(name)s làm thay được các việc đã ghi.")
                % {
                    "day": dates.show(given.during.lower),
                    "name": given.person.full_name,
                },
            )
            return redirect("desk:delegation", given.pk)
    return _show(request, held, 422, form)


@require_safe
def delegation(request: OfficeRequest, pk: int) -> HttpResponse:
    """One document of delegation."""
    found = _the_delegation(request, pk)
    page = delegation_page(found, request.actor, clock.today())
    return render(request, "desk/delegation.html", {"page": page, "form": RevokeForm()})


@require_POST
def revoke(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take it back at once."""
    found = _the_delegation(request, pk)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        page = delegation_page(found, request.actor, clock.today())
        context = {"page": page, "form": form}
        return render(request, "desk/delegation.html", context, status=422)
    actions.revoke_delegation(
        found,
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Ủy quyền đã thu hồi, hết hiệu lực ngay từ lúc này."))
    return redirect("desk:delegation", pk)


@require_safe
def file(request: OfficeRequest, pk: int) -> HttpResponse:
    """The signed document."""
    found = _the_delegation(request, pk)
    if found.file is None:
        raise Http404(_("Văn bản này không kèm tệp."))
    return as_attachment(found.file)


def _the_mandate(request: OfficeRequest, pk: int) -> Mandate:
    """One's own, or any for an administrator."""
    held = Mandate.objects.select_related("person").with_unit_names(clock.today())
    if not request.actor.is_administrator:
        held = held.filter(pk=request.actor.mandate_id or 0)
    return get_object_or_404(held, pk=pk)


def _the_delegation(request: OfficeRequest, pk: int) -> Delegation:
    known = Delegation.objects.select_related("person", "mandate__person", "file")
    found = get_object_or_404(known, pk=pk)
    if not can_see_delegation(request.actor, found):
        raise Http404(_("Không có văn bản này, hoặc vai đang chọn không xem được."))
    named = Mandate.objects.select_related("person").with_unit_names(clock.today())
    found.mandate = named.get(pk=found.mandate_id)
    return found


def _show(
    request: OfficeRequest,
    held: Mandate,
    status: int,
    form: DelegationForm | None = None,
) -> HttpResponse:
    today = clock.today()
    if wants_sheet(request.GET):
        return sheet_answer(
            request, delegations_sheet(held, request.actor, today), "uy-quyen"
        )
    page = delegations_page(held, request.actor, today)
    if form is None and page.may:
        form = DelegationForm(
            people=people_for(held, today),
            scopes=scopes_for(held, today),
            initial={"first": today, "issued_on": today},
        )
    context = {"page": page, "form": form, "bar": bar_of(request)}
    return render(request, "desk/delegations.html", context, status=status)
