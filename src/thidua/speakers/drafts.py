"""What somebody typed of a speaker, a topic, an invitation, a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.speakers.models import Form, Invitation, Language, Reach


@dataclass(frozen=True, slots=True)
class SpeakerDraft:
    """Who it is, how far they come, how and in which languages they speak."""

    name: str
    standing: str = ""
    place: str = ""
    travels: str = Reach.NEAR
    forms: Sequence[str] = (Form.TALK,)
    languages: Sequence[str] = (Language.VIETNAMESE,)
    weekdays: Sequence[int] = ()
    exemplar_id: int | None = None
    person_id: int | None = None
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """What they tell."""

    field: str
    title: str
    outline: str
    trade: str = ""


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """On which day, of what, where, to whom."""

    topic_id: int
    day: date
    place: str
    audience: str
    expected: int
    part: str = Invitation.Part.MORNING
    form: str = Form.TALK
    language: str = Language.VIETNAMESE
    words: str = ""
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What came of it; `begun` are the numbers of plans to learn that began since."""

    came: int
    who: str
    taken_home: str
    use: str
    words: str = ""
    begun: Sequence[int] = ()
