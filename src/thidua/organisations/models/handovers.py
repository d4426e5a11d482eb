"""Handover (bàn giao công việc): what an officer leaves to whoever comes after."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.organisations.models.people import Mandate


class Handover(models.Model):
    """One mandate handed to another of the same unit: written, given, taken.

    Until it is given, only the notes are kept. When it is given, what waits, what
    falls due, what was done and who is spoken to are written into `content` as they
    stood, and `seal` is the SHA-256 over them, the notes and both mandates. From then
    on the database lets nothing be changed but the second signature.
    """

    mandate = models.OneToOneField(
        Mandate, models.PROTECT, related_name="handover", verbose_name=_("người giao")
    )
    taker = models.ForeignKey(
        Mandate,
        models.PROTECT,
        related_name="taken_over",
        verbose_name=_("người nhận"),
        null=True,
    )
    notes = models.TextField(_("ghi chú của người giao"), blank=True)
    content = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    seal = models.CharField(max_length=64, blank=True)
    last_day = models.DateField(_("ngày làm việc cuối"), null=True)
    signer = models.ForeignKey(
        Mandate,
        models.PROTECT,
        related_name="+",
        verbose_name=_("người ký giao"),
        null=True,
    )
    """The mandate under which it was given: the leaver's, or of who signed instead."""
    given_at = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=200, blank=True)
    given_office = models.CharField(max_length=200, blank=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=200, blank=True)
    taken_office = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_handover_is_given_whole",
                condition=Q(given_at=None)
                | (
                    ~Q(seal="")
                    & ~Q(given_by="")
                    & Q(taker__isnull=False, last_day__isnull=False)
                ),
            ),
            CheckConstraint(
                name="organisations_a_handover_is_given_before_it_is_taken",
                condition=Q(taken_at=None)
                | (Q(given_at__isnull=False) & ~Q(taken_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} to {self.taker_id}"
