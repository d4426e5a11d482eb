"""The head ends an exemplar: it waits for the number of the decision."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.documents.models import Document
from thidua.exemplars.models.exemplar import Exemplar
from thidua.exemplars.states import State


class EndingQuerySet(models.QuerySet["Ending"]):
    """Words for endings."""

    def waiting(self) -> Self:
        """Neither in force nor taken back: the exemplar stands as it stood."""
        return self.filter(in_force_on__isnull=True, undone_at__isnull=True)

    def locked(self) -> Self:
        """Held until commit. Documents are held first, then exemplars, then these."""
        return self.select_for_update(of=("self",))


class Ending(models.Model):
    """That an exemplar is to be held up no longer, or that its praise was wrong.

    It is in force from the day of the decision's number on (`in_force_on`); `was` is
    the state of the exemplar before. A draft that is dropped, or a number that is
    struck out, undoes it.
    """

    class How(models.TextChoices):
        RETIRE = "retire", _("thôi nêu gương")
        REVOKE = "revoke", _("hủy biểu dương")

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="endings")
    how = models.CharField(max_length=6, choices=How)
    reason = models.CharField(_("lý do"), max_length=300)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=300)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    was = models.CharField(max_length=10, choices=State, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=300, blank=True)

    objects = EndingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(
                fields=["exemplar"],
                condition=Q(undone_at__isnull=True),
                name="exemplars_one_ends_once",
            ),
            CheckConstraint(
                name="exemplars_who_ends_an_exemplar_says_why",
                condition=~Q(reason="") & ~Q(said_by=""),
            ),
            CheckConstraint(
                name="exemplars_an_ending_is_in_force_by_a_paper",
                condition=Q(in_force_on__isnull=True, was="")
                | Q(in_force_on__isnull=False, document__isnull=False) & ~Q(was=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exemplar_id}: {self.how}"
