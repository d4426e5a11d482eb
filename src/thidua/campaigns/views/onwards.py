"""From a form that was saved to the step that comes next."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.steps import step_after, steps_of
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


def page_of(request: OfficeRequest) -> str:
    """The name of the address that is asked for, without its room."""
    return (request.resolver_match and request.resolver_match.url_name) or ""


def onwards(
    request: OfficeRequest, campaign: Campaign, to: str, *args: int
) -> HttpResponseRedirect:
    """Where a form that was saved leads: to the next step, when that was pressed."""
    if "tiep" in request.POST:
        then = step_after(steps_of(campaign, clock.today()), page_of(request))
        if then is not None:
            return redirect(then.href)
    return redirect(to, *args)
