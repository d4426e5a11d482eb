"""The administrator's counter: people, mandates, sign-ins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.kernel import clock, dates
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations import actions
from thidua.organisations.forms.people import (
    LastDayForm,
    MandateForm,
    PersonForm,
    SignInsForm,
    UsernameForm,
)
from thidua.organisations.http import (
    OfficeRequest,
    bar_of,
    history_answer,
    sheet_answer,
)
from thidua.organisations.models import Mandate, Person, Unit, User
from thidua.organisations.policies import can_manage_people
from thidua.organisations.queries.enrolling import (
    people_without_sign_in,
    sign_ins_page,
)
from thidua.organisations.queries.people import people_page, people_sheet, person_page
from thidua.organisations.queries.telling import history_of_person


def people(request: OfficeRequest) -> HttpResponse:
    """The book of people; a POST enters somebody."""
    can_manage_people(request.actor).enforce()
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        entered = actions.enter_person(
            form.cleaned_data["full_name"], actor=request.actor, at=clock.now()
        )
        return redirect("organisations:person", entered.pk)
    unit_id = request.GET.get("don-vi", "")
    text = request.GET.get("tim", "")[:100]
    unit = Unit.objects.filter(pk=unit_id).first() if unit_id.isdecimal() else None
    if wants_sheet(request.GET):
        return sheet_answer(request, people_sheet(text, unit), "nguoi")
    page = people_page(text, unit, request.GET.dict())
    status = 422 if request.method == "POST" else 200
    bar = replace(bar_of(request), said=page.said)
    return render(
        request,
        "organisations/people.html",
        {"page": page, "form": form, "bar": bar},
        status=status,
    )


def person(request: OfficeRequest, pk: int) -> HttpResponse:
    """One person."""
    can_manage_people(request.actor).enforce()
    return _show(request, get_object_or_404(Person, pk=pk))


def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was written about somebody."""
    can_manage_people(request.actor).enforce()
    trail = history_of_person(get_object_or_404(Person, pk=pk))
    return history_answer(request, trail, f"lich-su-nguoi-{pk}")


@require_POST
def give(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give a mandate."""
    can_manage_people(request.actor).enforce()
    found = get_object_or_404(Person, pk=pk)
    form = MandateForm(request.POST)
    if not form.is_valid():
        return _show(request, found, mandate_form=form, status=422)
    typed = form.cleaned_data
    actions.give_mandate(
        found,
        form.unit_chosen(),
        role=typed["role"],
        title=typed["title"],
        first=typed["first"],
        last=typed["last"],
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã phân công từ %s.") % dates.show(typed["first"]))
    return redirect("organisations:person", pk)


@require_POST
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a mandate with a last day."""
    can_manage_people(request.actor).enforce()
    mandate = get_object_or_404(Mandate.objects.select_related("person"), pk=pk)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        return _show(request, mandate.person, end_form=form, status=422)
    last = form.cleaned_data["last"]
    actions.end_mandate(mandate, last=last, actor=request.actor, at=clock.now())
    messages.info(request, _("Phân công kết thúc hết ngày %s.") % dates.show(last))
    return redirect("organisations:person", mandate.person_id)


@require_POST
@never_cache
def sign_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make a sign-in; its password is shown once, in this answer."""
    can_manage_people(request.actor).enforce()
    found = get_object_or_404(Person, pk=pk)
    form = UsernameForm(request.POST)
    if not form.is_valid():
        return _show(request, found, username_form=form, status=422)
    _user, password = actions.make_sign_in(
        found, form.cleaned_data["username"], actor=request.actor, at=clock.now()
    )
    return _show(request, found, password=password)


@never_cache
def sign_ins(request: OfficeRequest) -> HttpResponse:
    """Who serves at a unit or below and has no sign-in; a POST makes the chosen ones.

    The passwords are shown once, in the answer.
    """
    can_manage_people(request.actor).enforce()
    unit_id = request.GET.get("don-vi", "")
    unit = get_object_or_404(Unit, pk=int(unit_id) if unit_id.isdecimal() else 0)
    made, status, refusal = [], 200, ""
    if request.method == "POST":
        form = SignInsForm(request.POST, people=people_without_sign_in(unit))
        if form.is_valid():
            made = actions.make_sign_ins(
                form.chosen(), actor=request.actor, at=clock.now()
            )
        else:
            status, refusal = 422, form.refusal()
    page = sign_ins_page(unit, made, refusal)
    return render(request, "organisations/sign_ins.html", {"page": page}, status=status)


@require_POST
@never_cache
def reset(request: OfficeRequest, pk: int) -> HttpResponse:
    """A new password for one use, shown once, in this answer."""
    can_manage_people(request.actor).enforce()
    user = get_object_or_404(User.objects.select_related("person"), person=pk)
    password = actions.reset_password(user, actor=request.actor, at=clock.now())
    return _show(request, user.person, password=password)


@require_POST
def forget(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody lost phone and codes: their next sign-in asks the password alone."""
    can_manage_people(request.actor).enforce()
    user = get_object_or_404(User.objects.select_related("person"), person=pk)
    actions.forget_factors(user, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã gỡ. Lần đăng nhập sau chỉ hỏi mật khẩu."))
    return redirect("organisations:person", pk)


def _show(
    request: OfficeRequest, found: Person, *, status: int = 200, **more: Any
) -> HttpResponse:
    forms = {
        "mandate_form": MandateForm(initial={"first": clock.today()}),
        "username_form": UsernameForm(),
        "end_form": LastDayForm(initial={"last": clock.today()}),
    }
    page = {"page": person_page(found)} | forms | more
    return render(request, "organisations/person.html", page, status=status)
