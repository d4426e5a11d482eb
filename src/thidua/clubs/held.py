"""A club held until commit, with whose hands it is in; one act after the other."""

from __future__ import annotations

from datetime import datetime

from thidua.clubs.hands import Hands, hands_of
from thidua.clubs.models import Club, ClubMeeting, ClubMember
from thidua.kernel.clock import day_of


def held_club(club: Club, at: datetime) -> tuple[Club, Hands]:
    """The club, fresh and held."""
    held = Club.objects.locked(club)
    return held, hands_of(held, day_of(at))


def held_member(member: ClubMember, at: datetime) -> tuple[ClubMember, Hands]:
    """A member, fresh and held, the club first."""
    club, hands = held_club(member.club, at)
    held = ClubMember.objects.locked(member)
    held.club = club
    return held, hands


def held_meeting(meeting: ClubMeeting, at: datetime) -> tuple[ClubMeeting, Hands]:
    """A meeting, fresh and held."""
    held = ClubMeeting.objects.locked(meeting)
    return held, hands_of(held.club, day_of(at))
