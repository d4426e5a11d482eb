"""When the day moves past 2025, write what happened in between."""

from __future__ import annotations

from datetime import date

from thidua.config import demonstration
from thidua.kernel import clock
from thidua.kernel.events import listens_to
from thidua.kernel.ui.events import DemonstrationMoved


@listens_to(DemonstrationMoved)
def carry_over(moved: DemonstrationMoved) -> None:
    """Hand “Đồng khởi mới” over, once, and only in a demonstration."""
    if clock.is_movable():
        demonstration.carry_over(date.fromisoformat(moved.day))
