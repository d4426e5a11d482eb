"""Clubs of the tests: the exemplar commune of the story, who learns, who belongs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tests.campaigns.factories import MAY
from tests.exemplars.factories import Story, praised
from tests.organisations.factories import an_actor
from thidua.clubs import actions
from thidua.clubs.drafts import (
    FoundingDraft,
    ItemDraft,
    JoiningDraft,
    MeetingDraft,
    MinutesDraft,
    Words,
)
from thidua.clubs.models import Club, ClubMeeting, ClubMember, Role
from thidua.exemplars.drafts import SubjectDraft
from thidua.exemplars.models import Exemplar
from thidua.exemplars.states import State as ExemplarState
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Unit

HEAD, READER = Mandate.Role.HEAD, Mandate.Role.READER
FOUNDED_ON = date(2025, 2, 20)
BEFORE = datetime(2025, 4, 1, 9, tzinfo=ZONE)
HELD_ON = date(2025, 5, 15)
AFTER = datetime(2025, 5, 16, 9, tzinfo=ZONE)


@dataclass
class Life:
    """A club of the province: the exemplar commune, a farmer who is the chair, the
    officer of the department that founded it."""

    story: Story
    club: Club
    office: Actor
    chair: Actor
    exemplar: ClubMember
    farmer: ClubMember

    def fresh(self) -> Club:
        """As the database has it now."""
        self.club.refresh_from_db()
        return self.club


def words(name: str = "Câu lạc bộ Giữ nước ngọt", **given: Any) -> Words:
    """What a club is for."""
    values: dict[str, Any] = {
        "field": "water",
        "trade": "Trữ nước mưa",
        "purpose": "Nơi làm được chỉ cho nơi muốn học.",
        "rules": "Họp mỗi quý.\nAi dự thì mang về một việc.",
        "least_members": 2,
    }
    return Words(name, **(values | given))


def founding(home: Unit, name: str = "Câu lạc bộ Giữ nước ngọt", **given: Any) -> Any:
    """A club whose decision was signed."""
    values: dict[str, Any] = {"paper": "12/QĐ-SNV"}
    said = given.pop("words", None) or words(name)
    return FoundingDraft(said, home.pk, FOUNDED_ON, **(values | given))


def a_person(name: str, home: Unit, person: int | None = None) -> SubjectDraft:
    """Somebody of a unit who grows something."""
    return SubjectDraft("person", name, home.pk, "water", person_id=person)


def founded(story: Story | None = None, **given: Any) -> Life:
    """A club with two founders, before it begins."""
    story = story or praised()
    Exemplar.objects.filter(pk=story.exemplar.pk).update(
        state=ExemplarState.LEARNING, how_to="Đo nước từng nhà.\nGóp xoay vòng."
    )
    story.fresh()
    place = story.reporting.province
    said = words(campaign_id=story.campaign.pk, **given)
    club = actions.found_club(
        founding(place.department, words=said), actor=story.office, at=MAY
    )
    chair = an_actor(place.communes[1], READER)
    held = actions.enrol_founder(
        club,
        JoiningDraft(
            SubjectDraft("unit", "Xã Thử", story.unit.pk, "water"),
            exemplar_id=story.exemplar.pk,
        ),
        actor=story.office,
        at=MAY,
    )
    farmer = actions.enrol_founder(
        club,
        JoiningDraft(a_person(chair.name, place.communes[1], chair.person_id)),
        actor=story.office,
        at=MAY,
    )
    return Life(story, club, story.office, chair, held, farmer)


def active(story: Story | None = None, **given: Any) -> Life:
    """The same with the farmer as its chair, meeting since 1 April."""
    return begun(founded(story, **given))


def begun(life: Life) -> Life:
    """A founded club gets the farmer as its chair and begins to meet."""
    actions.choose_board(
        life.club,
        life.farmer,
        Role.CHAIR,
        starts_on=FOUNDED_ON,
        due_on=date(2027, 2, 20),
        actor=life.office,
        at=BEFORE,
    )
    actions.start_club(life.club, actor=life.office, at=BEFORE)
    life.fresh()
    return life


def a_plan(held_on: date = HELD_ON, **given: Any) -> MeetingDraft:
    """A meeting with two items."""
    values: dict[str, Any] = {
        "title": "Giữ nước qua mùa mặn",
        "starts_at": time(8),
        "place": "Nhà văn hóa ấp 1",
        "items": [
            ItemDraft("Chỉ cách đúc lu", "Xã Thử", 45),
            ItemDraft("Bàn việc tháng tới", "", 30),
        ],
    }
    return MeetingDraft(held_on=held_on, **(values | given))


def planned(life: Life, held_on: date = HELD_ON, **given: Any) -> ClubMeeting:
    """A meeting of the club, planned and called before its day."""
    at = datetime(held_on.year, held_on.month, 1, 9, tzinfo=ZONE)
    draft = a_plan(held_on, **given)
    meeting = actions.plan_meeting(life.club, draft, actor=life.office, at=at)
    return actions.invite_to_meeting(meeting, actor=life.office, at=at)


def written(life: Life, meeting: ClubMeeting | None = None) -> ClubMeeting:
    """The same with minutes that wait for the chair."""
    meeting = meeting or planned(life)
    came = {one.pk: 1 for one in meeting.invitees.all()}
    return actions.write_minutes(
        meeting,
        MinutesDraft("Bà Tám", "Mỗi ấp kể một việc.", "Tháng sau đo lại.", came),
        version=meeting.version,
        actor=life.office,
        at=AFTER,
    )
