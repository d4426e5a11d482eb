"""What happens to an exemplar, one verb of the office after the other."""

from thidua.exemplars.actions.evaluating import evaluate_month
from thidua.exemplars.actions.holding import close_hold, open_hold
from thidua.exemplars.actions.meeting import draft_minutes, record_meeting
from thidua.exemplars.actions.praising import praise_exemplar, unselect_exemplar
from thidua.exemplars.actions.publicising import (
    drop_line,
    plan_publication,
    publish_line,
)
from thidua.exemplars.actions.registering import (
    compile_exemplar,
    compile_exemplars,
    register_again,
    register_exemplar,
    return_exemplar,
    withdraw_exemplar,
)
from thidua.exemplars.actions.ruling import set_rule
from thidua.exemplars.actions.telling import give_consent, tell_story

__all__ = [
    "close_hold",
    "compile_exemplar",
    "compile_exemplars",
    "draft_minutes",
    "drop_line",
    "evaluate_month",
    "give_consent",
    "open_hold",
    "plan_publication",
    "praise_exemplar",
    "publish_line",
    "record_meeting",
    "register_again",
    "register_exemplar",
    "return_exemplar",
    "set_rule",
    "tell_story",
    "unselect_exemplar",
    "withdraw_exemplar",
]
