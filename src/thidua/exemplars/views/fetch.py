"""Fetching what a reader may know of; the rest is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from thidua.exemplars.models import Exemplar, Learning, Publication
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


def the_learner(request: OfficeRequest, pk: int, one: int) -> Learning:
    """A learner that this reader may know of."""
    seen = Learning.objects.visible_to(request.actor, clock.today())
    rows = seen.select_related("exemplar__campaign", "exemplar__rule", "unit")
    return get_object_or_404(rows, pk=one, exemplar=pk)


def number_in(text: str) -> int:
    """A number that came with an address or a form; nought for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def the_line(request: OfficeRequest, pk: int, line: int) -> Publication:
    """A line of the media plan of an exemplar that this reader sees whole."""
    found = Publication.objects.filter(exemplar=inside(request, pk))
    return get_object_or_404(
        found.select_related("exemplar__campaign", "file"), pk=line
    )
