"""The verbs of the room: define, open a form, enter, send, accept, return."""

from thidua.indicators.actions.breakdowns import (
    add_categories,
    draw_up_breakdown,
    end_category,
    let_go_breakdown,
    rename_breakdown,
    take_up_breakdown,
)
from thidua.indicators.actions.bringing import (
    Brought,
    BroughtAnswer,
    bring_in_figures,
    take_out_figures,
)
from thidua.indicators.actions.bringing_plain import bring_in_plain_figures
from thidua.indicators.actions.definitions import (
    Meaning,
    close_period,
    define_indicator,
    revise_indicator,
    weigh_units,
)
from thidua.indicators.actions.duties import (
    Reporter,
    assign_reporters,
    end_duty,
    release_reporters,
    stop_asking,
)
from thidua.indicators.actions.editions import draft_edition, drop_edition
from thidua.indicators.actions.entry import CellAnswer, save_figures, start_report
from thidua.indicators.actions.forms import (
    Line,
    add_lines,
    draft_form,
    drop_line,
    open_form,
    set_lines,
)
from thidua.indicators.actions.proof import attach_evidence
from thidua.indicators.actions.reopening import reopen_report
from thidua.indicators.actions.reports import (
    SilentCells,
    accept_report,
    accept_reports,
    return_figures,
    submit_report,
)
from thidua.indicators.actions.standards import (
    Checklist,
    accept_marks,
    define_standard,
    mark_criterion,
    return_mark,
    revise_standard,
)

__all__ = [
    "Brought",
    "BroughtAnswer",
    "CellAnswer",
    "Checklist",
    "Line",
    "Meaning",
    "Reporter",
    "SilentCells",
    "accept_marks",
    "accept_report",
    "accept_reports",
    "add_categories",
    "add_lines",
    "assign_reporters",
    "attach_evidence",
    "bring_in_figures",
    "bring_in_plain_figures",
    "close_period",
    "define_indicator",
    "define_standard",
    "draft_edition",
    "draft_form",
    "draw_up_breakdown",
    "drop_edition",
    "drop_line",
    "end_category",
    "end_duty",
    "let_go_breakdown",
    "mark_criterion",
    "open_form",
    "release_reporters",
    "rename_breakdown",
    "reopen_report",
    "return_figures",
    "return_mark",
    "revise_indicator",
    "revise_standard",
    "save_figures",
    "set_lines",
    "start_report",
    "stop_asking",
    "submit_report",
    "take_out_figures",
    "take_up_breakdown",
    "weigh_units",
]
