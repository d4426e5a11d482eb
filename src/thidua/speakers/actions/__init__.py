"""What happens to a speaker and an invitation, one verb of the office after another."""

from thidua.speakers.actions.answering import (
    accept_invitation,
    agree_to_day,
    ask_for_day,
    call_off_invitation,
    counter_invitation,
    decline_invitation,
)
from thidua.speakers.actions.inviting import draft_letter, invite_speaker
from thidua.speakers.actions.keeping import (
    add_topic,
    admit_speaker,
    drop_topic,
    give_consent,
    leave_speaker,
    mend_speaker,
    propose_again,
    propose_speaker,
    rest_speaker,
    resume_speaker,
)
from thidua.speakers.actions.naming import name_day, tell_weekdays
from thidua.speakers.actions.reporting import (
    mend_report,
    note_learning,
    report_not_held,
    report_talk,
)

__all__ = [
    "accept_invitation",
    "add_topic",
    "admit_speaker",
    "agree_to_day",
    "ask_for_day",
    "call_off_invitation",
    "counter_invitation",
    "decline_invitation",
    "draft_letter",
    "drop_topic",
    "give_consent",
    "invite_speaker",
    "leave_speaker",
    "mend_report",
    "mend_speaker",
    "name_day",
    "note_learning",
    "propose_again",
    "propose_speaker",
    "report_not_held",
    "report_talk",
    "rest_speaker",
    "resume_speaker",
    "tell_weekdays",
]
