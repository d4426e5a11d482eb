"""Filters of lists, kept under a name by who uses them."""

from __future__ import annotations

from typing import Protocol, Self

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.organisations.models.people import Person
from thidua.organisations.models.units import Unit


class Acting(Protocol):
    """An actor, as far as these words need to know them."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Words for saved filters."""

    def visible_to(self, actor: Acting) -> Self:
        """One's own in the unit one acts for, and what its people share."""
        return self.filter(unit=actor.unit_id).filter(
            Q(person=actor.person_id) | Q(is_shared=True)
        )


class SavedFilter(models.Model):
    """A list's address under a name: somebody's own, or shared with their unit.

    `path` is the list, `query` the filter as its address carries it. It opens nothing:
    the list shows each reader what that reader may see.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    query = models.CharField(max_length=1000, blank=True)
    name = models.CharField(_("tên bộ lọc"), max_length=60)
    is_shared = models.BooleanField(_("dùng chung cho cả đơn vị"), default=False)
    saved_at = models.DateTimeField()

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            CheckConstraint(
                name="organisations_a_saved_filter_has_a_name",
                condition=~Q(name=""),
            ),
            CheckConstraint(
                name="organisations_a_saved_filter_stays_in_the_house",
                condition=Q(path__regex=r"^/([^/]|$)"),
            ),
            UniqueConstraint(
                fields=["person", "unit", "path", "name"],
                name="organisations_a_filter_is_named_once",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "path"], name="organisations_filters_of_list")
        ]

    def __str__(self) -> str:
        return self.name
