"""The words of the room."""

from __future__ import annotations

from thidua.follow_up.models.mails import Mail
from thidua.follow_up.models.notices import (
    Mailbox,
    Notice,
    NoticeChoice,
    ReminderPlan,
    ReminderRound,
)

__all__ = [
    "Mail",
    "Mailbox",
    "Notice",
    "NoticeChoice",
    "ReminderPlan",
    "ReminderRound",
]
