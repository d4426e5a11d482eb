"""The verbs of the room."""

from __future__ import annotations

from thidua.prospects.actions.measures import (
    drop_measure,
    finish_measure,
    plan_measure,
    start_measure,
)
from thidua.prospects.actions.own_tips import mend_tip, take_back_tip
from thidua.prospects.actions.prospects import (
    answer_invitation,
    close_prospect,
    invite_prospect,
    make_prospect,
    mend_prospect,
    note_registration,
)
from thidua.prospects.actions.searching import (
    dismiss_hit,
    search_figures,
    take_up_hit,
)
from thidua.prospects.actions.tips import (
    answer_tip,
    join_tip,
    open_tip,
    part_tip,
    send_tip,
    take_up_tip,
)

__all__ = [
    "answer_invitation",
    "answer_tip",
    "close_prospect",
    "dismiss_hit",
    "drop_measure",
    "finish_measure",
    "invite_prospect",
    "join_tip",
    "make_prospect",
    "mend_prospect",
    "mend_tip",
    "note_registration",
    "open_tip",
    "part_tip",
    "plan_measure",
    "search_figures",
    "send_tip",
    "start_measure",
    "take_back_tip",
    "take_up_hit",
    "take_up_tip",
]
