"""The way from an exemplar to the clubs of which it is a member."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.clubs.models import Club
from thidua.clubs.states import Standing
from thidua.exemplars.models import Exemplar
from thidua.exemplars.onward import offer
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor


@offer
def its_club(exemplar: Exemplar, actor: Actor, day: date) -> Link | None:
    """The first of its clubs that this reader may know of."""
    seen = Club.objects.visible_to(actor, day).standing()
    club = seen.filter(
        members__exemplar=exemplar, members__state=Standing.MEMBER
    ).first()
    if club is None:
        return None
    return Link(
        _("Câu lạc bộ: %(name)s") % {"name": club.name},
        reverse("clubs:club", args=[club.pk]),
    )
