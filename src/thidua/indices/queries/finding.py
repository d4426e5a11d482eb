"""What the room offers to the box that finds: its page, by every name it may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel.finding import ACT, Hit, Words
from thidua.organisations.actor import Actor


def found(_actor: Actor, _words: Words, _on: date) -> list[Hit]:
    """Nothing by itself: provinces are found as units."""
    return []


def recalled(
    _actor: Actor, _numbers: Mapping[str, Sequence[int]], _on: date
) -> list[Hit]:
    """Nothing is remembered of this room."""
    return []


def acts(_actor: Actor, _words: Words, _on: date) -> list[Hit]:
    """The list of published indices."""
    label = _("Chỉ số công bố: PCI, PAPI, PAR INDEX, SIPAS, DTI")
    return [Hit(ACT, 0, label, reverse("indices:indices"), _("trang"))]
