"""The questions of the room."""

from __future__ import annotations

from thidua.pledges.queries.tasks import waiting_for

__all__ = ["waiting_for"]
