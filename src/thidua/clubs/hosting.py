"""A club's chair may put what was taken home from a meeting into the learning plans of
the exemplars that are members: the club is where they are learned from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.clubs.hands import hands_of
from thidua.clubs.models import Club
from thidua.clubs.policies import can_approve
from thidua.clubs.states import Standing, State
from thidua.exemplars.hosting import offer
from thidua.exemplars.models import Exemplar
from thidua.kernel import clock
from thidua.kernel.policy import YES, Verdict
from thidua.organisations.actor import Actor


@offer
def may_host(actor: Actor, exemplar: Exemplar) -> Verdict:
    """Does this person approve the minutes of a club to which it belongs?"""
    clubs = Club.objects.filter(
        state=State.ACTIVE,
        members__exemplar=exemplar,
        members__state=Standing.MEMBER,
    )
    day = clock.today()
    if any(can_approve(actor, hands_of(one, day)) for one in clubs):
        return YES
    return Verdict(_("Không phải chủ nhiệm câu lạc bộ của điển hình này."))
