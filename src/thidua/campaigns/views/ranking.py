"""Set and drop goals on published indices."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns import actions
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.forms.ranking import IndexGoalForm
from thidua.campaigns.models import Campaign, IndexGoal
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.index_goals import province_of
from thidua.campaigns.views.drafting import form_page, managed
from thidua.indices.models import CompositeIndex
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def index_goal_new(request: OfficeRequest, pk: int) -> HttpResponse:
    """Bind an item to a rank or a score that others publish."""
    found = managed(request, pk)
    unit = province_of(found)
    if unit is None:
        raise RuleBroken(
            _("Phong trào này không thuộc một tỉnh, thành phố."),
            _("Chỉ số công bố chấm tỉnh; đặt mức ở phong trào của tỉnh."),
        )
    key = request.GET.get("noi-dung", "")
    form = IndexGoalForm(
        request.POST if request.method == "POST" else None,
        items=choices.items(found),
        campaign=found,
        indices=[(one.pk, one.short_name) for one in CompositeIndex.objects.all()],
        initial={
            "node_key": key,
            "index": _tied_index(found, key),
            "by_year": found.ends_on.year,
        },
    )
    if form.is_valid():
        draft = form.draft(unit)
        with at_its_field(form):
            actions.set_index_goal(
                found,
                draft,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=clock.now(),
            )
            return redirect(_item(found, str(draft.node_key)))
    return form_page(
        request,
        found,
        form,
        title=_("Đặt mức cho một chỉ số công bố"),
        help=_("Chấm theo hạng hoặc điểm được công bố; không giao xuống, không cộng."),
        back=_item(found, key),
    )


@require_POST
def index_goal_drop(request: OfficeRequest, pk: int, goal: int) -> HttpResponse:
    """Take such a goal off its item."""
    found = managed(request, pk)
    mine = get_object_or_404(IndexGoal, campaign=found, pk=goal)
    key = str(mine.node_key)
    actions.drop_index_goal(
        mine,
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=clock.now(),
    )
    return redirect(_item(found, key))


def _item(campaign: Campaign, key: str) -> str:
    return f"{reverse('campaigns:campaign', args=[campaign.pk])}?noi-dung={key}"


def _tied_index(campaign: Campaign, key: str) -> int | None:
    """The index to which the item is tied already, suggested."""
    ties = {str(tie.node_key): tie.outside_index for tie in campaign.ties.all()}
    return (
        CompositeIndex.objects.filter(code=ties.get(key) or "")
        .values_list("pk", flat=True)
        .first()
    )
