"""The words of clubs: the club, who belongs, who leads, meetings, emulation."""

from thidua.clubs.models.board import BoardTerm, Role
from thidua.clubs.models.club import LEAST_MEMBERS, Club, ClubQuerySet
from thidua.clubs.models.emulation import Emulation, EmulationCall
from thidua.clubs.models.meeting import (
    AgendaItem,
    ClubMeeting,
    ClubMeetingQuerySet,
    Invitee,
    TakenHome,
)
from thidua.clubs.models.member import ClubMember, ClubMemberQuerySet

HISTORY = ("clubs_emulationcall",)
"""Tables that the app role may only add to."""

__all__ = [
    "HISTORY",
    "LEAST_MEMBERS",
    "AgendaItem",
    "BoardTerm",
    "Club",
    "ClubMeeting",
    "ClubMeetingQuerySet",
    "ClubMember",
    "ClubMemberQuerySet",
    "ClubQuerySet",
    "Emulation",
    "EmulationCall",
    "Invitee",
    "Role",
    "TakenHome",
]
