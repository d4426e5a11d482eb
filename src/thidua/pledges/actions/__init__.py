"""The verbs of the room."""

from __future__ import annotations

from thidua.pledges.actions.consenting import give_consent, tell_result
from thidua.pledges.actions.deciding import (
    approve_registrations,
    return_registrations,
    withdraw_registration,
)
from thidua.pledges.actions.duties import record_duty, take_back_duty
from thidua.pledges.actions.inviting import hand_out_code, revoke_code
from thidua.pledges.actions.joining import (
    join_registration,
    link_to_person,
    part_registration,
)
from thidua.pledges.actions.listing import register_others, withdraw_others
from thidua.pledges.actions.registering import (
    register_by_code,
    save_draft,
    submit_registration,
)

__all__ = [
    "approve_registrations",
    "give_consent",
    "hand_out_code",
    "join_registration",
    "link_to_person",
    "part_registration",
    "record_duty",
    "register_by_code",
    "register_others",
    "return_registrations",
    "revoke_code",
    "save_draft",
    "submit_registration",
    "take_back_duty",
    "tell_result",
    "withdraw_others",
    "withdraw_registration",
]
