"""Who has a practice campaign; what happens in it stands in tables apart."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.organisations.models import User


class Practice(models.Model):
    """Somebody's practice campaign: its number is that of the set of tables apart."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    used_on = models.DateField(_("dùng lần cuối"))

    class Meta:
        indexes = [models.Index(fields=["used_on"], name="practice_by_last_use")]

    def __str__(self) -> str:
        return f"practice {self.pk} of {self.user_id}"
