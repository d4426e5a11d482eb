"""What the room offers to the box that finds: the list of imports, where one begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.imports.queries.listing import starts
from thidua.kernel.finding import ACT, Hit, Words
from thidua.organisations.actor import Actor


def found(_actor: Actor, _words: Words, _on: date) -> list[Hit]:
    """Nothing: a file is found in the list of its office."""
    return []


def recalled(
    _actor: Actor, _numbers: Mapping[str, Sequence[int]], _on: date
) -> list[Hit]:
    """Nothing is remembered of this room."""
    return []


def acts(actor: Actor, _words: Words, on: date) -> list[Hit]:
    """The list of imports; and a new one of people or units."""
    hits = [Hit(ACT, 0, _("Nhập từ tệp Excel"), reverse("imports:imports"), _("trang"))]
    hits += [
        Hit(ACT, 0, _("Nhập từ tệp: %s") % one.label, one.href, _("việc"))
        for one in starts(actor, on, ("nguoi", "don-vi"))
    ]
    return hits
