"""What an act would change: planned first, shown, and only then carried out.

The preview and the act read the same plan, so the page cannot promise anything else
than what happens.
"""

from __future__ import annotations

from thidua.organisations.acts.planning import (
    plan_closing,
    plan_founding,
    plan_foundings,
    plan_merger,
    plan_move,
    plan_renaming,
    plan_split,
)
from thidua.organisations.acts.words import Decision, Founding, Heirloom, Move, Plan

__all__ = [
    "Decision",
    "Founding",
    "Heirloom",
    "Move",
    "Plan",
    "plan_closing",
    "plan_founding",
    "plan_foundings",
    "plan_merger",
    "plan_move",
    "plan_renaming",
    "plan_split",
]
