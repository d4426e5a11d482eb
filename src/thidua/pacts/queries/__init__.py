"""What the pages of this room ask."""

from thidua.pacts.queries.tasks import waiting_for

__all__ = ["waiting_for"]
