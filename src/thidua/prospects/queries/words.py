"""How prospects are told: names, tabs of the room, items of content."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.pledges.queries.words import items_named
from thidua.prospects.models import Subject


def called(one: Subject) -> str:
    """A household says whose it is."""
    if one.kind == Subject.Kind.HOUSEHOLD:
        return _("Hộ %(name)s") % {"name": one.name}
    return one.name


def item_called(campaign: Campaign | None, key: UUID | None) -> str:
    """The item of content that it is of; “” for none."""
    if campaign is None or key is None:
        return ""
    return items_named(campaign).get(key, "")


def room_tabs(actor: Actor, here: str) -> list[parts.Link]:
    """Prospects, tips to answer, and one's own tips."""
    tabs = [("prospects:mine", _("Tin tôi báo"))]
    if actor.is_system or actor.holds(Power.RUN):
        tabs = [
            ("prospects:list", _("Nhân tố")),
            ("prospects:tips", _("Tin báo")),
            *tabs,
        ]
    return [
        parts.Link(label, reverse(name), is_here=name == here) for name, label in tabs
    ]
