"""Fetching what a reader may know of; the rest is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from thidua.exemplars.models import Exemplar
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


def the_exemplar(request: OfficeRequest, pk: int) -> Exemplar:
    """An exemplar that this reader may know of."""
    seen = Exemplar.objects.visible_to(request.actor, clock.today())
    return get_object_or_404(seen.select_related("campaign", "rule"), pk=pk)


def inside(request: OfficeRequest, pk: int) -> Exemplar:
    """One that this reader sees whole: whose unit is in charge, those above, itself."""
    seen = Exemplar.objects.inside(request.actor, clock.today())
    return get_object_or_404(seen.select_related("campaign", "rule"), pk=pk)


def version_of(request: OfficeRequest) -> int | None:
    """The version that the form was opened with."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
