"""A unit's own part: its plan, its milestones."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns import actions
from thidua.campaigns.check import NotReady
from thidua.campaigns.forms.laid_out import at_its_field, say_files_again
from thidua.campaigns.forms.targets import MarkForm, PlanForm, PlanItemRows
from thidua.campaigns.ladder import stood_under
from thidua.campaigns.models import (
    Campaign,
    Milestone,
    MilestoneMark,
    MilestoneProof,
    UnitPlan,
)
from thidua.campaigns.policies import can_see_figures_of
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.marks import asked_marks, marks_sheet
from thidua.campaigns.queries.milestones import milestones_page
from thidua.campaigns.queries.milestones_gone import milestones_gone
from thidua.campaigns.queries.own import plan_page
from thidua.campaigns.queries.plan_checks import own_check
from thidua.campaigns.views.drafting import form_page
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.files import as_attachment, keep
from thidua.kernel.ui.fields import Fault
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, bar_of, sheet_answer
from thidua.organisations.models import Power

PLAN = "campaigns/plan.html"
ITEM_FIELDS = ("node_key", "name", "sector", "routine", "answers", "due_on")


def _sees(request: OfficeRequest, found: Campaign, unit_id: int) -> None:
    """A unit's own part is for itself, those above it, and the campaign's bodies."""
    actor = request.actor
    sees = actor.is_system or stood_under(found, unit_id, actor.unit_id)
    can_see_figures_of(sees).enforce()


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: OfficeRequest, pk: int) -> HttpResponse:
    """The reader's own plan: read it, write it."""
    found, actor = the_campaign(request, pk), request.actor
    unit_id = actor.unit_id or 0
    _sees(request, found, unit_id)
    mine = UnitPlan.objects.filter(campaign=found, unit=unit_id).first()
    posted = request.POST if request.method == "POST" else None
    form = PlanForm(posted, initial=_plan_initial(found, mine), campaign=found)
    rows = _rows(found, mine, posted, form)
    if posted is not None and form.is_valid() and rows.is_valid():
        try:
            messages.info(request, _plan_kept(request, found, form, rows))
            return redirect("campaigns:plan", pk)
        except NotReady as lacking:
            _say_at_fields(form, lacking)
    return _own_page(request, found, form, rows)


def _rows(
    found: Campaign, mine: UnitPlan | None, posted: QueryDict | None, form: PlanForm
) -> Any:
    return PlanItemRows(
        posted,
        initial=list(mine.items.values(*ITEM_FIELDS)) if mine and not posted else [],
        form_kwargs={"items": choices.items(found), "days": form.days},
        prefix="item",
    )


def _own_page(
    request: OfficeRequest, found: Campaign, form: PlanForm, rows: Any
) -> HttpResponse:
    actor, day = request.actor, clock.today()
    unit_id = actor.unit_id or 0
    context = {
        "page": plan_page(found, unit_id, actor, day),
        "form": form,
        "rows": rows,
        "is_mine": True,
        "check": own_check(found, unit_id, actor, day),
    }
    return render(request, PLAN, context, status=422 if form.is_bound else 200)


@transaction.atomic
def _plan_kept(
    request: OfficeRequest, found: Campaign, form: PlanForm, rows: Any
) -> str:
    """What was typed is saved; with `adopt` also issued, or neither (`NotReady`)."""
    actor, at = request.actor, clock.now()
    kept = actions.save_plan(
        found,
        actor.unit_id or 0,
        form.draft([draft for one in rows if (draft := one.draft()) is not None]),
        version=form.cleaned_data["version"],
        actor=actor,
        at=at,
    )
    if "adopt" not in request.POST:
        return _("Đã lưu bản soạn. Đủ rồi thì ban hành.")
    actions.adopt_plan(kept, version=kept.version, actor=actor, at=at)
    return _("Đã ban hành kế hoạch; cấp trên xem được.")


def _as_kept(mine: UnitPlan) -> PlanForm:
    """The form as if the plan had been typed the way it was saved."""
    kept = {name: getattr(mine, name) for name in PlanForm.base_fields}
    kept |= {name: show(kept[name]) for name in ("starts_on", "ends_on")}
    form = PlanForm(kept, campaign=mine.campaign)
    form.full_clean()
    return form


def _say_at_fields(form: PlanForm, lacking: NotReady) -> None:
    for one in lacking.findings:
        field = one.found.place.field
        fault = Fault(one.reason, one.remedy)
        form.add_error(field if field in form.fields else None, fault)


def _plan_initial(found: Campaign, mine: UnitPlan | None) -> dict[str, Any]:
    if mine is None:
        starts = max(found.starts_on, clock.today())
        return {
            "starts_on": min(starts, found.ends_on),
            "ends_on": found.ends_on,
            "version": 0,
        }
    return {name: getattr(mine, name) for name in PlanForm.base_fields}


@require_safe
def plan_of(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """The plan of a unit, for itself and those above it."""
    found = the_campaign(request, pk)
    _sees(request, found, unit)
    page = plan_page(found, unit, request.actor, clock.today())
    check = own_check(found, unit, request.actor, clock.today())
    context = {"page": page, "is_mine": False, "check": check}
    return render(request, PLAN, context)


@require_POST
def plan_adopt(request: OfficeRequest, pk: int) -> HttpResponse:
    """The unit issues its plan as it was saved; what is wanting stands at its field."""
    found = the_campaign(request, pk)
    mine = get_object_or_404(found.plans, unit=request.actor.unit_id)
    version = request.POST.get("version", "")
    try:
        actions.adopt_plan(
            mine,
            version=int(version) if version.isdecimal() else 0,
            actor=request.actor,
            at=clock.now(),
        )
    except NotReady as lacking:
        form = _as_kept(mine)
        _say_at_fields(form, lacking)
        return _own_page(request, found, form, _rows(found, mine, None, form))
    messages.info(request, _("Đã ban hành kế hoạch; cấp trên xem được."))
    return redirect("campaigns:plan", pk)


@require_POST
def plan_reopen(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take the plan back to the desk."""
    found = the_campaign(request, pk)
    mine = get_object_or_404(found.plans, unit=request.actor.unit_id)
    actions.reopen_plan(mine, actor=request.actor, at=clock.now())
    return redirect("campaigns:plan", pk)


@require_safe
def milestones(request: OfficeRequest, pk: int) -> HttpResponse:
    """The steps of the campaign, who reached them, with what evidence; one, `?moc=`."""
    found, today = the_campaign(request, pk), clock.today()
    if wants_sheet(request.GET):
        sheet = marks_sheet(found, request.actor, today)
        return sheet_answer(request, sheet, f"moc-phong-trao-{pk}")
    page = milestones_page(
        found,
        request.actor,
        clock.today(),
        only=_number(request.GET.get("moc", "")),
        page=_number(request.GET.get("trang", "")) or 1,
    )
    if request.GET.get("moc") and not page.milestones:
        raise Http404
    asked = asked_marks(found, request.actor, today, _ticked(request.GET))
    gone = [] if page.only else milestones_gone(found)
    context = {"page": page, "asked": asked, "gone": gone, "bar": bar_of(request)}
    return render(request, "campaigns/milestones.html", context)


@require_POST
def marks_confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    """Confirm all the named marks, or none."""
    found, chosen = the_campaign(request, pk), _ticked(request.POST)
    marks = MilestoneMark.objects.filter(milestone__audience__campaign=found)
    named = list(marks.filter(pk__in=chosen))
    if not chosen:
        raise RuleBroken(_("Chưa chọn mốc nào."), _("Đánh dấu các mốc muốn công nhận."))
    if len(named) < len(set(chosen)):
        raise WrongMoment(_("Có mốc không còn nữa."), _("Tải lại trang rồi chọn lại."))
    done = actions.confirm_milestones(named, actor=request.actor, at=clock.now())
    said = ngettext("Đã công nhận %(n)s mốc.", "Đã công nhận %(n)s mốc.", len(done))
    messages.info(request, said % {"n": len(done)})
    return redirect("campaigns:milestones", pk)


def _ticked(of: QueryDict) -> list[int]:
    """The ticked marks."""
    return [int(one) for one in of.getlist("chon") if _number(one)][:500]


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: OfficeRequest, pk: int, milestone: int) -> HttpResponse:
    """The unit says that it reached a step, with evidence."""
    found, actor = the_campaign(request, pk), request.actor
    actor.writes_for(actor.unit_id or 0, Power.RUN).enforce()
    steps = Milestone.objects.filter(audience__campaign=found)
    step = get_object_or_404(steps.select_related("audience__campaign"), pk=milestone)
    form = MarkForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial={"reached_on": clock.today()},
        today=clock.today(),
    )
    back = reverse("campaigns:milestones", args=[pk])
    if form.is_valid():
        with at_its_field(form):
            clean = dict(form.cleaned_data)
            upload = clean.pop("file")
            files = [keep(upload, by=actor.name, at=clock.now())] if upload else []
            by: Any = {"actor": actor, "at": clock.now()}
            actions.mark_milestone(step, actor.unit_id or 0, **clean, files=files, **by)
            messages.info(
                request, _("Đã báo đạt mốc; cấp trên xem minh chứng rồi trả lời.")
            )
            return redirect(back)
        say_files_again(form)
    return form_page(
        request,
        found,
        form,
        title=_("Báo đạt mốc: %(name)s") % {"name": step.name},
        help=_("Cấp trên xem minh chứng rồi công nhận, hoặc nói điều cần bổ sung."),
        verb=_("Báo đạt"),
        back=back,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _to_milestones(request: OfficeRequest, pk: int) -> HttpResponse:
    """Back to where the mark stood: all milestones, or one of them and its page."""
    path = reverse("campaigns:milestones", args=[pk])
    here = {key: request.POST.get(key, "") for key in ("moc", "trang")}
    if _number(here["moc"]) is None or _number(here["trang"]) is None:
        return redirect(path)
    return redirect(f"{path}?{urlencode(here)}")


def _mark(request: OfficeRequest, pk: int, mark: int) -> MilestoneMark:
    marks = MilestoneMark.objects.filter(
        milestone__audience__campaign=the_campaign(request, pk)
    )
    return get_object_or_404(
        marks.select_related("milestone__audience__campaign"), pk=mark
    )


@require_POST
def mark_confirm(request: OfficeRequest, pk: int, mark: int) -> HttpResponse:
    """The unit above confirms."""
    actions.confirm_milestone(
        _mark(request, pk, mark), actor=request.actor, at=clock.now()
    )
    return _to_milestones(request, pk)


@require_POST
def mark_return(request: OfficeRequest, pk: int, mark: int) -> HttpResponse:
    """The unit above says what is missing."""
    actions.return_milestone(
        _mark(request, pk, mark),
        reason=request.POST.get("reason", "").strip(),
        actor=request.actor,
        at=clock.now(),
    )
    return _to_milestones(request, pk)


@require_safe
def proof(request: OfficeRequest, pk: int, proof: int) -> HttpResponse:
    """A file that proves a step: for the unit, those above it, and the bodies."""
    found = the_campaign(request, pk)
    proofs = MilestoneProof.objects.filter(mark__milestone__audience__campaign=found)
    mine = get_object_or_404(proofs.select_related("mark", "file"), pk=proof)
    _sees(request, found, mine.mark.unit_id)
    return as_attachment(mine.file)
