"""What happens to an exemplar, one verb of the office after the other."""

from thidua.exemplars.actions.aiming import set_goals
from thidua.exemplars.actions.assessing import assess_learners, draft_panel_minutes
from thidua.exemplars.actions.deciding import (
    draft_recognition,
    promote_learner,
    recognise_learners,
    send_back_learners,
)
from thidua.exemplars.actions.ending import (
    draft_ending,
    retire_exemplar,
    revoke_exemplar,
    take_back_ending,
)
from thidua.exemplars.actions.evaluating import evaluate_month
from thidua.exemplars.actions.holding import close_hold, open_hold
from thidua.exemplars.actions.learning import (
    ask_for_help,
    follow_exemplar,
    open_learning,
    record_visit,
    stop_learning,
    take_home,
    tell_values,
)
from thidua.exemplars.actions.meeting import (
    draft_minutes,
    record_meeting,
    rewrite_minutes,
)
from thidua.exemplars.actions.praising import praise_exemplar, unselect_exemplar
from thidua.exemplars.actions.publicising import (
    change_line,
    drop_line,
    plan_publication,
    publish_line,
)
from thidua.exemplars.actions.refreezing import look_at_bar
from thidua.exemplars.actions.registering import (
    compile_exemplar,
    compile_exemplars,
    register_again,
    register_exemplar,
    return_exemplar,
    withdraw_exemplar,
)
from thidua.exemplars.actions.revisiting import look_again
from thidua.exemplars.actions.ruling import set_rule
from thidua.exemplars.actions.telling import give_consent, tell_story

__all__ = [
    "ask_for_help",
    "assess_learners",
    "change_line",
    "close_hold",
    "compile_exemplar",
    "compile_exemplars",
    "draft_ending",
    "draft_minutes",
    "draft_panel_minutes",
    "draft_recognition",
    "drop_line",
    "evaluate_month",
    "follow_exemplar",
    "give_consent",
    "look_again",
    "look_at_bar",
    "open_hold",
    "open_learning",
    "plan_publication",
    "praise_exemplar",
    "promote_learner",
    "publish_line",
    "recognise_learners",
    "record_meeting",
    "record_visit",
    "register_again",
    "register_exemplar",
    "retire_exemplar",
    "return_exemplar",
    "revoke_exemplar",
    "rewrite_minutes",
    "send_back_learners",
    "set_goals",
    "set_rule",
    "stop_learning",
    "take_back_ending",
    "take_home",
    "tell_story",
    "tell_values",
    "unselect_exemplar",
    "withdraw_exemplar",
]
