"""Inspections: planned, announced, what was found, answered, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns.forms.laid_out import at_its_field, first_refusal
from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.follow_up import actions
from thidua.follow_up.drafts import FindingDraft
from thidua.follow_up.forms.inspecting import (
    AnswerForm,
    ConclusionForm,
    FindingForm,
    PlanOfInspectionForm,
)
from thidua.follow_up.models import Finding, FindingFile, Inspection
from thidua.follow_up.policies import can_lead, is_writer
from thidua.follow_up.queries.inspections import (
    FIELDS,
    inspection_page,
    inspections_page,
)
from thidua.follow_up.queries.planning import (
    CONTENT,
    TARGET,
    items_to_look_at,
    units_to_inspect,
)
from thidua.follow_up.queries.sheets import inspections_sheet
from thidua.follow_up.states import InspectionState
from thidua.kernel import clock
from thidua.kernel.files import as_attachment
from thidua.kernel.lengths import in_full
from thidua.kernel.models import StoredFile
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, kept, sheet_answer


@require_safe
def inspections(request: OfficeRequest) -> HttpResponse:
    """Those that concern me."""
    params, today = request.GET.dict(), clock.today()
    if wants_sheet(params):
        sheet = inspections_sheet(request.actor, today, params)
        return sheet_answer(request, sheet, "kiem-tra", FIELDS)
    page = inspections_page(request.actor, today, params)
    context = {"page": page, "bar": bar_of(request, FIELDS)}
    return render(request, "follow_up/inspections.html", context)


def _inspection(request: OfficeRequest, pk: int) -> Inspection:
    seen = Inspection.objects.visible_to(request.actor).select_related("campaign")
    return get_object_or_404(seen, pk=pk)


def _finding(request: OfficeRequest, pk: int, finding: int) -> Finding:
    return get_object_or_404(_inspection(request, pk).findings, pk=finding)


@require_safe
def inspection(request: OfficeRequest, pk: int) -> HttpResponse:
    """One of them."""
    page = inspection_page(_inspection(request, pk), request.actor, clock.today())
    context = {"page": page, "answer": AnswerForm(), "end": ConclusionForm()}
    return render(request, "follow_up/inspection.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_new(request: OfficeRequest, campaign: int) -> HttpResponse:
    """Plan one in a campaign."""
    found, actor, day = the_campaign(request, campaign), request.actor, clock.today()
    is_writer(actor).enforce()
    form = PlanOfInspectionForm(
        request.POST if request.method == "POST" else None,
        units=units_to_inspect(found, actor, day),
        items=items_to_look_at(found, None),
        initial={"inspected": request.GET.get("don-vi", "")},
    )
    if form.is_valid():
        with at_its_field(form):
            made = actions.draft_inspection(
                found, form.draft(), actor=actor, at=clock.now()
            )
            messages.info(
                request, _("Đã lưu kế hoạch; đơn vị chỉ biết khi anh/chị thông báo.")
            )
            return redirect("follow_up:inspection", made.pk)
    return _form_page(
        request,
        form,
        title=_("Lập kế hoạch kiểm tra"),
        help=found.name,
        back=reverse("campaigns:campaign", args=[found.pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change the plan."""
    found, day = _inspection(request, pk), clock.today()
    can_lead(request.actor, found).enforce()
    campaign: Campaign = found.campaign
    names = ("starts_on", "ends_on", "leader", "members", "purpose", "version")
    chosen = [
        f"{TARGET}{one.target_id}" if one.target_id else f"{CONTENT}{one.node_key}"
        for one in found.items.all()
    ]
    form = PlanOfInspectionForm(
        request.POST if request.method == "POST" else None,
        units=units_to_inspect(campaign, request.actor, day),
        items=items_to_look_at(campaign, found.inspected_id),
        is_announced=found.state == InspectionState.ANNOUNCED,
        initial={name: getattr(found, name) for name in names}
        | {"inspected": str(found.inspected_id), "items": chosen},
    )
    if form.is_valid():
        with at_its_field(form):
            actions.change_inspection(
                found,
                form.draft(),
                version=form.cleaned_data["version"] or 0,
                actor=request.actor,
                at=clock.now(),
            )
            return redirect("follow_up:inspection", pk)
    return _form_page(
        request,
        form,
        title=_("Sửa kế hoạch kiểm tra"),
        help=_("Kế hoạch đã thông báo mà sửa thì đơn vị được báo lại."),
        back=reverse("follow_up:inspection", args=[pk]),
    )


@require_POST
def announce(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tell the unit."""
    actions.announce_inspection(
        _inspection(request, pk), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đơn vị thấy kế hoạch ngay và được nhắc chuẩn bị."))
    return redirect("follow_up:inspection", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_new(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down what was found."""
    found = _inspection(request, pk)
    can_lead(request.actor, found).enforce()
    posted = request.method == "POST"
    form = FindingForm(
        request.POST if posted else None, request.FILES if posted else None
    )
    if form.is_valid():
        with at_its_field(form):
            clean = {k: v for k, v in form.cleaned_data.items() if k != "file"}
            draft = FindingDraft(**clean, files=_kept(request))
            actions.add_finding(found, draft, actor=request.actor, at=clock.now())
            messages.info(request, _("Đơn vị thấy điều này và hạn khắc phục ngay."))
            return redirect("follow_up:inspection", pk)
    return _form_page(
        request,
        form,
        title=_("Ghi điều phát hiện"),
        help=_("Ghi rõ sự việc; đơn vị trả lời từng điều, kèm minh chứng."),
        back=reverse("follow_up:inspection", args=[pk]),
    )


@require_POST
def finding_answer(request: OfficeRequest, pk: int, finding: int) -> HttpResponse:
    """The unit says what it did."""
    form = _answer(request)
    actions.answer_finding(
        _finding(request, pk, finding),
        form.cleaned_data["words"],
        _kept(request),
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(
        request, _("Đã gửi. Cơ quan kiểm tra xem rồi công nhận hoặc trả lại.")
    )
    return redirect("follow_up:inspection", pk)


@require_POST
def finding_accept(request: OfficeRequest, pk: int, finding: int) -> HttpResponse:
    """It is mended."""
    actions.accept_answer(
        _finding(request, pk, finding),
        in_full(request.POST.get("words", ""), 10_000, "words"),
        actor=request.actor,
        at=clock.now(),
    )
    return redirect("follow_up:inspection", pk)


@require_POST
def finding_return(request: OfficeRequest, pk: int, finding: int) -> HttpResponse:
    """It is not, and why."""
    actions.return_answer(
        _finding(request, pk, finding),
        _answer(request).cleaned_data["words"],
        actor=request.actor,
        at=clock.now(),
    )
    return redirect("follow_up:inspection", pk)


@require_POST
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """It is over."""
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        raise first_refusal(form)
    actions.close_inspection(
        _inspection(request, pk),
        form.cleaned_data["conclusion"],
        actor=request.actor,
        at=clock.now(),
    )
    return redirect("follow_up:inspection", pk)


@require_safe
def finding_file(request: OfficeRequest, pk: int, file: int) -> HttpResponse:
    """A file of a finding, to whoever may see the inspection."""
    kept = FindingFile.objects.filter(
        word__finding__inspection=_inspection(request, pk)
    )
    return as_attachment(get_object_or_404(kept.select_related("file"), pk=file).file)


def _answer(request: OfficeRequest) -> AnswerForm:
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        raise first_refusal(form)
    return form


def _kept(request: OfficeRequest) -> list[StoredFile]:
    file = kept(request)
    return [file] if file else []


def _form_page(request: OfficeRequest, form: Any, **words: str) -> HttpResponse:
    context = {"form": form, "verb": _("Lưu"), **words}
    status = 422 if form.is_bound else 200
    return render(request, "follow_up/form.html", context, status=status)
