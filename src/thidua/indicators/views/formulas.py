"""Where formulas are written: checked as one types, tried on real figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.indicators import actions
from thidua.indicators.actions import Meaning
from thidua.indicators.forms.definitions import (
    FormulaForm,
    FormulaRevisionForm,
    TrialForm,
)
from thidua.indicators.models import Indicator, IndicatorVersion
from thidua.indicators.policies import can_define
from thidua.indicators.queries.writing import Trial, choices, trial, usual_month
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Unit

PAGE = "indicators/formula.html"
WORDS = ("name", "measure", "better", "decimals", "definition", "source", "formula")
"""What of a computed meaning is typed."""


@require_http_methods(["GET", "POST"])
def new_formula(request: OfficeRequest) -> HttpResponse:
    """Write a formula under a code of its own; `thu` only tries it."""
    can_define(request.actor, request.actor.unit_id or 0).enforce()
    initial = {"since": clock.today().replace(month=1, day=1), "decimals": 1}
    form = FormulaForm(request.POST or None, initial=initial)
    if _is_to_be_kept(request) and form.is_valid():
        given = form.cleaned_data
        version = actions.define_indicator(
            get_object_or_404(Unit, pk=request.actor.unit_id),
            given["code"],
            _meaning(given),
            since=given["since"],
            actor=request.actor,
            at=clock.now(),
        )
        said = _("“%(name)s” đã vào danh mục; số được tính ngay, không ai phải nhập.")
        messages.info(request, said % {"name": version.name})
        return redirect("indicators:indicator", version.indicator_id)
    words = {"title": _("Chỉ số tính theo công thức"), "verb": _("Đưa vào danh mục")}
    return _page(request, form, words, code="")


@require_http_methods(["GET", "POST"])
def revise_formula(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a formula be another one from a day on; older figures keep the older one."""
    one = get_object_or_404(Indicator, pk=pk)
    can_define(request.actor, one.owner_id).enforce()
    last = one.versions.order_by("-number")[0]
    if not last.formula:
        return redirect("indicators:indicator-revise", one.pk)
    initial = {name: getattr(last, name) for name in WORDS}
    form = FormulaRevisionForm(request.POST or None, initial=initial)
    if _is_to_be_kept(request) and form.is_valid():
        given = form.cleaned_data
        actions.revise_indicator(
            one,
            _meaning(given),
            since=given["since"],
            actor=request.actor,
            at=clock.now(),
        )
        said = _("Công thức mới áp dụng từ ngày đã ghi; số cũ giữ công thức cũ.")
        messages.info(request, said)
        return redirect("indicators:indicator", one.pk)
    words = {"title": _("Công thức mới"), "verb": _("Áp dụng công thức mới")}
    return _page(request, form, words, code=one.code)


@require_GET
def try_formula(request: OfficeRequest) -> HttpResponse:
    """What is known of a formula while it is typed; nothing is kept."""
    tried = _trial(request, request.GET)
    return render(request, f"{PAGE}#trial", {"trial": tried})


def _is_to_be_kept(request: OfficeRequest) -> bool:
    return request.method == "POST" and "thu" not in request.POST


def _page(
    request: OfficeRequest, form: FormulaForm, words: dict[str, str], *, code: str
) -> HttpResponse:
    """The editor with the trial of what stands in it."""
    typed: Any = request.POST if request.method == "POST" else form.initial
    filled = {
        "form": form,
        "code": code,
        "choices": choices(request.actor, today=clock.today()),
        "trial": _trial(request, {"code": code, **_plain(typed)}),
        "unit": str(typed.get("unit", request.actor.unit_id)),
        "month": str(typed.get("month", usual_month(clock.today()))),
        **words,
    }
    status = 422 if _is_to_be_kept(request) else 200
    return render(request, PAGE, filled, status=status)


def _plain(typed: Any) -> dict[str, Any]:
    return {name: typed[name] for name in typed}


def _trial(request: OfficeRequest, typed: Any) -> Trial:
    form = TrialForm(typed)
    form.is_valid()
    given = {name: form.cleaned_data.get(name) for name in form.fields}
    given["formula"] = given["formula"] or ""
    return trial(given, actor=request.actor, today=clock.today())


def _meaning(given: dict[str, Any]) -> Meaning:
    typed = {name: given[name] for name in WORDS}
    return Meaning(**typed, nature=IndicatorVersion.Nature.FORMULA, least=None)
