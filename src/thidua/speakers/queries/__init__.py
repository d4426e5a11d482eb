"""What the pages of speakers show, and what of them waits for somebody."""

from thidua.speakers.queries.tasks import waiting_for

__all__ = ["waiting_for"]
