"""What the figures point to: searched, looked at, taken up, dismissed."""

from __future__ import annotations

from django.contrib import messages
from django.db import connection
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
from thidua.campaigns.ladder import units_taking_part
from thidua.campaigns.models import Campaign
from thidua.campaigns.views.fetch import the_campaign
from thidua.kernel import clock, jobs
from thidua.kernel.errors import RuleBroken
from thidua.organisations.http import OfficeRequest
from thidua.organisations.naming import unit_called
from thidua.prospects import actions
from thidua.prospects.models import DiscoveryHit, Subject
from thidua.prospects.policies import can_add, can_decide_on_hit, can_search
from thidua.prospects.queries.hit import hit_page, what_of
from thidua.prospects.views.writing import prospect_form

AT_ONCE = 800
"""Units of a campaign that are searched while one waits; more is the worker's."""


def the_hit(request: OfficeRequest, pk: int, hit: int) -> tuple[Campaign, DiscoveryHit]:
    """A campaign and a hit in it that this reader may see."""
    campaign = the_campaign(request, pk)
    seen = DiscoveryHit.objects.visible_to(request.actor, clock.today())
    found = get_object_or_404(
        seen.filter(campaign=campaign).select_related("version", "run"), pk=hit
    )
    return campaign, found


@require_POST
def search(request: OfficeRequest, pk: int) -> HttpResponse:
    """Search the figures now; those of a large campaign by the worker."""
    campaign, now = the_campaign(request, pk), clock.now()
    can_search(request.actor, campaign).enforce()
    if len(units_taking_part(campaign, clock.today())) > AT_ONCE:
        if not _waits(pk):
            jobs.defer("prospects.search", campaign_id=pk)
        messages.info(request, _("Đang tìm; tải lại trang sau một phút."))
        return redirect("prospects:campaign", pk)
    run = actions.search_figures(campaign, actor=request.actor, at=now)
    count = run.hits.filter(stands=False).count()
    messages.info(
        request,
        ngettext("Tìm xong: %(n)s nơi mới.", "Tìm xong: %(n)s nơi mới.", count)
        % {"n": count},
    )
    return redirect("prospects:campaign", pk)


def _waits(pk: int) -> bool:
    """Does a search of this campaign wait for the worker already?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from procrastinate_jobs"
            " where task_name = 'prospects.search' and status in ('todo', 'doing')"
            " and args ->> 'campaign_id' = %s)",
            [str(pk)],
        )
        return bool(cursor.fetchone()[0])


@require_safe
def hit(request: OfficeRequest, pk: int, hit: int) -> HttpResponse:
    """One sentence, one picture, the table behind."""
    campaign, one = the_hit(request, pk, hit)
    page = hit_page(campaign, one, request.actor, clock.today())
    return render(request, "prospects/hit.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: OfficeRequest, pk: int, hit: int) -> HttpResponse:
    """Make a prospect of it, in one's own unit's charge."""
    _campaign, one = the_hit(request, pk, hit)
    actor, day = request.actor, clock.today()
    (can_decide_on_hit(actor, one) & can_add(actor, actor.unit_id or 0)).enforce()
    unit = unit_called(one.unit_id, day)
    first = {
        "kind": Subject.Kind.UNIT,
        "name": unit,
        "what": what_of(one, unit),
        "owner": actor.person_id,
        "about": str(pk),
    }
    form = prospect_form(request, actor.unit_id or 0, first)
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            made = actions.take_up_hit(
                one, form.draft(unit_id=one.unit_id), actor=actor, at=clock.now()
            )
            messages.info(request, _("Đã đưa vào nhân tố; kế tiếp là kế hoạch hỗ trợ."))
            return redirect("prospects:prospect", made.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "name": unit}
    return render(request, "prospects/take_up.html", context, status=status)


@require_POST
def dismiss(request: OfficeRequest, pk: int, hit: int) -> HttpResponse:
    """It is none, and why."""
    campaign, one = the_hit(request, pk, hit)
    reason = request.POST.get("reason", "")
    try:
        actions.dismiss_hit(one, reason, actor=request.actor, at=clock.now())
    except RuleBroken as no:
        if request.headers.get("hx-request"):
            raise
        page = hit_page(campaign, one, request.actor, clock.today())
        context = {"page": page, "fault": no}
        return render(request, "prospects/hit.html", context, status=no.status)
    messages.info(
        request,
        _("Đã bỏ qua; chỉ hiện lại khi số liệu khác đi nhiều, hoặc sau một năm."),
    )
    return redirect("prospects:campaign", pk)
