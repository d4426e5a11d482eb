"""The list of units, a unit's page, and the acts that change them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.kernel import clock, dates
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations import actions, acts
from thidua.organisations.acts import Plan
from thidua.organisations.forms import units as forms
from thidua.organisations.http import (
    OfficeRequest,
    bar_of,
    history_answer,
    sheet_answer,
)
from thidua.organisations.models import Reorganisation, Unit
from thidua.organisations.naming import ancestors_of, unit_called
from thidua.organisations.policies import can_reorganise
from thidua.organisations.queries.deciding import act_page
from thidua.organisations.queries.listing import Asked, units_page, units_sheet
from thidua.organisations.queries.showing import unit_href, unit_page
from thidua.organisations.queries.telling import history_of_unit


def units(request: OfficeRequest) -> HttpResponse:
    """The list as of a day."""
    form = forms.ListForm(request.GET)
    form.is_valid()
    typed = form.cleaned_data
    inside = typed.get("trong")
    within = Unit.objects.filter(pk=inside).first() if inside else None
    today = clock.today()
    asked = Asked(
        on=typed.get("ngay") or today,
        today=today,
        within=within,
        kind=typed.get("loai", ""),
        text=typed.get("tim", ""),
        page=typed.get("trang") or 1,
    )
    if wants_sheet(request.GET) and form.is_valid():
        return sheet_answer(request, units_sheet(asked), "don-vi")
    page = units_page(asked, reader=request.actor)
    status = 422 if "ngay" in form.errors else 200
    template = "organisations/units.html"
    if request.htmx and not request.htmx.boosted:
        template += "#list"
    context = {
        "page": page,
        "form": form,
        "bar": replace(bar_of(request), said=page.said),
    }
    return render(request, template, context, status=status)


def unit(request: OfficeRequest, pk: int) -> HttpResponse:
    """One unit as of a day, its kin, its people."""
    found = get_object_or_404(Unit, pk=pk)
    on = dates.read_date(request.GET.get("ngay", "")) or clock.today()
    page = unit_page(found, on=on, reader=request.actor)
    return render(request, "organisations/unit.html", {"page": page})


def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """All that was written about a unit."""
    trail = history_of_unit(get_object_or_404(Unit, pk=pk))
    return history_answer(request, trail, f"lich-su-don-vi-{pk}")


def act(request: OfficeRequest, pk: int) -> HttpResponse:
    """A decision that changed units, and whom it touched."""
    found = get_object_or_404(Reorganisation, pk=pk)
    page = act_page(found, request.GET.dict())
    return render(request, "organisations/act.html", {"page": page})


@dataclass(frozen=True)
class ActCounter:
    """One kind of act: its form, its plan, and the one action that does it."""

    title: Promise | str
    verb: Promise | str
    form: type[Any]
    plan: Callable[[Any, Unit, Unit | None], Plan]
    do: Callable[[Any, Unit, Unit | None, dict[str, Any]], Unit | list[Unit]]


def _parent(above: Unit | None, unit: Unit) -> Unit:
    return above or unit


COUNTERS: dict[str, ActCounter] = {
    "thanh-lap": ActCounter(
        gettext_lazy("Thành lập đơn vị trực thuộc"),
        gettext_lazy("Ghi việc thành lập"),
        forms.FoundForm,
        lambda f, u, _a: acts.plan_founding(f.founding(u), f.decision()),
        lambda f, u, _a, by: actions.found_unit(f.founding(u), f.decision(), **by),
    ),
    "sap-nhap": ActCounter(
        gettext_lazy("Sáp nhập"),
        gettext_lazy("Ghi việc sáp nhập"),
        forms.MergeForm,
        lambda f, u, a: acts.plan_merger(
            f.merged(), f.founding(_parent(a, u)), f.decision()
        ),
        lambda f, u, a, by: actions.merge_units(
            f.merged(), f.founding(_parent(a, u)), f.decision(), **by
        ),
    ),
    "chia-tach": ActCounter(
        gettext_lazy("Chia tách"),
        gettext_lazy("Ghi việc chia tách"),
        forms.SplitForm,
        lambda f, u, a: acts.plan_split(u, f.foundings(_parent(a, u)), f.decision()),
        lambda f, u, a, by: actions.split_unit(
            u, f.foundings(_parent(a, u)), f.decision(), **by
        ),
    ),
    "doi-ten": ActCounter(
        gettext_lazy("Đổi tên"),
        gettext_lazy("Ghi tên mới"),
        forms.RenameForm,
        lambda f, u, _a: acts.plan_renaming(
            u, f.cleaned_data["full_name"], f.bare_name(), f.decision()
        ),
        lambda f, u, _a, by: actions.rename_unit(
            u, f.cleaned_data["full_name"], f.decision(), name=f.bare_name(), **by
        ),
    ),
    "chuyen": ActCounter(
        gettext_lazy("Chuyển đơn vị quản lý"),
        gettext_lazy("Ghi nơi trực thuộc mới"),
        forms.MoveForm,
        lambda f, u, _a: acts.plan_move(
            u, f.chosen_tree(), f.cleaned_data["parent"], f.decision()
        ),
        lambda f, u, _a, by: actions.move_unit(
            u, f.chosen_tree(), f.cleaned_data["parent"], f.decision(), **by
        ),
    ),
    "giai-the": ActCounter(
        gettext_lazy("Giải thể"),
        gettext_lazy("Ghi việc giải thể"),
        forms.CloseForm,
        lambda f, u, _a: acts.plan_closing(u, f.decision()),
        lambda f, u, _a, by: actions.close_unit(u, f.decision(), **by),
    ),
}


def reorganise(request: OfficeRequest, pk: int, kind: str) -> HttpResponse:
    """An act on a unit: typed, previewed with number and names, then confirmed."""
    can_reorganise(request.actor).enforce()
    counter = COUNTERS.get(kind)
    if counter is None:
        raise Http404
    found, today = get_object_or_404(Unit, pk=pk), clock.today()
    form = counter.form(
        request.POST if request.method == "POST" else None, unit=found, on=today
    )
    above = next(reversed(ancestors_of(found, today)), None)
    plan, status = None, 200
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST" and "confirmed" in request.POST:
        by = {"actor": request.actor, "at": clock.now()}
        done = counter.do(form, found, above, by)
        messages.info(request, _done(form.decision().effective_on))
        new = done[0] if isinstance(done, list) else done
        return HttpResponseRedirect(
            unit_href(new.pk, form.decision().effective_on, today)
        )
    elif request.method == "POST":
        plan = counter.plan(form, found, above)
        status = 200 if plan.is_possible else 422
    page = {
        "unit": found,
        "name": unit_called(found, today),
        "counter": counter,
        "kind": kind,
        "form": form,
        "plan": plan,
    }
    return render(request, "organisations/reorganise.html", page, status=status)


def _done(effective_on: date) -> str:
    return _("Đã ghi. Thay đổi có hiệu lực từ %s; xem đơn vị ở ngày ấy dưới đây.") % (
        dates.show(effective_on)
    )
