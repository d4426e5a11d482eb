"""Fetching what a reader may know of; the rest is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from thidua.exemplars.keeping import keeper_of
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest
from thidua.speakers.models import Invitation, Speaker
from thidua.speakers.policies import can_speak_for


def the_speaker(request: OfficeRequest, pk: int) -> Speaker:
    """One that this reader may know of."""
    seen = Speaker.objects.visible_to(request.actor, clock.today())
    return get_object_or_404(seen.select_related("exemplar"), pk=pk)


def seen_whole(request: OfficeRequest, pk: int) -> Speaker:
    """One that this reader sees whole: themselves, their unit, those above it."""
    seen = Speaker.objects.inside(request.actor, clock.today())
    return get_object_or_404(seen.select_related("exemplar"), pk=pk)


def inside(request: OfficeRequest, pk: int) -> Speaker:
    """One that this reader speaks for: themselves, or the unit that keeps them."""
    speaker = seen_whole(request, pk)
    keeper = keeper_of(speaker.home_id, clock.today())
    can_speak_for(request.actor, speaker, keeper).enforce()
    return speaker


def the_invitation(request: OfficeRequest, pk: int) -> Invitation:
    """One that this reader may know of."""
    seen = Invitation.objects.visible_to(request.actor, clock.today())
    return get_object_or_404(seen.select_related("speaker", "topic"), pk=pk)
