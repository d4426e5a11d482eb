"""A target between the unit that gives and the unit that takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.campaigns import actions
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.forms.targets import (
    AnswerForm,
    CounterForm,
    OtherFigureForm,
    ReasonForm,
)
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.queries.accepting import changed_targets_page
from thidua.campaigns.queries.grid import measure_below
from thidua.campaigns.queries.negotiation import my_targets_page, target_page
from thidua.campaigns.queries.sheets import my_targets_sheet
from thidua.campaigns.views.fetch import the_campaign, the_target
from thidua.kernel import clock
from thidua.kernel.errors import Changed
from thidua.kernel.ui.filters import wants_sheet
from thidua.organisations.http import OfficeRequest, sheet_answer

TARGET = "campaigns/target.html"
Say = Callable[..., Target]
"""One of the actions of the negotiation."""


@require_safe
def target(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """One target with its rounds and what may be said now."""
    return _page(request, the_target(request, pk, target))


def _page(
    request: OfficeRequest, found: Target, wrong: forms.Form | None = None
) -> HttpResponse:
    """The page of a target; a form with something wrong stays as it was typed."""
    initial = {"revision": found.revision}
    context = {
        "page": target_page(found, request.actor, clock.today()),
        "counter": wrong
        if isinstance(wrong, CounterForm)
        else CounterForm(initial=initial),
        "other": wrong
        if isinstance(wrong, OtherFigureForm) and not isinstance(wrong, CounterForm)
        else OtherFigureForm(initial=initial),
        "reason": wrong
        if isinstance(wrong, ReasonForm)
        else ReasonForm(initial=initial),
        "said": getattr(wrong, "said", ()),
    }
    return render(request, TARGET, context, status=422 if wrong else 200)


def _answered(
    request: OfficeRequest, found: Target, form: forms.Form, say: Say, told: str
) -> HttpResponse:
    """Check the form, say one thing about the target, tell what comes next.

    A figure is typed in tỷ đồng and kept in đồng, the indicator's own measure.
    """
    if not form.is_valid():
        return _page(request, found, form)
    clean = dict(form.cleaned_data)
    if "value" in clean:
        clean["value"] *= measure_below(found).scale
    with at_its_field(form):
        say(found, **clean, actor=request.actor, at=clock.now())
        messages.info(request, told)
        return redirect("campaigns:target", found.campaign_id, found.pk)
    return _page(request, found, form)


@require_POST
def accept(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The unit takes the figure; one that changed meanwhile is shown beside the one
    that was read, to take or to answer."""
    found, form = the_target(request, pk, target), AnswerForm(request.POST)
    told = _("Đã nhận chỉ tiêu.")
    try:
        return _answered(request, found, form, actions.accept_target, told)
    except Changed:
        read = {found.pk: form.cleaned_data["revision"]}
        return _changed(request, found.campaign, read)


@require_POST
def agree(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The giver takes the unit's figure."""
    found, form = the_target(request, pk, target), AnswerForm(request.POST)
    told = _("Đã đồng ý; chỉ tiêu được nhận theo số đề nghị.")
    return _answered(request, found, form, actions.agree_to_counter, told)


@require_POST
def counter(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The unit proposes another figure and says why."""
    found, form = the_target(request, pk, target), CounterForm(request.POST)
    told = _("Đã gửi đề nghị; nơi giao sẽ trả lời.")
    return _answered(request, found, form, actions.counter_target, told)


@require_POST
def revise(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The giver gives another figure."""
    found, form = the_target(request, pk, target), OtherFigureForm(request.POST)
    told = _("Đã giao lại; đơn vị sẽ trả lời.")
    return _answered(request, found, form, actions.revise_target, told)


@require_POST
def insist(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The giver keeps the figure and says why."""
    found, form = the_target(request, pk, target), ReasonForm(request.POST)
    told = _("Đã giữ nguyên; đơn vị sẽ nhận.")
    return _answered(request, found, form, actions.insist_on_target, told)


@require_safe
def my_targets(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the reader's unit was given in a campaign."""
    found, actor, today = the_campaign(request, pk), request.actor, clock.today()
    if wants_sheet(request.GET):
        sheet = my_targets_sheet(found, actor, today)
        return sheet_answer(request, sheet, f"chi-tieu-duoc-giao-{pk}")
    page = my_targets_page(found, actor, today)
    return render(request, "campaigns/my_targets.html", {"page": page})


@require_POST
def accept_many(request: OfficeRequest, pk: int) -> HttpResponse:
    """The unit takes several figures at once, each as it was shown.

    Where one changed meanwhile nothing is taken, and the new figures are shown.
    """
    found = the_campaign(request, pk)
    wanted = dict(_pair(text) for text in request.POST.getlist("target"))
    if not wanted:
        why = _("Chưa chọn chỉ tiêu nào: đánh dấu ở đầu dòng rồi bấm lại.")
        messages.warning(request, why)
        return redirect("campaigns:my-targets", pk)
    targets = found.targets.filter(pk__in=wanted).select_related("campaign", "version")
    try:
        taken = actions.accept_targets(
            [(one, wanted[one.pk]) for one in targets],
            actor=request.actor,
            at=clock.now(),
        )
    except Changed:
        return _changed(request, found, wanted)
    messages.info(request, _("Đã nhận %(count)s chỉ tiêu.") % {"count": len(taken)})
    return redirect("campaigns:my-targets", pk)


def _changed(
    request: OfficeRequest, campaign: Campaign, wanted: Mapping[int, int]
) -> HttpResponse:
    """The figures read and those that stand now; `wanted`: read at which revision."""
    targets = campaign.targets.filter(pk__in=wanted)
    page = changed_targets_page(
        campaign,
        request.actor,
        clock.today(),
        list(targets.select_related("campaign", "version")),
        wanted,
    )
    context = {"page": page}
    return render(request, "campaigns/changed_targets.html", context, status=409)


def _pair(text: str) -> tuple[int, int]:
    """`12:3`: target 12 as it stood at revision 3; nonsense names no target."""
    pk, _colon, revision = text.partition(":")
    if pk.isdecimal() and revision.isdecimal() and len(text) < 18:
        return int(pk), int(revision)
    return 0, 0
