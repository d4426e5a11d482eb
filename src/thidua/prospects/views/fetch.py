"""Fetching what a reader may know of; the rest is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.prospects.models import Prospect, SupportMeasure


def the_prospect(request: OfficeRequest, pk: int) -> Prospect:
    """One that this reader may see."""
    seen = Prospect.objects.visible_to(request.actor, clock.today())
    return get_object_or_404(seen.select_related("campaign", "owner", "person"), pk=pk)


def the_measure(request: OfficeRequest, pk: int, measure: int) -> SupportMeasure:
    """A measure of such a prospect."""
    prospect = the_prospect(request, pk)
    return get_object_or_404(
        prospect.measures.select_related("prospect", "file"), pk=measure
    )
