"""From a form that was saved to the step that comes next."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.steps import steps_of
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


def onwards(
    request: OfficeRequest, campaign: Campaign, to: str, *args: int
) -> HttpResponseRedirect:
    """Where a form that was saved leads: to the next step, when that was pressed."""
    if "tiep" in request.POST and request.resolver_match:
        here = request.resolver_match.url_name
        for step in steps_of(campaign, clock.today()):
            if here in step.pages and step.then:
                return redirect(step.then.href)
    return redirect(to, *args)
