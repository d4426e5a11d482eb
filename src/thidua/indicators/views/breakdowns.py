"""Where breakdowns are drawn up, and where indicators take them up or let them go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.indicators import actions
from thidua.indicators.forms.breakdowns import (
    BreakdownForm,
    BreakdownNameForm,
    CategoriesForm,
    EndForm,
    LetGoForm,
    TakeUpForm,
    lines_of,
)
from thidua.indicators.models import Breakdown, Category, Indicator
from thidua.indicators.policies import can_define
from thidua.indicators.queries.breakdowns import (
    breakdown_page,
    breakdowns_page,
    breakdowns_sheet,
    free_breakdowns,
)
from thidua.indicators.queries.editions import open_forms_asking
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.filters import wants_sheet
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest, sheet_answer
from thidua.organisations.models import Unit

WRITE = "indicators/write.html"


@require_GET
def breakdowns(request: OfficeRequest) -> HttpResponse:
    """In what ways figures may be parted."""
    today = clock.today()
    page = breakdowns_page(request.actor, today=today)
    if wants_sheet(request.GET):
        return sheet_answer(request, breakdowns_sheet(page, today), "phan-to")
    return render(request, "indicators/breakdowns.html", {"page": page})


@require_http_methods(["GET", "POST"])
def new_breakdown(request: OfficeRequest) -> HttpResponse:
    """Say in what way figures may be parted."""
    can_define(request.actor, request.actor.unit_id or 0).enforce()
    form = BreakdownForm(request.POST or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        owner = get_object_or_404(Unit, pk=request.actor.unit_id)
        drawn = actions.draw_up_breakdown(
            owner,
            name=given["name"],
            kind=given["kind"],
            categories=lines_of(given["categories"]),
            about=given["about"],
            since=given["since"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.info(
            request, _("Phân tổ đã lập; mở trang một chỉ số để phân tổ chỉ số ấy.")
        )
        return redirect("indicators:breakdown", drawn.pk)
    back = reverse("indicators:breakdowns")
    filled = {
        "form": form,
        "title": _("Phân tổ mới"),
        "verb": _("Lập phân tổ"),
        "back": back,
        "crumbs": [
            Link(_("Chỉ số"), reverse("indicators:indicators")),
            Link(_("Phân tổ"), back),
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, WRITE, filled, status=status)


@require_GET
def breakdown(request: OfficeRequest, pk: int) -> HttpResponse:
    """One breakdown and its categories."""
    return _page(request, get_object_or_404(Breakdown, pk=pk))


@require_POST
def rename(request: OfficeRequest, pk: int) -> HttpResponse:
    """Call a breakdown otherwise, or explain it anew."""
    one, typed = get_object_or_404(Breakdown, pk=pk), BreakdownNameForm(request.POST)
    can_define(request.actor, one.owner_id).enforce()
    if not typed.is_valid():
        return _page(request, one, typed)
    actions.rename_breakdown(
        one, **typed.cleaned_data, actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã ghi tên mới; biểu và trang số liệu dùng tên này."))
    return redirect("indicators:breakdown", one.pk)


@require_POST
def add_categories(request: OfficeRequest, pk: int) -> HttpResponse:
    """More categories, from a day on."""
    one, typed = get_object_or_404(Breakdown, pk=pk), CategoriesForm(request.POST)
    can_define(request.actor, one.owner_id).enforce()
    if not typed.is_valid():
        return _page(request, one, typed)
    fresh = actions.add_categories(
        one,
        lines_of(typed.cleaned_data["categories"]),
        since=typed.cleaned_data["since"],
        actor=request.actor,
        at=clock.now(),
    )
    said = ngettext(
        "Đã thêm %(n)s nhóm; biểu lập sau này hỏi được nhóm ấy.",
        "Đã thêm %(n)s nhóm; biểu lập sau này hỏi được nhóm ấy.",
        len(fresh),
    )
    messages.info(request, said % {"n": len(fresh)})
    return redirect("indicators:breakdown", one.pk)


@require_POST
def end_category(request: OfficeRequest, pk: int) -> HttpResponse:
    """A category is counted no more, from a day on and for a reason."""
    one = get_object_or_404(Category.objects.select_related("breakdown"), pk=pk)
    can_define(request.actor, one.breakdown.owner_id).enforce()
    typed = _read(EndForm(request.POST))
    actions.end_category(
        one, on=typed["on"], reason=typed["reason"], actor=request.actor, at=clock.now()
    )
    said = _("Nhóm “%(name)s” thôi dùng từ ngày đã ghi; số cũ giữ nguyên.")
    messages.info(request, said % {"name": one.name})
    return redirect("indicators:breakdown", one.breakdown_id)


@require_POST
def take_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Part an indicator so, from a day on."""
    one = get_object_or_404(Indicator, pk=pk)
    can_define(request.actor, one.owner_id).enforce()
    typed = _read(TakeUpForm(request.POST, choices=free_breakdowns(one)))
    parts = actions.take_up_breakdown(
        one,
        get_object_or_404(Breakdown, pk=typed["breakdown"]),
        since=typed["since"],
        actor=request.actor,
        at=clock.now(),
    )
    said = ngettext(
        "Chỉ số có thêm %(n)s phần; đánh dấu phân tổ ở dòng của chỉ số khi lập biểu.",
        "Chỉ số có thêm %(n)s phần; đánh dấu phân tổ ở dòng của chỉ số khi lập biểu.",
        len(parts),
    )
    messages.info(request, said % {"n": len(parts)})
    for name in open_forms_asking(one, clock.today()):
        more = _("Biểu “%(name)s” đã mở: vào biểu, ra bản mới để hỏi các phần này.")
        messages.info(request, more % {"name": name})
    return redirect("indicators:indicator", one.pk)


@require_POST
def let_go(request: OfficeRequest, pk: int) -> HttpResponse:
    """Part an indicator so no more, from a day on and for a reason."""
    one = get_object_or_404(Indicator, pk=pk)
    can_define(request.actor, one.owner_id).enforce()
    typed = _read(LetGoForm(request.POST))
    actions.let_go_breakdown(
        one,
        get_object_or_404(Breakdown, pk=typed["breakdown"]),
        on=typed["on"],
        reason=typed["reason"],
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã thôi phân tổ từ ngày ấy; số của các phần giữ nguyên."))
    return redirect("indicators:indicator", one.pk)


def _page(
    request: OfficeRequest, one: Breakdown, wrong: forms.Form | None = None
) -> HttpResponse:
    today = clock.today()
    page = breakdown_page(one, actor=request.actor, today=today)
    named = {"name": one.name, "about": one.about}
    filled = {
        "page": page,
        "named": wrong
        if isinstance(wrong, BreakdownNameForm)
        else BreakdownNameForm(initial=named),
        "more": wrong
        if isinstance(wrong, CategoriesForm)
        else CategoriesForm(initial={"since": today}),
        "ending": EndForm(initial={"on": today}),
    }
    status = 422 if wrong else 200
    return render(request, "indicators/breakdown.html", filled, status=status)


def _read(typed: forms.Form) -> dict[str, Any]:
    """What was typed in a small form; its first fault is said aloud."""
    if not typed.is_valid():
        name, faults = next(iter(typed.errors.items()))
        label = typed.fields[name].label or ""
        raise RuleBroken(
            _("%(field)s: %(fault)s") % {"field": label, "fault": faults[0]},
            _("Ghi lại rồi gửi."),
        )
    return typed.cleaned_data
