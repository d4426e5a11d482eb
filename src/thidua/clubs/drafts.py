"""What somebody typed, before it is a club, a member, a meeting, a set of minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from thidua.clubs.models import LEAST_MEMBERS
from thidua.exemplars.drafts import SubjectDraft


@dataclass(frozen=True, slots=True)
class Words:
    """What a club is for and by what rules; may be written anew."""

    name: str
    field: str
    purpose: str
    trade: str = ""
    rules: str = ""
    rhythm: int = 3
    least_members: int = LEAST_MEMBERS
    unit_ids: Sequence[int] = ()
    campaign_id: int | None = None


@dataclass(frozen=True, slots=True)
class FoundingDraft:
    """A club to be founded by a unit.

    `paper` is the number and day of a decision that was signed; without one the program
    draws one up.
    """

    words: Words
    home_id: int
    founded_on: date
    paper: str = ""
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class JoiningDraft:
    """Who asks, is invited, or is named in the decision as a founder."""

    subject: SubjectDraft
    exemplar_id: int | None = None
    words: str = ""
    contact: str = ""
    shows_name: bool = False
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One item of the agenda; `lasts` in minutes."""

    words: str
    led_by: str
    lasts: int


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting to be held: when, where, what is on, which guests.

    `guest_people` pairs a person who signs in with the guest as it was written.
    """

    title: str
    held_on: date
    starts_at: time
    place: str
    words: str = ""
    items: Sequence[ItemDraft] = ()
    guest_units: Sequence[int] = ()
    guest_people: Sequence[tuple[int, str]] = ()
    guests: Sequence[str] = ()
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """How a meeting went.

    `came` maps the number of an invitee to how many came; `taken` are learnings with
    how many of theirs were there and what they took home.
    """

    led_by: str
    minutes: str
    conclusions: str
    came: Mapping[int, int]
    taken: Sequence[tuple[int, int, str]] = ()
