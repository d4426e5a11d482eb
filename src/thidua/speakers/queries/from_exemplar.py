"""From the page of an exemplar on to who speaks of it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.exemplars.models import Exemplar
from thidua.exemplars.onward import offer
from thidua.exemplars.states import HONOURED
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.speakers.models import Speaker


@offer
def hear_of_it(exemplar: Exemplar, actor: Actor, day: date) -> Link | None:
    """To the first of its speakers; where there is none, its own unit proposes one."""
    if exemplar.state not in HONOURED or actor.unit_id is None:
        return None
    found = Speaker.objects.visible_to(actor, day).filter(exemplar=exemplar)
    speaker = found.order_by("state", "pk").first()
    if speaker is not None:
        there = reverse("speakers:speaker", args=[speaker.pk])
        return Link(_("Mời kể kinh nghiệm"), there)
    if exemplar.home_id == actor.unit_id and actor.holds(Power.RUN):
        there = f"{reverse('speakers:propose')}?dien-hinh={exemplar.pk}"
        return Link(_("Đề xuất báo cáo viên"), there)
    return None
