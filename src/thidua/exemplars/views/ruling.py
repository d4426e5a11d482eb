"""The office sets the rule of comparison of its campaign."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.campaigns.forms.laid_out import at_its_field
from thidua.campaigns.views.fetch import the_campaign
from thidua.exemplars import actions
from thidua.exemplars.forms.ruling import RuleForm
from thidua.exemplars.policies import can_rule
from thidua.exemplars.queries.rule import as_typed, countable, rule_page
from thidua.exemplars.ruling import rule_of
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: OfficeRequest, pk: int) -> HttpResponse:
    """What it means, for all; another edition of it, by the office."""
    campaign = the_campaign(request, pk)
    if request.method == "POST":
        can_rule(request.actor, campaign).enforce()
    things = countable(campaign)
    form = RuleForm(
        request.POST or None,
        initial=as_typed(campaign),
        things=things,
        has_rule=rule_of(campaign) is not None,
    )
    if request.method == "POST" and form.is_valid():
        with at_its_field(form):
            actions.set_rule(
                campaign, **form.asked(), actor=request.actor, at=clock.now()
            )
            messages.info(
                request,
                _(
                    "Đã đặt quy tắc; điển hình biểu dương từ nay theo quy tắc này, điển"
                    " hình biểu dương trước giữ quy tắc của ngày ấy."
                ),
            )
            return redirect("exemplars:rule", pk)
    context = {
        "page": rule_page(campaign, request.actor, clock.today()),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "exemplars/rule.html", context, status=status)
