"""The campaign form “emulate with exemplars”: everybody chooses whom to emulate."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign


class Emulation(models.Model):
    """In a campaign, each unit and person chooses an exemplar to emulate, by a day.

    What is chosen is a plan of learning (`exemplars.Learning`); this says that the
    form is on, in which words, and until when one chooses.
    """

    campaign = models.OneToOneField(
        Campaign, models.PROTECT, related_name="emulation_with_exemplars"
    )
    words = models.TextField(_("lời phát động"))
    choose_by = models.DateField(_("hạn chọn điển hình"))
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            CheckConstraint(
                name="clubs_one_has_time_to_choose",
                condition=Q(choose_by__gte=models.F("opened_on")),
            ),
            CheckConstraint(
                name="clubs_emulation_says_in_which_words", condition=~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"emulation of {self.campaign_id}"


class EmulationCall(models.Model):
    """Those who had not chosen yet were invited once more; append-only."""

    emulation = models.ForeignKey(Emulation, models.PROTECT, related_name="calls")
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=200)
    units = models.PositiveIntegerField(_("số đơn vị được mời"))

    class Meta:
        ordering = ["-called_at", "-pk"]
        constraints = [
            CheckConstraint(
                name="clubs_a_call_reaches_somebody", condition=Q(units__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} at {self.called_at}"
