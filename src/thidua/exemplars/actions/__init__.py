"""What happens to an exemplar, one verb of the office after the other."""

from thidua.exemplars.actions.praising import praise_exemplar, unselect_exemplar
from thidua.exemplars.actions.registering import (
    compile_exemplar,
    register_again,
    register_exemplar,
    return_exemplar,
    withdraw_exemplar,
)
from thidua.exemplars.actions.ruling import set_rule

__all__ = [
    "compile_exemplar",
    "praise_exemplar",
    "register_again",
    "register_exemplar",
    "return_exemplar",
    "set_rule",
    "unselect_exemplar",
    "withdraw_exemplar",
]
