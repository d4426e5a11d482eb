"""What pages of exemplars show, and what waits for whom."""

from thidua.exemplars.queries.tasks import waiting_for

__all__ = ["waiting_for"]
