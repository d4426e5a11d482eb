"""What somebody typed of a pact, before it is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PactDraft:
    """Title, opening words, from when to when, and where and when it is signed."""

    title: str
    preamble: str
    starts_on: date
    ends_on: date
    ceremony_on: date | None = None
    ceremony_place: str = ""
    is_public: bool = True
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """What one party binds itself to: a figure of an indicator, or words; by when.

    `value` and `baseline` are in the measure of the indicator, not in a form's scale.
    """

    party_id: int
    due_on: date
    words: str = ""
    version_id: int | None = None
    value: Decimal | None = None
    is_at_most: bool = False
    starts_on: date | None = None
    baseline: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CeremonyDraft:
    """How the signing went: the day, the place, who led it, what was said and done."""

    held_on: date
    place: str
    led_by: str
    present: int
    minutes: str
