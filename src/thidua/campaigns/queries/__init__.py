"""What the pages of a campaign show, read before the template runs."""

from thidua.campaigns.queries.tasks import waiting_for
from thidua.campaigns.queries.tasks.launching import waiting_to_launch

__all__ = ["waiting_for", "waiting_to_launch"]
