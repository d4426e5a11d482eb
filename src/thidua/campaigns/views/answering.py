"""A target between the unit that gives and the unit that takes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.campaigns import actions
from thidua.campaigns.forms.targets import AnswerForm, OtherFigureForm, ReasonForm
from thidua.campaigns.models import Target
from thidua.campaigns.queries.grid import measure_below
from thidua.campaigns.queries.negotiation import my_targets_page, target_page
from thidua.campaigns.views.fetch import the_campaign, the_target
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest

TARGET = "campaigns/target.html"


@require_safe
def target(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """One target with its rounds and what may be said now."""
    return _page(request, the_target(request, pk, target))


def _page(
    request: OfficeRequest,
    found: Target,
    other: OtherFigureForm | None = None,
    reason: ReasonForm | None = None,
) -> HttpResponse:
    page = target_page(found, request.actor, clock.today())
    initial = {"revision": found.revision}
    context = {
        "page": page,
        "other": other or OtherFigureForm(initial=initial),
        "reason": reason or ReasonForm(initial=initial),
    }
    status = 422 if other is not None or reason is not None else 200
    return render(request, TARGET, context, status=status)


@require_POST
def accept(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The unit takes the figure."""
    found = the_target(request, pk, target)
    form = AnswerForm(request.POST)
    if form.is_valid():
        actions.accept_target(
            found, **form.cleaned_data, actor=request.actor, at=clock.now()
        )
        messages.info(request, _("Đã nhận chỉ tiêu. Việc tiếp theo: cụ thể hóa."))
    return redirect("campaigns:target", pk, target)


@require_POST
def agree(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The giver takes the unit's figure."""
    found = the_target(request, pk, target)
    form = AnswerForm(request.POST)
    if form.is_valid():
        actions.agree_to_counter(
            found, **form.cleaned_data, actor=request.actor, at=clock.now()
        )
        messages.info(request, _("Đã đồng ý; chỉ tiêu được nhận theo số đề nghị."))
    return redirect("campaigns:target", pk, target)


@require_POST
def counter(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The unit proposes another figure and says why."""
    found = the_target(request, pk, target)
    form = OtherFigureForm(request.POST)
    if not form.is_valid():
        return _page(request, found, other=form)
    actions.counter_target(
        found, **_scaled(found, form), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã gửi đề nghị; nơi giao sẽ trả lời."))
    return redirect("campaigns:target", pk, target)


@require_POST
def revise(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The giver gives another figure."""
    found = the_target(request, pk, target)
    form = OtherFigureForm(request.POST)
    if not form.is_valid():
        return _page(request, found, other=form)
    actions.revise_target(
        found, **_scaled(found, form), actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã giao lại; đơn vị sẽ trả lời."))
    return redirect("campaigns:target", pk, target)


def _scaled(found: Target, form: OtherFigureForm) -> dict[str, Any]:
    """The figure in the indicator's own measure: typed in tỷ đồng, kept in đồng."""
    clean = dict(form.cleaned_data)
    clean["value"] *= measure_below(found).scale
    return clean


@require_POST
def insist(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The giver keeps the figure and says why."""
    found = the_target(request, pk, target)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, reason=form)
    actions.insist_on_target(
        found, **form.cleaned_data, actor=request.actor, at=clock.now()
    )
    messages.info(request, _("Đã giữ nguyên; đơn vị sẽ nhận."))
    return redirect("campaigns:target", pk, target)


@require_safe
def my_targets(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the reader's unit was given in a campaign."""
    found = the_campaign(request, pk)
    page = my_targets_page(found, request.actor, clock.today())
    return render(request, "campaigns/my_targets.html", {"page": page})


@require_POST
def accept_many(request: OfficeRequest, pk: int) -> HttpResponse:
    """The unit takes several figures at once, each as it was shown."""
    found = the_campaign(request, pk)
    wanted = dict(_pair(text) for text in request.POST.getlist("target"))
    targets = found.targets.filter(pk__in=wanted).select_related("campaign")
    taken = actions.accept_targets(
        [(one, wanted[one.pk]) for one in targets],
        actor=request.actor,
        at=clock.now(),
    )
    messages.info(request, _("Đã nhận %(count)s chỉ tiêu.") % {"count": len(taken)})
    return redirect("campaigns:my-targets", pk)


def _pair(text: str) -> tuple[int, int]:
    """`12:3`: target 12 as it stood at revision 3; nonsense names no target."""
    pk, _colon, revision = text.partition(":")
    if pk.isdecimal() and revision.isdecimal() and len(text) < 18:
        return int(pk), int(revision)
    return 0, 0
