"""Who is meant by a guest that is written down: somebody who signs in, or a name."""

from __future__ import annotations

import re
from datetime import date

from django import forms

from thidua.kernel.text import fold
from thidua.organisations.forms.units import the_unit_called
from thidua.organisations.models import Mandate

_FORM_OF_ADDRESS = re.compile(
    r"^(ông|bà|anh|chị|cô|chú|đồng chí|đ/c)\s+", re.IGNORECASE
)


def person_called(text: str, home_id: int, day: date) -> int | None:
    """The one person who serves at a unit under this name and signs in.

    `Nguyễn Văn An, xã Châu Bình` names the unit; without one it is the club's own. None
    where nobody, or more than one, is called so: such a guest is asked on paper.
    """
    name, _comma, place = (part.strip() for part in text.partition(","))
    unit = home_id
    if place:
        try:
            unit = the_unit_called(place, day).pk
        except forms.ValidationError:
            return None
    held = Mandate.objects.held_on(day).filter(
        unit=unit,
        person__folded=fold(_FORM_OF_ADDRESS.sub("", name)),
        person__user__is_active=True,
    )
    found = set(held.values_list("person", flat=True))
    return found.pop() if len(found) == 1 else None
