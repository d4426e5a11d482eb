"""The request as the counters of every room see it: somebody acts in it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, User


class OfficeRequest(HttpRequest):
    """A request of a signed-in person with a mandate (the middleware sees to it)."""

    user: User
    actor: Actor
    mandates: list[Mandate]
    htmx: HtmxDetails
