"""Who did what, to which thing, when, and why. Rows are added, never changed.

The actor is a snapshot, not a foreign key: the record keeps the name as it was, and
every floor above, `organisations` included, can be audited.
"""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

HISTORY = ("audit_entry",)
"""Tables that the application role may only add to."""


class Entry(models.Model):
    """One line of a trail."""

    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    mandate_id = models.BigIntegerField(null=True)
    office = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="audit_entry_of_subject"),
            models.Index(fields=["mandate_id", "at"], name="audit_entry_of_mandate"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"
