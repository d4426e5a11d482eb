"""What people do with a campaign; each function is one verb of the office."""

from thidua.campaigns.actions.asking import (
    ask_by_own_form,
    ask_for_form,
    drop_second_line,
    follow_form,
    read_from_form,
)
from thidua.campaigns.actions.assessing import (
    save_assessment_draft,
    sign_off_assessment,
)
from thidua.campaigns.actions.changing import change_target
from thidua.campaigns.actions.checking import (
    accept_own_warnings,
    accept_warnings,
    ask_to_mend,
    set_goals_limit,
    tie_content,
    withdraw_acceptance,
)
from thidua.campaigns.actions.cloning import clone_campaign
from thidua.campaigns.actions.content import (
    add_node,
    delete_node,
    discard_content,
    edit_node,
    move_node,
    place_node,
    publish_content,
    revise_content,
)
from thidua.campaigns.actions.documents import (
    attach_file,
    delete_document,
    detach_file,
    write_document,
)
from thidua.campaigns.actions.drafting import (
    amend_campaign,
    draft_campaign,
    remove_audience,
    set_audience,
    set_phases,
)
from thidua.campaigns.actions.giving import propose_targets, set_rule
from thidua.campaigns.actions.issuing import (
    draft_launch_document,
    take_number,
    take_signed_copy,
)
from thidua.campaigns.actions.launching import (
    acknowledge_campaign,
    admit_unit,
    close_campaign,
    launch_campaign,
    release_unit,
)
from thidua.campaigns.actions.mapping import map_content
from thidua.campaigns.actions.measuring import (
    say_it_measures,
    say_own_measures,
    unsay_measure,
)
from thidua.campaigns.actions.mending import mend_campaign
from thidua.campaigns.actions.mending_plans import mend_plan
from thidua.campaigns.actions.milestones import (
    confirm_milestone,
    confirm_milestones,
    define_milestone,
    mark_milestone,
    remove_milestone,
    return_milestone,
)
from thidua.campaigns.actions.negotiating import (
    accept_target,
    accept_targets,
    agree_to_counter,
    counter_target,
    insist_on_target,
    revise_target,
)
from thidua.campaigns.actions.persons import (
    end_person_target,
    give_to_person,
    tell_person_result,
)
from thidua.campaigns.actions.planning import adopt_plan, reopen_plan, save_plan
from thidua.campaigns.actions.ranking import drop_index_goal, set_index_goal
from thidua.campaigns.actions.reaching import change_audience
from thidua.campaigns.actions.spending import correct_expense, record_expense
from thidua.campaigns.actions.succeeding import hand_over_campaign
from thidua.campaigns.actions.targets import bind_indicator, unbind_indicator

__all__ = [
    "accept_own_warnings",
    "accept_target",
    "accept_targets",
    "accept_warnings",
    "acknowledge_campaign",
    "add_node",
    "admit_unit",
    "adopt_plan",
    "agree_to_counter",
    "amend_campaign",
    "ask_by_own_form",
    "ask_for_form",
    "ask_to_mend",
    "attach_file",
    "bind_indicator",
    "change_audience",
    "change_target",
    "clone_campaign",
    "close_campaign",
    "confirm_milestone",
    "confirm_milestones",
    "correct_expense",
    "counter_target",
    "define_milestone",
    "delete_document",
    "delete_node",
    "detach_file",
    "discard_content",
    "draft_campaign",
    "draft_launch_document",
    "drop_index_goal",
    "drop_second_line",
    "edit_node",
    "end_person_target",
    "follow_form",
    "give_to_person",
    "hand_over_campaign",
    "insist_on_target",
    "launch_campaign",
    "map_content",
    "mark_milestone",
    "mend_campaign",
    "mend_plan",
    "move_node",
    "place_node",
    "propose_targets",
    "publish_content",
    "read_from_form",
    "record_expense",
    "release_unit",
    "remove_audience",
    "remove_milestone",
    "reopen_plan",
    "return_milestone",
    "revise_content",
    "revise_target",
    "save_assessment_draft",
    "save_plan",
    "say_it_measures",
    "say_own_measures",
    "set_audience",
    "set_goals_limit",
    "set_index_goal",
    "set_phases",
    "set_rule",
    "sign_off_assessment",
    "take_number",
    "take_signed_copy",
    "tell_person_result",
    "tie_content",
    "unbind_indicator",
    "unsay_measure",
    "withdraw_acceptance",
    "write_document",
]
