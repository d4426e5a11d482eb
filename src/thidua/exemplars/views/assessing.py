"""A panel sits; its minutes; the head decides on what it found."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.exemplars import actions
from thidua.exemplars.forms.assessing import PanelForm
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Exemplar, Panel
from thidua.exemplars.policies import can_assess
from thidua.exemplars.queries.panel import panel_one_page, panel_page
from thidua.exemplars.queries.recognising import recognise_page
from thidua.exemplars.views.fetch import number_in, the_exemplar, the_learner
from thidua.kernel import clock, dates
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import show_number
from thidua.organisations.http import OfficeRequest, kept

ONE = "exemplars:panel-one"


@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: OfficeRequest, pk: int) -> HttpResponse:
    """The learners with what the rule says of each, and the panel's own verdict."""
    exemplar, day = the_exemplar(request, pk), clock.today()
    keeper = keeper_of(exemplar.home_id, day)
    can_assess(request.actor, exemplar, keeper).enforce()
    if request.method != "POST":
        by = dates.read_date(request.GET.get("den", "")) or day
        first = {"held_on": day, "values_on": min(by, day)}
        return _show(request, exemplar, PanelForm(initial=first), min(by, day))
    form = PanelForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            made = actions.assess_learners(
                exemplar,
                form.draft(request.POST, lambda field: kept(request, field)),
                actor=request.actor,
                at=clock.now(),
            )
            messages.info(
                request,
                _("Đã ghi kết quả bình xét; thủ trưởng quyết định ở trang này."),
            )
            return redirect(ONE, pk, made.pk)
    by = form.cleaned_data.get("values_on") or day
    return _show(request, exemplar, form, by)


def _show(
    request: OfficeRequest, exemplar: Exemplar, form: PanelForm, by: date
) -> HttpResponse:
    typed = request.POST if form.is_bound else None
    page = panel_page(exemplar, request.actor, clock.today(), values_on=by, typed=typed)
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/panel.html", context, status=status)


def _the_panel(request: OfficeRequest, pk: int, one: int) -> Panel:
    exemplar = the_exemplar(request, pk)
    found = get_object_or_404(exemplar.panels.select_related("document"), pk=one)
    found.exemplar = exemplar
    return found


@require_safe
def panel_one(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """What a panel found, and what was decided."""
    found = _the_panel(request, pk, one)
    page = panel_one_page(found, request.actor, clock.today())
    return render(request, "exemplars/panel_one.html", {"page": page})


@require_POST
def minutes(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The minutes as a document."""
    made = actions.draft_panel_minutes(
        _the_panel(request, pk, one), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã lập biên bản; sửa, cấp số và gắn bản ký ở đây."))
    return redirect("documents:document", made.pk)


@require_POST
def decide(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The head recognises those chosen, asked once more by name, or sends them back."""
    found = _the_panel(request, pk, one)
    chosen = [number_in(text) for text in request.POST.getlist("learner")]
    try:
        return _decided(request, found, chosen)
    except RuleBroken as no:
        page = panel_one_page(found, request.actor, clock.today())
        context = {"page": page, "no": no, "chosen": chosen, "typed": request.POST}
        return render(request, "exemplars/panel_one.html", context, status=no.status)


def _decided(request: OfficeRequest, found: Panel, chosen: list[int]) -> HttpResponse:
    """What was ticked is sent back, asked about once more, or recognised."""
    pk, one = found.exemplar_id, found.pk
    if request.POST.get("go") == "back":
        back = actions.send_back_learners(
            found,
            chosen,
            reason=request.POST.get("reason", ""),
            actor=request.actor,
            at=clock.now(),
        )
        said = ngettext(
            "Đã trả lại %(n)s nơi; nơi ấy học tiếp và thấy lý do.",
            "Đã trả lại %(n)s nơi; các nơi ấy học tiếp và thấy lý do.",
            len(back),
        )
        messages.info(request, said % {"n": show_number(len(back))})
        return redirect(ONE, pk, one)
    day = dates.read_date(request.POST.get("decided_on", ""))
    if day is None:
        raise RuleBroken(
            _("Chưa ghi ngày quyết định."), _("Ghi như 20/05/2025."), field="decided_on"
        )
    if "sure" not in request.POST:
        page = recognise_page(found, chosen, day, request.actor, clock.today())
        return render(request, "exemplars/recognise.html", {"page": page})
    made = actions.recognise_learners(
        found, chosen, decided_on=day, actor=request.actor, at=clock.now()
    )
    said = ngettext(
        "Đã công nhận %(n)s nơi; dự thảo quyết định ở trang này.",
        "Đã công nhận %(n)s nơi; dự thảo quyết định ở trang này.",
        len(made),
    )
    messages.info(request, said % {"n": show_number(len(made))})
    return redirect(ONE, pk, one)


@require_POST
def decision(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """The decision of those whom none names yet."""
    made = actions.draft_recognition(
        _the_panel(request, pk, one), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã lập dự thảo; sửa, cấp số và gắn bản ký ở đây."))
    return redirect("documents:document", made.pk)


@require_POST
def promote(request: OfficeRequest, pk: int, one: int) -> HttpResponse:
    """Who surpassed becomes the next exemplar."""
    learning = the_learner(request, pk, one)
    grown = actions.promote_learner(learning, actor=request.actor, at=clock.now())
    messages.info(
        request,
        _("Đã đăng ký thành điển hình mới ở đơn vị; đi tiếp từ bước 1."),
    )
    return redirect("exemplars:exemplar", grown.pk)
