"""What the parties of a pact do: write, agree, sign, change, keep, judge."""

from thidua.pacts.actions.changing import (
    break_pact,
    drop_change,
    drop_pact,
    propose_change,
    withdraw_party,
)
from thidua.pacts.actions.drafting import (
    add_commitment,
    add_party,
    add_witness,
    draft_pact,
    remove_commitment,
    remove_party,
    remove_witness,
    rewrite_commitment,
    rewrite_edition,
)
from thidua.pacts.actions.keeping import (
    draft_paper,
    end_pact,
    judge_commitment,
    mark_commitment,
    record_ceremony,
)
from thidua.pacts.actions.signing import sign_pact
from thidua.pacts.actions.talking import answer_edition, circulate_edition, fix_edition

__all__ = [
    "add_commitment",
    "add_party",
    "add_witness",
    "answer_edition",
    "break_pact",
    "circulate_edition",
    "draft_pact",
    "draft_paper",
    "drop_change",
    "drop_pact",
    "end_pact",
    "fix_edition",
    "judge_commitment",
    "mark_commitment",
    "propose_change",
    "record_ceremony",
    "remove_commitment",
    "remove_party",
    "remove_witness",
    "rewrite_commitment",
    "rewrite_edition",
    "sign_pact",
    "withdraw_party",
]
