"""Indicators and targets of the whole, bound to items of content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns import actions
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.forms.targets import TargetForm
from thidua.campaigns.models import Campaign, ContentNode, Target
from thidua.campaigns.progress import Measures, measure, measures_of
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.changing import change_href
from thidua.campaigns.queries.nothing_yet import nothing_to_count
from thidua.campaigns.states import State
from thidua.campaigns.views.drafting import form_page, managed
from thidua.campaigns.views.fetch import the_target
from thidua.campaigns.views.onwards import onwards
from thidua.indicators.periods import PeriodKind, from_id
from thidua.indicators.policies import can_define
from thidua.kernel import clock
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.kernel.ui.parts import Link
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def bind(request: OfficeRequest, pk: int, target: int | None = None) -> HttpResponse:
    """Give an item an indicator and a target, or change one."""
    found = managed(request, pk)
    mine = the_target(request, pk, target) if target else None
    if "chi-so-moi" in request.POST:
        return _to_new_indicator(request)
    items = choices.items(found, nature=ContentNode.Nature.QUANTITY)
    form = _target_form(request, found, mine, items)
    if form.is_valid():
        with at_its_field(form):
            actions.bind_indicator(
                found,
                form.draft(),
                target=mine,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=clock.now(),
            )
            return onwards(request, found, "campaigns:edit", pk)
    return form_page(
        request,
        found,
        form,
        title=mine.version.name if mine else _("Gắn chỉ số và chỉ tiêu"),
        **_where_figures_change(request, mine),
        back=reverse("campaigns:edit", args=[pk]),
        instead="" if items else "campaigns/no_items.html",
        more=None if items else nothing_to_count(found),
        other_verb={"name": "chi-so-moi", "label": _("Lập chỉ số mới")}
        if can_define(request.actor, request.actor.unit_id or 0)
        else None,
    )


def _where_figures_change(
    request: OfficeRequest, mine: Target | None
) -> dict[str, Any]:
    """After the launch figure and deadline are changed on a page of their own."""
    if mine is None or mine.campaign.state == State.DRAFT:
        said = _("Chỉ tiêu của cả phong trào; sau đó giao xuống từng đơn vị.")
        return {"help": said}
    held = measure(mine, measures_of(mine.campaign)).say(mine.value)
    said = _(
        "Đang là %(value)s đến %(day)s. Phong trào đã phát động nên số và hạn đổi ở"
        " trang riêng, có ngày áp dụng và lý do; ở đây sửa phần còn lại."
    ) % {"value": held, "day": show(mine.due_on)}
    href = change_href(mine, request.actor)
    return {"help": said, "see": Link(_("Đổi số hoặc hạn"), href) if href else None}


def _to_new_indicator(request: OfficeRequest) -> HttpResponse:
    """Define an indicator first; the way back carries what was typed."""
    typed = {
        name: request.POST[name].replace("\x00", "")[:2_000]
        for name in TargetForm.base_fields
        if request.POST.get(name) and name != "version"
    }
    back = f"{request.path}?{urlencode(typed)}"
    page = reverse("indicators:indicator-new")
    return redirect(f"{page}?{urlencode({'tro-ve': back})}")


def _target_form(
    request: OfficeRequest,
    campaign: Campaign,
    mine: Target | None,
    items: Sequence[tuple[UUID, str]],
) -> TargetForm:
    asked = measures_of(campaign)
    scales = {version: scale for version, (scale, _kind) in asked.items()}
    usual = {
        "node_key": request.GET.get("noi-dung"),
        "version": request.GET.get("chi-so"),
        "starts_on": campaign.starts_on,
        "due_on": campaign.ends_on,
        "split": Target.Split.SUM,
    }
    return TargetForm(
        request.POST if request.method == "POST" else None,
        items=items,
        versions=choices.indicators(clock.today(), scales),
        scales=scales,
        campaign=campaign,
        launched=mine if mine and campaign.state != State.DRAFT else None,
        initial=(_target_initial(mine, asked) if mine else usual) | _typed(request),
    )


def _typed(request: OfficeRequest) -> dict[str, str]:
    """What stood in the form before an indicator was made for it."""
    return {
        name: request.GET[name].replace("\x00", "")
        for name in TargetForm.base_fields
        if request.GET.get(name)
    }


def _target_initial(mine: Target, asked: Measures) -> dict[str, Any]:
    """What stands now, in the unit in which it is typed."""
    names = ("node_key", "split", "starts_on", "due_on")
    initial: dict[str, Any] = {name: getattr(mine, name) for name in names}
    own, each = measure(mine, asked).scale, measure(mine, asked, below=True).scale
    initial |= {
        "version": mine.version_id,
        "value": mine.value / own,
        "level_to_meet": mine.level_to_meet and mine.level_to_meet / each,
        "baseline": mine.baseline and mine.baseline / each,
        "plan": "\n".join(
            f"{_period(row.period_id)}: {show_number(row.value / own)}"
            for row in mine.plan.all()
        ),
    }
    return initial


def _period(period_id: int) -> str:
    span = from_id(period_id)
    if span.kind == PeriodKind.YEAR:
        return str(span.year)
    if span.kind == PeriodKind.QUARTER:
        return f"Q{span.number}/{span.year}"
    return f"{span.number:02}/{span.year}"


@require_POST
def unbind(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """Take a target off its item."""
    mine = the_target(request, pk, target)
    reason = request.POST.get("reason", "").strip()
    actions.unbind_indicator(mine, reason=reason, actor=request.actor, at=clock.now())
    return redirect("campaigns:edit", pk)
