"""Who must report a form: a level at once, single units, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from thidua.indicators import actions
from thidua.indicators.actions import Reporter
from thidua.indicators.forms.reporting import LevelForm, NoMoreForm, ReporterForm
from thidua.indicators.models import Form, level_of
from thidua.indicators.policies import can_lay_out
from thidua.indicators.queries.reporters import reporters_page
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Unit
from thidua.organisations.naming import parents_on


@require_safe
def reporters(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who reports the form, to whom and since when."""
    return _page(request, form_of(request, pk))


@require_POST
def assign(request: OfficeRequest, pk: int) -> HttpResponse:
    """Every unit of a level below the owner reports to the unit above it."""

    def deed(one: Form, since: date, level: str, reason: str) -> str:
        everyone = _everyone(one, level, since)
        duties = actions.assign_reporters(
            one, everyone, since=since, reason=reason, **_now(request)
        )
        said = ngettext(
            "Đã giao %(n)s đơn vị; kỳ tới hiện ở trang việc của họ.",
            "Đã giao %(n)s đơn vị; kỳ tới hiện ở trang việc của họ.",
            len(duties),
        )
        return said % {"n": len(duties)}

    return _told(request, pk, LevelForm(request.POST), deed)


@require_POST
def add(request: OfficeRequest, pk: int) -> HttpResponse:
    """One unit, by its name."""

    def deed(one: Form, since: date, unit: Unit, reason: str) -> str:
        reporter = _reporter(one, unit, since)
        duties = actions.assign_reporters(
            one, [reporter], since=since, reason=reason, **_now(request)
        )
        if not duties:
            return _("Đơn vị này đã báo cáo biểu ấy.")
        return _("Đã giao; kỳ tới hiện ở trang việc của đơn vị.")

    return _told(request, pk, ReporterForm(request.POST), deed)


@require_POST
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """The ticked units report the form no more, from a day on and for a reason."""

    def deed(one: Form, units: list[int], on: date, reason: str) -> str:
        count = actions.release_reporters(
            one, units, on=on, reason=reason, **_now(request)
        )
        return ngettext(
            "%(n)s đơn vị thôi báo cáo; các kỳ đã gửi giữ nguyên.",
            "%(n)s đơn vị thôi báo cáo; các kỳ đã gửi giữ nguyên.",
            count,
        ) % {"n": count}

    return _told(request, pk, NoMoreForm(request.POST), deed)


def _told(
    request: OfficeRequest, pk: int, typed: forms.Form, deed: Callable[..., str]
) -> HttpResponse:
    """What was typed, done to the form and said; or the page with what is wrong."""
    one = form_of(request, pk)
    if not typed.is_valid():
        return _page(request, one, typed)
    messages.info(request, deed(one, **typed.cleaned_data))
    return redirect("indicators:form-reporters", one.pk)


def _now(request: OfficeRequest) -> dict[str, Any]:
    return {"actor": request.actor, "at": clock.now()}


def form_of(request: OfficeRequest, pk: int) -> Form:
    """A form this reader may know of; the rest is a 404."""
    forms_seen = Form.objects.visible_to(request.actor)
    return get_object_or_404(forms_seen.select_related("tree", "owner"), pk=pk)


def _page(
    request: OfficeRequest, one: Form, wrong: forms.Form | None = None
) -> HttpResponse:
    can_lay_out(request.actor, one).enforce()
    today = clock.today()
    page = reporters_page(
        one, actor=request.actor, today=today, text=request.GET.get("tim", "")
    )
    day = {"since": max(today, one.starts_on)}
    filled = {
        "page": page,
        "level": wrong if isinstance(wrong, LevelForm) else LevelForm(initial=day),
        "single": wrong
        if isinstance(wrong, ReporterForm)
        else ReporterForm(initial=day),
        "ending": wrong
        if isinstance(wrong, NoMoreForm)
        else NoMoreForm(initial={"on": today}),
        "ticked": request.POST.getlist("units"),
    }
    status = 422 if wrong else 200
    return render(request, "indicators/reporters.html", filled, status=status)


def _reporter(one: Form, unit: Unit, since: date) -> Reporter:
    """It answers to the unit above it in the form's tree, else to the owner."""
    above = parents_on([unit.pk], since, one.tree.key)
    return Reporter(unit.pk, above.get(unit.pk, one.owner_id))


def _everyone(one: Form, level: str, since: date) -> list[Reporter]:
    """The units of a level under the owner, or under the owner's own parent."""
    day = max(since, one.starts_on)
    above = parents_on([one.owner_id], day, one.tree.key)
    tops = [one.owner_id]
    if level_of(one.owner.kind) == "agency" and one.owner_id in above:
        tops.append(above[one.owner_id])
    units = [
        unit
        for top in tops
        for unit in Unit.objects.below(Unit(pk=top), one.tree, day)
        if level_of(unit.kind) == level and unit.pk != one.owner_id
    ]
    parents = parents_on([unit.pk for unit in units], day, one.tree.key)
    return [Reporter(unit.pk, parents.get(unit.pk, one.owner_id)) for unit in units]
