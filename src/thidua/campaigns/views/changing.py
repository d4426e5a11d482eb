"""Changing what was launched: a target's figure and deadline, whom it is for."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns import actions, progress
from thidua.campaigns.actions.reaching import ListMoved
from thidua.campaigns.changing import Below
from thidua.campaigns.forms.changing import (
    AudienceChangeForm,
    ChangeForm,
    CloneForm,
)
from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.models import Audience
from thidua.campaigns.policies import can_revise
from thidua.campaigns.queries import choices
from thidua.campaigns.queries.changing import change_page
from thidua.campaigns.queries.reaching import audience_change_page, told
from thidua.campaigns.rules import day_of_change, first_audience_change
from thidua.campaigns.views.drafting import form_page, managed
from thidua.campaigns.views.fetch import the_target
from thidua.kernel import clock
from thidua.kernel.text import quoted
from thidua.organisations.http import OfficeRequest
from thidua.organisations.kinds import kinds_on


@require_http_methods(["GET", "HEAD", "POST"])
def change_target(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """Another figure or deadline from a day on; `look` shows first what it does."""
    found, day = the_target(request, pk, target), clock.today()
    can_revise(request.actor, found).enforce()
    scale = progress.measure(found, progress.measures_of(found.campaign)).scale
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        initial={
            "value": found.value / scale,
            "due_on": found.due_on,
            "on": day_of_change(found.starts_on, day),
            "below": Below.KEEP,
            "revision": found.revision,
        },
        target=found,
        today=day,
    )
    draft = form.draft(scale) if form.is_valid() else None
    if draft and "look" not in request.POST:
        revision = form.cleaned_data["revision"]
        with at_its_field(form):
            actions.change_target(
                found, draft, revision=revision, actor=request.actor, at=clock.now()
            )
            messages.info(
                request, _("Đã đổi; đơn vị nhận thấy số mới, ngày áp dụng và lý do.")
            )
            return redirect("campaigns:target", pk, found.pk)
        draft = None
    page = change_page(found, request.actor, day, draft)
    status = 422 if form.is_bound and draft is None else 200
    context = {"page": page, "form": form}
    return render(request, "campaigns/change_target.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change_audience(request: OfficeRequest, pk: int, audience: int) -> HttpResponse:
    """Another rule from a day on; whom it adds and takes out is shown first."""
    found, day = managed(request, pk), clock.today()
    audiences = found.audiences.select_related("campaign", "tree", "below")
    mine = get_object_or_404(audiences, pk=audience)
    mine.campaign = found
    form = _audience_form(request, mine, day)
    spared, seen = _spared(request), request.POST.get("seen", "")
    draft = form.draft(spared, seen) if form.is_valid() else None
    status, moved = 200, None
    if draft and seen and "look" not in request.POST:
        try:
            with at_its_field(form):
                change = actions.change_audience(
                    mine,
                    draft,
                    version=form.cleaned_data["version"],
                    actor=request.actor,
                    at=clock.now(),
                )
                messages.info(request, told(change))
                return redirect("campaigns:units", pk)
        except ListMoved as other:
            moved, status = other, 409
    page = audience_change_page(mine, request.actor, day, draft)
    if form.is_bound and form.errors:
        status = 422
    context = {"page": page, "form": form, "moved": moved}
    return render(request, "campaigns/change_audience.html", context, status=status)


def _audience_form(
    request: OfficeRequest, mine: Audience, day: date
) -> AudienceChangeForm:
    """The rule as it stands, to be changed."""
    return AudienceChangeForm(
        request.POST if request.method == "POST" else None,
        roots=choices.roots(request.actor, day, also=mine.campaign),
        units=choices.units_to_pick(mine.campaign, day),
        kinds=kinds_on(day, also=mine.kinds),
        days=(first_audience_change(mine), day),
        initial={
            "kinds": mine.kinds,
            "tree": mine.tree_id,
            "below": mine.below_id,
            "reports": mine.reports,
            "on": day,
            "version": mine.version,
        },
    )


def _spared(request: OfficeRequest) -> list[int]:
    texts = request.POST.getlist("spared")
    return [int(text) for text in texts if text.isdecimal() and len(text) < 18]


@require_http_methods(["GET", "HEAD", "POST"])
def clone(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin next year's campaign from this one; the draft says what to decide."""
    found = managed(request, pk)
    form = CloneForm(
        request.POST if request.method == "POST" else None, initial={"years": 1}
    )
    if form.is_valid():
        years = form.cleaned_data["years"]
        made = actions.clone_campaign(
            found, years=years, actor=request.actor, at=clock.now()
        )
        messages.info(
            request, _("Đã mở bản soạn; những việc phải quyết định nằm ở đầu trang.")
        )
        return redirect("campaigns:edit", made.pk)
    return form_page(
        request,
        found,
        form,
        title=_("Lập phong trào tiếp nối từ %(name)s") % {"name": quoted(found.name)},
        help=_(
            "Chép nội dung, đối tượng, giai đoạn, mốc, biểu; chỉ tiêu lấy số đã đạt"
            " làm xuất phát điểm. Văn bản và số giao từng đơn vị không chép."
        ),
        verb=_("Mở bản soạn"),
        back=reverse("campaigns:campaign", args=[pk]),
    )
