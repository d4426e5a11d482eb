"""Who may do what with a speaker and an invitation. (When is said by states.py.)

A `keeper` is the unit in charge today: the home, or the main successor after a reform;
None when nobody is left. Likewise the `inviter` of an invitation.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.speakers.models import Speaker


def can_propose(actor: Actor, home_id: int | None, person_id: int | None) -> Verdict:
    """Propose a speaker: themselves, or who writes for the unit that will keep them."""
    own = only_if(
        actor.person_id is not None and person_id == actor.person_id,
        otherwise=_("Chỉ đề xuất chính mình, hoặc người của đơn vị mình."),
        remedy=_("Nhờ đơn vị phụ trách đề xuất."),
    )
    return own | _writes_for(actor, home_id)


def can_keep(actor: Actor, keeper: int | None) -> Verdict:
    """Admit, mend, let rest and leave: who writes for the unit that keeps them."""
    return _writes_for(actor, keeper)


def can_speak_for(actor: Actor, speaker: Speaker, keeper: int | None) -> Verdict:
    """Name free days, consent, answer invitations: the speaker, or the unit that keeps
    them, on their behalf."""
    own = only_if(
        is_own(actor, speaker),
        otherwise=_("Việc này của báo cáo viên."),
        remedy=_("Báo cáo viên, hoặc đơn vị phụ trách, làm việc này."),
    )
    return own | _writes_for(actor, keeper)


def can_invite(actor: Actor, unit_id: int | None) -> Verdict:
    """Invite, agree to a day, report: who writes for the unit that invites."""
    return _writes_for(actor, unit_id)


def can_call_off(
    actor: Actor, speaker: Speaker, keeper: int | None, inviter: int | None
) -> Verdict:
    """Call an invitation off: either side."""
    return can_invite(actor, inviter) | can_speak_for(actor, speaker, keeper)


def is_own(actor: Actor, speaker: Speaker) -> bool:
    """Is it the speaker themselves?"""
    return actor.person_id is not None and actor.person_id == speaker.person_id


def _writes_for(actor: Actor, unit_id: int | None) -> Verdict:
    if unit_id is None and not actor.is_system:
        return Verdict(
            _("Đơn vị phụ trách không còn và không có đơn vị kế thừa."),
            _("Báo cơ quan cấp trên."),
        )
    return actor.writes_for(unit_id or 0, Power.RUN)
