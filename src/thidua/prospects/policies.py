"""Who may do what with a tip, a prospect, a hit. (When is said by states.py.)"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.prospects.models import DiscoveryHit, Prospect, Tip


def can_tell(actor: Actor) -> Verdict:
    """Tell of somebody: whoever is signed in."""
    return only_if(
        actor.is_system or actor.person_id is not None,
        otherwise=_("Chưa đăng nhập."),
        remedy=_("Đăng nhập rồi báo tin."),
    )


def can_mend_tip(actor: Actor, tip: Tip) -> Verdict:
    """Correct a tip or take it back: whoever told it."""
    return only_if(
        actor.is_system
        or (actor.person_id is not None and actor.person_id == tip.teller_id),
        otherwise=_("Tin này do người khác báo."),
        remedy=_("Người báo tin sửa hoặc rút; đơn vị thì trả lời tin."),
    )


def can_answer(actor: Actor, tip: Tip) -> Verdict:
    """Open, answer, join, take up a tip: who writes for the unit in charge."""
    return actor.writes_for(tip.home_id, Power.RUN, tip.campaign_id) & only_if(
        actor.is_system or tip.teller_id is None or tip.teller_id != actor.person_id,
        otherwise=_("Không tự trả lời tin của chính mình."),
        remedy=_("Người khác của đơn vị xem và trả lời tin này."),
    )


def can_join(actor: Actor, double: Tip, kept: Tip, day: date) -> Verdict:
    """Join a tip into another one: who answers the one, and answers the other too or
    sees it from above."""
    seen = Tip.objects.visible_to(actor, day).exclude(teller=actor.person_id or 0)
    return can_answer(actor, double) & (
        can_answer(actor, kept)
        | only_if(
            seen.filter(pk=kept.pk).exists(),
            otherwise=_("Tin kia do đơn vị khác trả lời."),
            remedy=_("Hỏi đơn vị ấy trước khi trả lời tin này."),
        )
    )


def can_add(actor: Actor, home_id: int) -> Verdict:
    """Write a prospect down for a unit: who writes for it."""
    return actor.writes_for(home_id, Power.RUN)


def can_nurture(actor: Actor, prospect: Prospect) -> Verdict:
    """Plan support, invite, close: who writes for the unit in charge, or the one who
    looks after it."""
    return actor.writes_for(
        prospect.home_id, Power.RUN, prospect.campaign_id
    ) | only_if(
        actor.person_id is not None and actor.person_id == prospect.owner_id,
        otherwise=_("Nhân tố này do đơn vị khác phụ trách."),
    )


def can_answer_invitation(actor: Actor, prospect: Prospect) -> Verdict:
    """Accept or decline: the one invited; else the office notes what they said."""
    return is_invited(actor, prospect) | can_nurture(actor, prospect)


def is_invited(actor: Actor, prospect: Prospect) -> Verdict:
    """Is it the very person who was invited?"""
    return only_if(
        actor.is_system
        or (actor.person_id is not None and actor.person_id == prospect.person_id),
        otherwise=_("Lời mời này gửi người khác."),
        remedy=_("Người được mời, hoặc đơn vị phụ trách, ghi câu trả lời."),
    )


def can_search(actor: Actor, campaign: Campaign) -> Verdict:
    """Search a campaign's figures: who writes for the bodies that run it."""
    return only_if(
        actor.is_system or actor.unit_id in {campaign.office_id, campaign.launcher_id},
        otherwise=_("Việc này của cơ quan thường trực phong trào."),
        remedy=_("Xem kết quả lần tìm gần nhất ở trang này."),
    ) & actor.may(Power.RUN, campaign.pk)


def can_decide_on_hit(actor: Actor, hit: DiscoveryHit) -> Verdict:
    """Take a hit up or dismiss it: who writes for a unit that may see it.

    Whether it may be seen is asked by `visible_to`: the unit found, those above it, and
    the bodies that run the campaign.
    """
    return actor.may(Power.RUN, hit.campaign_id) & only_if(
        actor.is_system or actor.unit_id is not None,
        otherwise=_("Chưa có vai nào để thay mặt đơn vị."),
        remedy=_("Chọn vai ở đầu trang."),
    )
