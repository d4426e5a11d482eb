"""What a unit types in another form, and where that is."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from thidua.indicators.joined import Elsewhere
from thidua.indicators.models import FormLine
from thidua.indicators.queries.places import Place


def typed_elsewhere(
    place: Place, others: Mapping[FormLine, Elsewhere]
) -> list[tuple[str, str, str]]:
    """The indicator, the form and the address of each line that is not typed here."""
    _form, period, unit = place.key
    return [
        (
            line.version.name,
            one.name,
            reverse("indicators:report", args=[one.form_id, period, unit]),
        )
        for line, one in others.items()
    ]
