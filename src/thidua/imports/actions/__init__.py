"""What an office does with a file: send, map, answer, bring in, undo, discard."""

from thidua.imports.actions.carrying import (
    bring_in_rows,
    bring_rows_in,
    take_out_rows,
    undo_import,
)
from thidua.imports.actions.checking import (
    answer_questions,
    check_rows,
    map_columns,
    read_anew,
)
from thidua.imports.actions.forgetting import forget_file
from thidua.imports.actions.handing_back import hand_back_import
from thidua.imports.actions.leaving import leave_rest
from thidua.imports.actions.receiving import discard_import, receive_file

__all__ = [
    "answer_questions",
    "bring_in_rows",
    "bring_rows_in",
    "check_rows",
    "discard_import",
    "forget_file",
    "hand_back_import",
    "leave_rest",
    "map_columns",
    "read_anew",
    "receive_file",
    "take_out_rows",
    "undo_import",
]
