"""Fetching what a reader may know of; the rest is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from thidua.clubs.models import Club, ClubMeeting, ClubMember
from thidua.clubs.queries.reading import Reading, my_rows, reading_of
from thidua.clubs.states import Standing
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


def the_club(request: OfficeRequest, pk: int) -> Reading:
    """A club that this reader may know of, and how they see it."""
    day = clock.today()
    seen = Club.objects.visible_to(request.actor, day)
    rows = seen.select_related("campaign", "home", "founding", "dissolution")
    return reading_of(get_object_or_404(rows, pk=pk), request.actor, day)


def the_member(request: OfficeRequest, pk: int, one: int) -> ClubMember:
    """Somebody of the club: to those inside everybody, to others who belong."""
    of = the_club(request, pk)
    some = ClubMember.objects.filter(club=of.club).select_related("club")
    member = get_object_or_404(some, pk=one)
    if of.is_inside or member.state == Standing.MEMBER:
        return member
    own = [mine.pk for mine in my_rows(request.actor, of.club, Standing.values)]
    return get_object_or_404(some.filter(pk__in=own), pk=one)


def the_meeting(
    request: OfficeRequest, pk: int, one: int
) -> tuple[Reading, ClubMeeting]:
    """A meeting of a club that this reader may know of."""
    of = the_club(request, pk)
    some = ClubMeeting.objects.filter(club=of.club).select_related("club__home")
    return of, get_object_or_404(some, pk=one)
