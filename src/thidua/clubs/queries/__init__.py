"""What pages of clubs show, and what waits for whom."""

from thidua.clubs.queries.tasks import waiting_for

__all__ = ["waiting_for"]
