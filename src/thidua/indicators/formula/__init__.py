"""A formula over other indicators: read, checked for its measures, worked out.

A formula is text in a small language of its own (`[đường-bê-tông] + 2 × [cầu]`); it is
parsed into a typed tree and never handed to Python. Whatever is wrong with it is one
named refusal, `FormulaFault`, with the place, the reason and the remedy.
"""

from thidua.indicators.formula.evaluate import Got, Reader, evaluate
from thidua.indicators.formula.faults import FormulaFault
from thidua.indicators.formula.measures import check_measure
from thidua.indicators.formula.parser import LONGEST, parse
from thidua.indicators.formula.shape import codes_of, is_additive, leaves
from thidua.indicators.formula.tree import Node
from thidua.indicators.formula.windows import Window
from thidua.indicators.formula.words import write

__all__ = [
    "LONGEST",
    "FormulaFault",
    "Got",
    "Node",
    "Reader",
    "Window",
    "check_measure",
    "codes_of",
    "evaluate",
    "is_additive",
    "leaves",
    "parse",
    "write",
]
