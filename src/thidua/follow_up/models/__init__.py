"""The words of the room."""

from __future__ import annotations

from thidua.follow_up.models.deadlines import DueChange
from thidua.follow_up.models.inspections import (
    Finding,
    FindingFile,
    FindingWord,
    Inspection,
    InspectionItem,
)
from thidua.follow_up.models.letters import UrgedUnit, UrgingLetter
from thidua.follow_up.models.mails import Mail
from thidua.follow_up.models.notices import (
    Mailbox,
    Notice,
    NoticeChoice,
    ReminderPlan,
    ReminderRound,
)
from thidua.follow_up.models.reviews import Review, ReviewCall

__all__ = [
    "DueChange",
    "Finding",
    "FindingFile",
    "FindingWord",
    "Inspection",
    "InspectionItem",
    "Mail",
    "Mailbox",
    "Notice",
    "NoticeChoice",
    "ReminderPlan",
    "ReminderRound",
    "Review",
    "ReviewCall",
    "UrgedUnit",
    "UrgingLetter",
]

HISTORY = ("follow_up_findingword", "follow_up_duechange")
"""Tables that the application role may only add to."""
