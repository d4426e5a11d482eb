"""What one begins in this room from the box that finds by typing; who speaks is found
there too (`named`)."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel.finding import ACT, Hit, Words
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.speakers.queries.tabs import LABEL, POOL


def acts(actor: Actor, _words: Words, _on: date) -> list[Hit]:
    """To find somebody who comes and speaks; the pool and the invitations."""
    deed, page = _("việc"), _("trang")
    wanted = []
    if actor.unit_id is not None and actor.holds(Power.RUN):
        wanted = [
            (_("Tìm người đến nói"), "speakers:find", deed),
            (_("Đề xuất báo cáo viên"), "speakers:propose", deed),
        ]
    wanted += [
        (str(LABEL), POOL, page),
        (_("Lời mời báo cáo viên"), "speakers:invitations", page),
    ]
    return [Hit(ACT, 0, label, reverse(name), about) for label, name, about in wanted]
