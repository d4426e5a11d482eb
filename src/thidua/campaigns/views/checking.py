"""The plan check: its pages, its one-click mends, reasons, requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from thidua.campaigns import actions
from thidua.campaigns.forms.checking import (
    AcceptForm,
    AskForm,
    FindingForm,
    LimitForm,
    MeasuresForm,
    TieForm,
)
from thidua.campaigns.models import (
    AcceptedWarning,
    Campaign,
    ContentNode,
    ContentTie,
    MeasureSaid,
    UnitPlan,
)
from thidua.campaigns.queries.checking import check_page
from thidua.campaigns.queries.plan_checks import plan_checks_page
from thidua.campaigns.queries.sheets import plan_checks_sheet
from thidua.campaigns.queries.ties import outside_indices
from thidua.campaigns.views.drafting import form_page, managed
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, sheet_answer

CHECK = "campaigns/check.html"


@require_safe
def check(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the check says of a campaign, errors first."""
    return _shown(request, the_campaign(request, pk))


def _shown(request: OfficeRequest, found: Campaign) -> HttpResponse:
    page = check_page(found, request.actor, clock.today())
    part = "#check" if request.htmx else ""
    return render(request, f"{CHECK}{part}", {"page": page})


def _back(request: OfficeRequest, found: Campaign, otherwise: str) -> HttpResponse:
    """To the page of this campaign from which the button was pressed."""
    back = request.POST.get("back", "")
    inside = reverse("campaigns:campaign", args=[found.pk])
    here = reverse("campaigns:check", args=[found.pk])
    if request.htmx and otherwise == here and back in {"", here}:
        return _shown(request, the_campaign(request, found.pk))
    return redirect(back if back.startswith(inside) else otherwise)


def _accepted(request: OfficeRequest) -> dict[str, Any]:
    form = AcceptForm(request.POST)
    _clean(form)
    return form.accepted()


def _clean(form: Form) -> dict[str, Any]:
    """What a small form says; a refusal with the first fault otherwise."""
    if form.is_valid():
        return form.cleaned_data
    faults = [str(fault) for one in form.errors.values() for fault in one]
    raise RuleBroken(" ".join(faults), _("Ghi đủ rồi gửi lại."))


@require_POST
def mend(request: OfficeRequest, pk: int) -> HttpResponse:
    """One click: put a finding right as it offered."""
    found = managed(request, pk)
    clean = _clean(FindingForm(request.POST))
    mended = actions.mend_campaign(found, **clean, actor=request.actor, at=clock.now())
    messages.info(
        request,
        _("Đã bổ sung. Điều bị nhắc lúc trước: %(said)s") % {"said": mended.found.said},
    )
    return _back(request, found, reverse("campaigns:check", args=[pk]))


@require_POST
def accept(request: OfficeRequest, pk: int) -> HttpResponse:
    """Launch with a warning, for a reason that the units will read."""
    found = managed(request, pk)
    actions.accept_warnings(
        found, **_accepted(request), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã ghi lý do; các đơn vị đọc được sau khi phát động."))
    return _back(request, found, reverse("campaigns:check", args=[pk]))


@require_POST
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open an accepted warning again."""
    found = managed(request, pk)
    mine = get_object_or_404(
        AcceptedWarning.objects.select_related("campaign"),
        campaign=found,
        plan=None,
        pk=_number(request),
    )
    actions.withdraw_acceptance(mine, actor=request.actor, at=clock.now())
    return _back(request, found, reverse("campaigns:check", args=[pk]))


def _number(request: OfficeRequest) -> int:
    text = request.POST.get("accepted", "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


@require_POST
def say(request: OfficeRequest, pk: int) -> HttpResponse:
    """An indicator measures an item, for a reason that the units will read."""
    found = managed(request, pk)
    clean = _clean(MeasuresForm(request.POST))
    made = actions.say_it_measures(found, **clean, actor=request.actor, at=clock.now())
    messages.info(request, _("Đã ghi, kèm lý do: %(said)s") % {"said": made.said})
    return _back(request, found, reverse("campaigns:check", args=[pk]))


@require_POST
def unsay(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back that an indicator measures an item."""
    found = managed(request, pk)
    stated = MeasureSaid.objects.select_related("campaign")
    mine = get_object_or_404(stated, campaign=found, plan=None, pk=_number(request))
    actions.unsay_measure(mine, actor=request.actor, at=clock.now())
    return _back(request, found, reverse("campaigns:check", args=[pk]))


@require_POST
def limit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say how many goals a commune can carry."""
    found = managed(request, pk)
    clean = _clean(LimitForm(request.POST))
    actions.set_goals_limit(found, **clean, actor=request.actor, at=clock.now())
    return _back(request, found, reverse("campaigns:check", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: OfficeRequest, pk: int, audience: int, node: int) -> HttpResponse:
    """Tie an item to a routine task, a sector's movement, an outside index."""
    found = managed(request, pk)
    nodes = ContentNode.objects.filter(
        tree__audience=audience, tree__audience__campaign=found
    )
    mine = get_object_or_404(nodes, pk=node, kind=ContentNode.Kind.ITEM)
    kept = ContentTie.objects.filter(campaign=found, node_key=mine.key)
    initial = kept.values("routine", "sector", "outside_index").first()
    form = TieForm(
        request.POST if request.method == "POST" else None,
        indices=outside_indices(),
        initial=initial or {},
    )
    back = reverse("campaigns:check", args=[pk])
    if form.is_valid():
        actions.tie_content(
            found, mine.key, form.draft(), actor=request.actor, at=clock.now()
        )
        return redirect(back)
    return form_page(
        request,
        found,
        form,
        title=_("Gắn “%(name)s” với việc hằng ngày") % {"name": mine.name},
        help=_("Ghi ít nhất một trong ba; để trống cả ba thì bỏ gắn."),
        back=back,
    )


@require_safe
def plans(request: OfficeRequest, pk: int) -> HttpResponse:
    """The plans of all units below, worst first."""
    found, actor, today = the_campaign(request, pk), request.actor, clock.today()
    rule = request.GET.get("quy-tac", "")
    if wants_sheet(request.GET):
        sheet = plan_checks_sheet(found, actor, today, rule)
        return sheet_answer(request, sheet, f"kiem-tra-ke-hoach-{pk}")
    text = request.GET.get("trang", "")
    page = plan_checks_page(
        found,
        actor,
        today,
        rule,
        int(text) if text.isdecimal() and len(text) < 6 else 1,
    )
    return render(request, "campaigns/plan_checks.html", {"page": page})


@require_POST
def ask(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Ask a unit to mend its plan."""
    found = the_campaign(request, pk)
    plan = get_object_or_404(found.plans.select_related("campaign"), unit=unit)
    clean = _clean(AskForm(request.POST))
    actions.ask_to_mend(plan, **clean, actor=request.actor, at=clock.now())
    messages.info(request, _("Đơn vị thấy việc này ngay ở trang việc của mình."))
    return _back(request, found, reverse("campaigns:plan-checks", args=[pk]))


def _on_own_plan(
    request: OfficeRequest, pk: int, do: Callable[[UnitPlan], object]
) -> HttpResponse:
    found = the_campaign(request, pk)
    plans = found.plans.select_related("campaign")
    do(get_object_or_404(plans, unit=request.actor.unit_id))
    return redirect("campaigns:plan", pk)


@require_POST
def plan_mend(request: OfficeRequest, pk: int) -> HttpResponse:
    """One click on a finding of one's own plan."""
    clean = _clean(FindingForm(request.POST))

    def do(plan: UnitPlan) -> None:
        actions.mend_plan(plan, **clean, actor=request.actor, at=clock.now())

    return _on_own_plan(request, pk, do)


@require_POST
def plan_accept(request: OfficeRequest, pk: int) -> HttpResponse:
    """Keep one's plan as it is, for a reason that the unit above reads."""
    clean = _accepted(request)

    def do(plan: UnitPlan) -> None:
        actions.accept_own_warnings(plan, **clean, actor=request.actor, at=clock.now())

    return _on_own_plan(request, pk, do)


@require_POST
def plan_say(request: OfficeRequest, pk: int) -> HttpResponse:
    """An indicator measures one's own work, for a reason that the unit above reads."""
    clean = _clean(MeasuresForm(request.POST))

    def do(plan: UnitPlan) -> None:
        actions.say_own_measures(plan, **clean, actor=request.actor, at=clock.now())

    return _on_own_plan(request, pk, do)


@require_POST
def plan_unsay(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take that back."""

    def do(plan: UnitPlan) -> None:
        mine = get_object_or_404(plan.measures_said, pk=_number(request))
        actions.unsay_measure(mine, actor=request.actor, at=clock.now())

    return _on_own_plan(request, pk, do)


@require_POST
def plan_withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open an accepted warning of one's own plan again."""

    def do(plan: UnitPlan) -> None:
        mine = get_object_or_404(plan.accepted_warnings, pk=_number(request))
        actions.withdraw_acceptance(mine, actor=request.actor, at=clock.now())

    return _on_own_plan(request, pk, do)
