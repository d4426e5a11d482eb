"""What the pages of a campaign show, read before the template runs."""

from thidua.campaigns.queries.tasks import waiting_for

__all__ = ["waiting_for"]
