"""Who may do what in a club. (When is the business of states.py.)

Its `hands` say who is in charge today: see `hands.Hands`.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import is_not_handed_over
from thidua.clubs.hands import Hands
from thidua.clubs.models import ClubMember
from thidua.kernel.policy import YES, Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power


def can_found(actor: Actor, home_id: int, campaign: Campaign | None) -> Verdict:
    """Found a club: who writes for the unit that founds it."""
    scope = campaign.pk if campaign else None
    mine = actor.writes_for(home_id, Power.RUN, scope)
    return is_not_handed_over(campaign) & mine if campaign else mine


def can_keep(actor: Actor, hands: Hands) -> Verdict:
    """Start, pause, dissolve, choose the board: the unit in charge."""
    if actor.is_system:
        return YES
    if hands.keeper is None:
        return Verdict(
            _("Đơn vị lập câu lạc bộ không còn và không có đơn vị kế thừa."),
            _("Báo cơ quan thi đua, khen thưởng cấp trên."),
        )
    return actor.writes_for(hands.keeper, Power.RUN)


def can_run(actor: Actor, hands: Hands) -> Verdict:
    """Take in members, call meetings, write minutes: the board, or the unit in charge
    for it."""
    board = only_if(
        actor.person_id is not None and actor.person_id in hands.board,
        otherwise=_("Việc này của ban chủ nhiệm, hoặc của đơn vị lập câu lạc bộ."),
        remedy=_("Báo chủ nhiệm hoặc thư ký câu lạc bộ."),
    )
    return board | can_keep(actor, hands)


def can_approve(actor: Actor, hands: Hands) -> Verdict:
    """Approve minutes: the chair; of a chair that is a unit its head; of one who does
    not sign in, the head of the unit in charge, over the paper the chair signed."""
    if actor.is_system:
        return YES
    if hands.chair_person is not None:
        return only_if(
            actor.person_id == hands.chair_person,
            otherwise=_("Chủ nhiệm câu lạc bộ duyệt biên bản."),
            remedy=_("Nhắn chủ nhiệm mở trang này để duyệt."),
        )
    unit = hands.chair_unit or hands.keeper
    if unit is None:
        return can_keep(actor, hands)
    if actor.unit_id != unit:
        return actor.writes_for(unit, Power.SIGN)
    return actor.may_sign(
        None,
        otherwise=_(
            "Chủ nhiệm duyệt; ở đây là thủ trưởng, vì chủ nhiệm là tập thể"
            " hoặc không đăng nhập."
        ),
        remedy=_("Trình thủ trưởng biên bản mà chủ nhiệm đã ký."),
    )


def can_ask(
    actor: Actor, home_id: int, person_id: int | None, writer: int | None
) -> Verdict:
    """Ask to join: the person themselves, or who writes for the unit; for a unit that
    nobody signs in for, the `writer`: the next above that somebody does."""
    own = only_if(
        actor.person_id is not None and person_id == actor.person_id,
        otherwise=_("Chỉ xin vào cho mình, hoặc cho đơn vị mình phụ trách."),
    )
    return own | _writes(actor, home_id, writer)


def can_speak_for(actor: Actor, member: ClubMember, writer: int | None) -> Verdict:
    """Answer, leave, consent: the member, or who writes for its unit."""
    own = only_if(
        actor.person_id is not None
        and actor.person_id in {member.person_id, member.asked_by_person_id}
        and (member.person_id is None or member.person_id == actor.person_id),
        otherwise=_("Việc này của chính người ấy, hoặc của đơn vị phụ trách."),
    )
    return own | _writes(actor, member.unit_id or member.home_id, writer)


def can_let_go(
    actor: Actor, member: ClubMember, hands: Hands, writer: int | None
) -> Verdict:
    """End a membership: the member, or the board."""
    return can_speak_for(actor, member, writer) | can_run(actor, hands)


def can_come(
    actor: Actor, home_id: int, person_id: int | None, writer: int | None
) -> Verdict:
    """Say whether somebody comes to a meeting: themselves, or who writes for them."""
    own = only_if(
        actor.person_id is not None and person_id == actor.person_id,
        otherwise=_("Giấy mời này của người khác."),
    )
    return own | _writes(actor, home_id, writer)


def _writes(actor: Actor, home_id: int, writer: int | None) -> Verdict:
    mine = actor.writes_for(home_id, Power.RUN)
    return mine if writer is None else mine | actor.writes_for(writer, Power.RUN)


def can_emulate(actor: Actor, campaign: Campaign) -> Verdict:
    """Open the form “emulate with exemplars”, call to choose: the standing office."""
    return is_not_handed_over(campaign) & actor.writes_for(
        campaign.office_id, Power.RUN, campaign.pk
    )
