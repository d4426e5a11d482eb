"""The questions of the room."""

from thidua.prospects.queries.tasks import waiting_for

__all__ = ["waiting_for"]
