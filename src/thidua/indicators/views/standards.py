"""Where standards are laid down, marked, accepted and opened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.indicators import actions
from thidua.indicators.actions import Checklist, Meaning
from thidua.indicators.forms.definitions import StandardForm, StandardRevisionForm
from thidua.indicators.forms.figures import MarkForm, chosen_reports
from thidua.indicators.models import (
    Criterion,
    CriterionMark,
    Indicator,
    IndicatorVersion,
)
from thidua.indicators.policies import can_define
from thidua.indicators.queries.checklist import checklist_page, may_see
from thidua.kernel import clock
from thidua.kernel.dates import read_date
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import as_attachment
from thidua.organisations.http import OfficeRequest
from thidua.organisations.models import Unit

WRITE = "indicators/standard.html"


@require_http_methods(["GET", "POST"])
def new_standard(request: OfficeRequest) -> HttpResponse:
    """Lay a standard down."""
    can_define(request.actor, request.actor.unit_id or 0).enforce()
    initial = {"since": clock.today().replace(month=1, day=1), "kinds": ["commune"]}
    form = StandardForm(request.POST or None, initial=initial, day=clock.today())
    if request.method == "POST" and form.is_valid():
        version = actions.define_standard(
            get_object_or_404(Unit, pk=request.actor.unit_id),
            form.cleaned_data["code"],
            _meaning(form.cleaned_data),
            _checklist(form),
            since=form.cleaned_data["since"],
            actor=request.actor,
            at=clock.now(),
        )
        said = _("“%(name)s” đã vào danh mục; các đơn vị chấm được ngay.")
        messages.info(request, said % {"name": version.name})
        return redirect("indicators:indicator", version.indicator_id)
    return _page(request, form, _("Bộ tiêu chí mới"), _("Đưa vào danh mục"))


@require_http_methods(["GET", "POST"])
def revise_standard(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a standard ask otherwise from a day on."""
    one = get_object_or_404(Indicator, pk=pk)
    can_define(request.actor, one.owner_id).enforce()
    last = one.versions.select_related("standard").order_by("-number")[0]
    if last.nature != IndicatorVersion.Nature.CHECKED:
        return redirect("indicators:indicator-revise", one.pk)
    form = StandardRevisionForm(
        request.POST or None, initial=_standing(last), day=clock.today()
    )
    if request.method == "POST" and form.is_valid():
        actions.revise_standard(
            one,
            _meaning(form.cleaned_data),
            _checklist(form),
            since=form.cleaned_data["since"],
            actor=request.actor,
            at=clock.now(),
        )
        said = _("Bộ tiêu chí mới áp dụng từ ngày đã ghi; kết quả cũ giữ bộ cũ.")
        messages.info(request, said)
        return redirect("indicators:indicator", one.pk)
    return _page(request, form, _("Bộ tiêu chí mới"), _("Áp dụng bộ mới"))


@require_GET
def checklist(request: OfficeRequest, indicator: int, unit: int) -> HttpResponse:
    """A standard at a unit, on a day (`?ngay=30/04/2025`)."""
    one, of = _visible(request, indicator, unit)
    day = read_date(request.GET.get("ngay", "")) or clock.today()
    version = _version_on(one, day)
    page = checklist_page(version, of, day, actor=request.actor)
    filled = {"page": page, "form": MarkForm(initial={"on": clock.today()})}
    return render(request, "indicators/checklist.html", filled)


@require_POST
def mark(request: OfficeRequest, criterion: int, unit: int) -> HttpResponse:
    """The unit says that it meets a criterion, or no longer."""
    asked = get_object_or_404(Criterion, pk=min(criterion, 2**62))
    _one, of = _visible(request, asked.indicator_id, unit)
    form = MarkForm(request.POST, request.FILES)
    if not form.is_valid():
        raise RuleBroken(
            _("Chưa rõ đạt hay chưa, hoặc từ ngày nào."),
            _("Chọn đạt hay chưa đạt và ghi ngày, ví dụ 30/04/2025."),
        )
    given = form.cleaned_data
    actions.mark_criterion(
        asked,
        of,
        is_met=given["is_met"] == "1",
        on=given["on"],
        note=given["note"],
        upload=given["file"],
        actor=request.actor,
        at=clock.now(),
    )
    said = _("Đã chấm “%(name)s”; cấp trên nhận xong thì thành chính thức.")
    messages.info(request, said % {"name": asked.name})
    return redirect("indicators:checklist", asked.indicator_id, of.pk)


@require_POST
def accept(request: OfficeRequest) -> HttpResponse:
    """The unit above accepts the ticked marks."""
    marks = list(_marks(request).filter(pk__in=chosen_reports(request.POST)))
    if not marks:
        raise RuleBroken(_("Chưa chọn lượt chấm nào."), _("Đánh dấu rồi bấm nhận."))
    held = actions.accept_marks(marks, actor=request.actor, at=clock.now())
    said = ngettext("Đã nhận %(n)s tiêu chí.", "Đã nhận %(n)s tiêu chí.", len(held))
    messages.info(request, said % {"n": len(held)})
    first = held[0]
    return redirect(
        "indicators:checklist", first.criterion.indicator_id, request.actor.unit_id or 0
    )


@require_POST
def send_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """The unit above sends a mark back with its reason."""
    one = get_object_or_404(_marks(request), pk=pk)
    reason = request.POST.get("reason", "")
    actions.return_mark(one, reason=reason, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã trả lại; đơn vị thấy lý do ở bộ tiêu chí của mình."))
    return redirect("indicators:checklist", one.criterion.indicator_id, one.unit_id)


@require_GET
def proof(request: OfficeRequest, pk: int) -> HttpResponse:
    """Download the proof of a mark; who may see the checklist may see it."""
    one = get_object_or_404(_marks(request).filter(file__isnull=False), pk=pk)
    if one.file is None:
        raise Http404
    return as_attachment(one.file)


def _marks(request: OfficeRequest) -> Any:
    return CriterionMark.objects.visible_to(request.actor).select_related(
        "criterion__indicator", "file"
    )


def _visible(
    request: OfficeRequest, indicator: int, unit: int
) -> tuple[Indicator, Unit]:
    if max(indicator, unit) >= 2**63:
        raise Http404
    one = get_object_or_404(Indicator, pk=indicator)
    of = get_object_or_404(Unit, pk=unit)
    if not one.criteria.exists() or not may_see(request.actor, one, of):
        raise Http404
    return one, of


def _version_on(one: Indicator, day: Any) -> IndicatorVersion:
    versions = one.versions.select_related("indicator").order_by("number")
    found = None
    for version in versions:
        if found is None or version.during.lower <= day:
            found = version
    if found is None:
        raise Http404
    return found


def _page(
    request: OfficeRequest, form: StandardForm, title: str, verb: str
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    filled = {"form": form, "title": title, "verb": verb}
    return render(request, WRITE, filled, status=status)


def _meaning(given: dict[str, Any]) -> Meaning:
    return Meaning(
        name=given["name"],
        measure=given["measure"],
        nature=IndicatorVersion.Nature.CHECKED,
        definition=given["definition"],
        source=given["source"],
        decimals=1 if given["measure"] == "%" else 0,
    )


def _checklist(form: StandardForm) -> Checklist:
    given = form.cleaned_data
    return Checklist(
        criteria=form.names,
        kinds=given["kinds"],
        counts=given["counts"],
        needed=given["needed"],
    )


def _standing(version: IndicatorVersion) -> dict[str, Any]:
    names = version.indicator.criteria.filter(during__contains=version.during.lower)
    rule = version.standard
    return {
        "name": version.name,
        "measure": version.measure,
        "kinds": rule.kinds,
        "counts": rule.counts,
        "needed": rule.needed,
        "criteria": "\n".join(names.values_list("name", flat=True)),
        "definition": version.definition,
        "source": version.source,
    }
