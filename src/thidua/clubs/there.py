"""Who of the learners may have been at a meeting: those whose exemplar is a member, and
who, or whose unit, was asked."""

from __future__ import annotations

from django.db.models import Q

from thidua.clubs.models import ClubMeeting, ClubMember
from thidua.exemplars.models import Learning

MOST = 100


def learnings_at(meeting: ClubMeeting) -> list[Learning]:
    """Learners of the club's exemplars among the invitees, by exemplar and name."""
    asked = list(meeting.invitees.select_related("member"))
    members = [one.member for one in asked if one.member is not None]
    units = {one.unit_id for one in asked if one.unit_id}
    units |= {one.unit_id for one in members if one.unit_id}
    people = {one.person_id for one in members if one.person_id}
    people |= {one.person_id for one in asked if one.person_id}
    names = Q(pk__in=[])
    for one in members:
        if not (one.unit_id or one.person_id):
            names |= Q(home=one.home_id, kind=one.kind, folded=one.folded)
    club = ClubMember.objects.filter(club=meeting.club_id, exemplar__isnull=False)
    exemplars = club.today().values("exemplar")
    found = Learning.objects.filter(exemplar__in=exemplars).alive()
    found = found.filter(Q(unit__in=units) | Q(person__in=people) | names)
    rows = found.select_related("exemplar").order_by("exemplar", "sort_key")
    return list(rows[:MOST])
