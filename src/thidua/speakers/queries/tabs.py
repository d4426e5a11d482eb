"""The room beside the register of exemplars, and its own pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.exemplars.queries.tabs import beside
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power

POOL = "speakers:list"
LABEL = gettext_lazy("Báo cáo viên")


def room_tabs(actor: Actor, here: str) -> list[Link]:
    """The pool, finding somebody, the invitations of one's unit."""
    tabs = [(POOL, _("Danh sách"))]
    if actor.holds(Power.RUN):
        tabs.append(("speakers:find", _("Tìm người nói")))
    tabs.append(("speakers:invitations", _("Lời mời")))
    return [Link(label, reverse(name), is_here=name == here) for name, label in tabs]


def crumbs(*links: Link) -> list[Link]:
    """Exemplars, the pool, then where one is."""
    return [
        Link(_("Điển hình"), reverse("exemplars:register")),
        Link(str(LABEL), reverse(POOL)),
        *links,
    ]


def nouns() -> list[Link]:
    """The register and what stands beside it, seen from this room."""
    return beside(POOL)
