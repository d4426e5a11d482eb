"""What happens to a club, one verb of the office after the other."""

from thidua.clubs.actions.board import choose_board, end_term
from thidua.clubs.actions.emulating import (
    call_to_choose,
    choose_exemplar,
    open_emulation,
)
from thidua.clubs.actions.founding import (
    dissolve_club,
    found_club,
    mend_club,
    pause_club,
    resume_club,
    start_club,
)
from thidua.clubs.actions.joining import (
    accept_member,
    answer_invitation,
    ask_to_join,
    enrol_founder,
    give_consent,
    invite_member,
    leave_club,
    refuse_member,
    take_request_back,
)
from thidua.clubs.actions.meeting import (
    answer_meeting,
    cancel_meeting,
    invite_to_meeting,
    mend_meeting,
    plan_meeting,
)
from thidua.clubs.actions.minuting import (
    approve_minutes,
    draft_minutes,
    return_minutes,
    write_minutes,
)

__all__ = [
    "accept_member",
    "answer_invitation",
    "answer_meeting",
    "approve_minutes",
    "ask_to_join",
    "call_to_choose",
    "cancel_meeting",
    "choose_board",
    "choose_exemplar",
    "dissolve_club",
    "draft_minutes",
    "end_term",
    "enrol_founder",
    "found_club",
    "give_consent",
    "invite_member",
    "invite_to_meeting",
    "leave_club",
    "mend_club",
    "mend_meeting",
    "open_emulation",
    "pause_club",
    "plan_meeting",
    "refuse_member",
    "resume_club",
    "return_minutes",
    "start_club",
    "take_request_back",
    "write_minutes",
]
