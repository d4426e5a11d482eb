"""Speakers of the tests: somebody of a commune who tells how it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.campaigns.factories import MAY
from tests.exemplars.factories import Story, praised
from tests.organisations.factories import PersonFactory, Province, an_actor
from thidua.exemplars.drafts import ConsentDraft
from thidua.kernel.clock import ZONE, day_of
from thidua.kernel.files import keep
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person, Unit
from thidua.speakers import actions
from thidua.speakers.drafts import (
    InvitationDraft,
    ReportDraft,
    SpeakerDraft,
    TopicDraft,
)
from thidua.speakers.models import Invitation, Speaker

TODAY = day_of(MAY)
IN_JUNE = date(2025, 6, 5)
"""A Thursday."""
AFTER = datetime(2025, 6, 6, 9, tzinfo=ZONE)
A_TOPIC = TopicDraft(
    "water",
    "Góp xoay vòng làm lu nước",
    "Tổ mười nhà góp mỗi tháng, nhà khó làm trước.",
    "trồng dừa",
)
A_TALK: dict[str, Any] = {
    "place": "Nhà văn hóa ấp 4",
    "audience": "Tổ trưởng tổ tự quản",
    "expected": 40,
}
A_REPORT = ReportDraft(
    36, "Tổ trưởng 11 ấp", "Ba tổ định góp xoay vòng từ tháng 7.", "at_once"
)


def a_paper() -> StoredFile:
    """The signed paper of a consent."""
    pdf = SimpleUploadedFile("phieu.pdf", b"%PDF-1.7 phieu dong y")
    return keep(pdf, by="Lan", at=MAY)


def consents(speaker: Speaker, *shows: str, actor: Actor, contact: str = "") -> None:
    """The unit keeps the signed paper."""
    draft = ConsentDraft(frozenset(shows), TODAY, contact, "", a_paper())
    actions.give_consent(speaker, draft, actor=actor, at=MAY)


def proposed(officer: Actor, *, topic: TopicDraft = A_TOPIC, **given: Any) -> Speaker:
    """Put forward by the officer's own unit; a person of the register unless told."""
    if "exemplar_id" not in given and "person_id" not in given:
        given["person_id"] = PersonFactory.create().pk
    values: dict[str, Any] = {
        "name": "Nguyễn Thị Sáu",
        "standing": "Tổ trưởng tổ hợp tác",
        "travels": "province",
        "weekdays": (3, 5),
    }
    return actions.propose_speaker(
        SpeakerDraft(**(values | given)),
        topic,
        officer.unit_id or 0,
        actor=officer,
        at=MAY,
    )


def active(officer: Actor, **given: Any) -> Speaker:
    """Agreed to be named, and in the pool."""
    speaker = proposed(officer, **given)
    consents(speaker, "name", actor=officer)
    return actions.admit_speaker(speaker, actor=officer, at=MAY)


def a_draft(speaker: Speaker, on: date = IN_JUNE, **given: Any) -> InvitationDraft:
    """What a unit asks."""
    topic = speaker.topics.get(dropped_at__isnull=True)
    return InvitationDraft(topic.pk, on, **(A_TALK | given))


def invited(
    speaker: Speaker, inviter: Actor, on: date = IN_JUNE, **given: Any
) -> Invitation:
    """Asked for a day in June."""
    return actions.invite_speaker(
        speaker,
        a_draft(speaker, on, **given),
        inviter.unit_id or 0,
        actor=inviter,
        at=MAY,
    )


def as_posted(speaker: Speaker, on: date = IN_JUNE) -> dict[str, str]:
    """The form of an invitation."""
    return {
        "topic": str(speaker.topics.get(dropped_at__isnull=True).pk),
        "day": f"{on:%d/%m/%Y}",
        "part": "morning",
        "place": "Nhà văn hóa ấp 4",
        "audience": "Tổ trưởng tổ tự quản",
        "expected": "40",
        "form": "talk",
        "language": "vi",
        "words": "",
    }


@dataclass
class Hall:
    """A commune that keeps a speaker, another that wants to hear them."""

    place: Province
    keeper: Actor
    inviter: Actor
    speaker: Speaker

    @property
    def units(self) -> list[Unit]:
        return self.place.communes


def a_hall(place: Province, **given: Any) -> Hall:
    """The first commune's speaker, and an officer of the second commune."""
    keeper, inviter = an_actor(place.communes[0]), an_actor(place.communes[1])
    return Hall(place, keeper, inviter, active(keeper, **given))


@dataclass
class Told:
    """An exemplar that is praised, and somebody who speaks of it."""

    story: Story
    speaker: Speaker
    keeper: Actor
    inviter: Actor


def of_an_exemplar() -> Told:
    """A contact of the praised commune speaks of its practice."""
    story = praised()
    speaker = active(story.officer, exemplar_id=story.exemplar.pk)
    inviter = an_actor(story.reporting.province.communes[1])
    return Told(story, speaker, story.officer, inviter)


def held(invitation: Invitation, keeper: Actor, inviter: Actor) -> Invitation:
    """Accepted, and told of the day after."""
    actions.accept_invitation(invitation, version=1, actor=keeper, at=MAY)
    at = AFTER + timedelta(days=(invitation.day - IN_JUNE).days)
    actions.report_talk(invitation, A_REPORT, version=2, actor=inviter, at=at)
    invitation.refresh_from_db()
    return invitation


def of_register(actor: Actor) -> Person:
    """The person behind an actor."""
    assert actor.user is not None
    return actor.user.person
