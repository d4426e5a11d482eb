"""The verbs of the room."""

from __future__ import annotations

from thidua.follow_up.actions.addressing import (
    ask_address_again,
    ask_owners_again,
    enter_addresses,
    verify_address,
)
from thidua.follow_up.actions.choosing import choose_notices, read_all, read_notice
from thidua.follow_up.actions.deadlines import change_due_day, change_mend_by
from thidua.follow_up.actions.digests import write_digests
from thidua.follow_up.actions.inspecting import (
    accept_answer,
    add_finding,
    announce_inspection,
    answer_finding,
    change_inspection,
    close_inspection,
    draft_inspection,
    return_answer,
)
from thidua.follow_up.actions.reminding import (
    follow_the_campaign,
    hold_round,
    plan_reminders,
)
from thidua.follow_up.actions.reviewing import (
    call_reviews,
    draft_review_document,
    receive_review,
    return_review,
    send_review,
    urge_reviews,
    write_review,
)
from thidua.follow_up.actions.sending import (
    drop_mail,
    note_answer,
    note_arrived,
    note_lost_mails,
    send_again,
    take_mail,
)
from thidua.follow_up.actions.telling import tell_people
from thidua.follow_up.actions.urging import tell_letter, urge_units

__all__ = [
    "accept_answer",
    "add_finding",
    "announce_inspection",
    "answer_finding",
    "ask_address_again",
    "ask_owners_again",
    "call_reviews",
    "change_due_day",
    "change_inspection",
    "change_mend_by",
    "choose_notices",
    "close_inspection",
    "draft_inspection",
    "draft_review_document",
    "drop_mail",
    "enter_addresses",
    "follow_the_campaign",
    "hold_round",
    "note_answer",
    "note_arrived",
    "note_lost_mails",
    "plan_reminders",
    "read_all",
    "read_notice",
    "receive_review",
    "return_answer",
    "return_review",
    "send_again",
    "send_review",
    "take_mail",
    "tell_letter",
    "tell_people",
    "urge_reviews",
    "urge_units",
    "verify_address",
    "write_digests",
    "write_review",
]
