"""The pages under *Điển hình*: one set of tabs, in one order, wherever one stands.

Rooms above (exemplars, clubs, speakers) put theirs in front, in `apps.ready`; this room
may not know them.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power

_OWN: list[tuple[str, StrOrPromise]] = [
    ("prospects:list", _("Nhân tố")),
    ("prospects:tips", _("Tin báo")),
    ("prospects:mine", _("Tin tôi báo")),
]
_FOR_OFFICERS = {"prospects:list", "prospects:tips"}
_offered: dict[int, tuple[str, StrOrPromise]] = {}


def offer_beside(place: int, name: str, label: StrOrPromise) -> None:
    """Let a room above stand among them, at its place from the left."""
    _offered[place] = (name, label)


def beside(actor: Actor, here: str) -> list[Link]:
    """All that this reader may open; `here` names the page that is open."""
    is_officer = actor.is_system or actor.holds(Power.RUN)
    known = [_offered[place] for place in sorted(_offered)]
    return [
        Link(str(label), reverse(name), is_here=name == here)
        for name, label in [*known, *_OWN]
        if is_officer or name not in _FOR_OFFICERS
    ]
