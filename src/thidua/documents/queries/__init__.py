"""What the pages of documents show."""

from thidua.documents.queries.tasks import waiting_for

__all__ = ["waiting_for"]
