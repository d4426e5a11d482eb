"""The outline of a unit, simplified: a picture of a place, never its border."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q

from thidua.organisations.models.units import Unit


class Shape(models.Model):
    """How a unit is drawn on a map: an SVG path and the box around it.

    Coordinates are whole thousandths of a degree of latitude from 102° E, 23.5° N, to
    the right and downwards; a degree of longitude is shortened as at 16° N. Only the
    units of 1 July 2025 have one; those before it are drawn from what became of them.
    """

    unit = models.OneToOneField(
        Unit, models.CASCADE, primary_key=True, related_name="shape"
    )
    path = models.TextField()
    left = models.SmallIntegerField()
    top = models.SmallIntegerField()
    right = models.SmallIntegerField()
    bottom = models.SmallIntegerField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_shape_has_an_extent",
                condition=Q(right__gt=F("left")) & Q(bottom__gt=F("top")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.left},{self.top} {self.right},{self.bottom}"
