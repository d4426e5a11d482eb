"""Which units keep an index, and which might."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.indices.models import CompositeIndex
from thidua.indices.provinces import KINDS
from thidua.indices.queries.words import index_href
from thidua.organisations.models import Lineage, Mandate, Unit


@dataclass(frozen=True, slots=True)
class KeepersPage:
    """The words around the form."""

    title: str
    help: str
    back: str


def keepers_page(index: CompositeIndex) -> KeepersPage:
    """The form on which an administrator entrusts an index."""
    return KeepersPage(
        title=_("Ai ghi công bố của %(index)s") % {"index": index.short_name},
        help=_("Chuyên viên và thủ trưởng của các đơn vị này ghi, đính chính, rút."),
        back=index_href(index),
    )


def possible_keepers(index: CompositeIndex, today: date) -> Sequence[Unit]:
    """Provinces and their bodies in which somebody serves today, and those chosen."""
    staffed = Mandate.objects.held_on(today).values("unit")
    near = Lineage.objects.filter(
        ancestor__kind__in=KINDS,
        depth__lte=1,
        during__contains=today,
        unit__in=staffed,
        unit__kind__in=[*KINDS, Unit.Kind.DEPARTMENT],
    ).values("unit")
    kept = index.keepers.values("pk")
    units = Unit.objects.filter(pk__in=near) | Unit.objects.filter(pk__in=kept)
    return list(units.called_on(today).order_by("sort_on", "pk"))  # type: ignore[misc]
