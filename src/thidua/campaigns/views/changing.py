"""Changing what was launched: a target's figure and deadline."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns import actions, progress
from thidua.campaigns.changing import Below
from thidua.campaigns.forms.changing import ChangeForm, CloneForm
from thidua.campaigns.policies import can_revise
from thidua.campaigns.queries.changing import change_page
from thidua.campaigns.views.drafting import form_page, managed
from thidua.campaigns.views.fetch import the_target
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


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
            "on": day,
            "below": Below.KEEP,
            "revision": found.revision,
        },
    )
    draft = form.draft(scale) if form.is_valid() else None
    if draft and "look" not in request.POST:
        revision = form.cleaned_data["revision"]
        actions.change_target(
            found, draft, revision=revision, actor=request.actor, at=clock.now()
        )
        messages.info(
            request, _("Đã đổi; đơn vị nhận thấy số mới, ngày áp dụng và lý do.")
        )
        return redirect("campaigns:target", pk, found.pk)
    page = change_page(found, request.actor, day, draft)
    status = 422 if form.is_bound and draft is None else 200
    context = {"page": page, "form": form}
    return render(request, "campaigns/change_target.html", context, status=status)


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
        title=_("Lập phong trào tiếp nối từ “%(name)s”") % {"name": found.name},
        help=_(
            "Chép nội dung, đối tượng, giai đoạn, mốc, biểu; chỉ tiêu lấy số đã đạt"
            " làm xuất phát điểm. Văn bản và số giao từng đơn vị không chép."
        ),
        verb=_("Mở bản soạn"),
        back=reverse("campaigns:campaign", args=[pk]),
    )
