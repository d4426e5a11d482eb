"""The steps of qualitative content: set and taken away."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns import actions
from thidua.campaigns.forms.changing import MilestoneRemovalForm
from thidua.campaigns.forms.laid_out import LaidOut, at_its_field
from thidua.campaigns.forms.targets import MilestoneForm
from thidua.campaigns.models import Audience, Milestone
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.milestones_gone import removal_follows
from thidua.campaigns.queries.nothing_yet import nothing_to_do
from thidua.campaigns.rules import day_of_change
from thidua.campaigns.states import State
from thidua.campaigns.views.drafting import form_page, managed
from thidua.campaigns.views.onwards import onwards
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_new(request: OfficeRequest, pk: int) -> HttpResponse:
    """Set a step for an item of content."""
    found = managed(request, pk)
    items = choices.items(found)
    form = MilestoneForm(
        request.POST if request.method == "POST" else None,
        items=items,
        campaign=found,
        initial={"node_key": request.GET.get("noi-dung")},
    )
    if form.is_valid():
        clean = form.cleaned_data
        audience = found.audiences.filter(trees__nodes__key=clean["node_key"]).first()
        with at_its_field(form):
            actions.define_milestone(
                cast("Audience", audience), **clean, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã đặt mốc."))
            return onwards(request, found, "campaigns:edit", pk)
    return form_page(
        request,
        found,
        form,
        title=_("Đặt mốc"),
        help=_("Việc định tính thì có mốc, hạn và minh chứng."),
        back=reverse("campaigns:edit", args=[pk]),
        instead="" if items else "campaigns/no_items.html",
        more=None if items else nothing_to_do(found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_remove(request: OfficeRequest, pk: int, milestone: int) -> HttpResponse:
    """Take a step away; after the launch with a day and a reason."""
    found, today = managed(request, pk), clock.today()
    mine = get_object_or_404(Milestone, audience__campaign=found, pk=milestone)
    posted = request.POST if request.method == "POST" else None
    form = (
        LaidOut(posted)
        if found.state == State.DRAFT
        else MilestoneRemovalForm(
            posted,
            initial={"on": day_of_change(found.starts_on, today)},
            begins_on=found.starts_on,
            today=today,
        )
    )
    if form.is_valid():
        with at_its_field(form):
            actions.remove_milestone(
                mine, **form.cleaned_data, actor=request.actor, at=clock.now()
            )
            messages.info(request, _("Đã bỏ mốc “%(name)s”.") % {"name": mine.name})
            return redirect("campaigns:edit", pk)
    return form_page(
        request,
        found,
        form,
        title=_("Bỏ mốc “%(name)s”") % {"name": mine.name},
        help=removal_follows(mine, today),
        verb=_("Bỏ mốc"),
        back=reverse("campaigns:edit", args=[pk]),
    )
