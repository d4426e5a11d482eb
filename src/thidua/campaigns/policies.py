"""Who may do what with a campaign. (When is the business of states.py.)"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import (
    Campaign,
    MilestoneMark,
    PersonTarget,
    Target,
    UnitPlan,
)
from thidua.campaigns.serving import PLACES, served_by
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit


def can_draft(actor: Actor, launcher: Unit, office: Unit) -> Verdict:
    """The launching unit or its standing office, through an officer or the head."""
    return only_if(
        actor.is_system or actor.unit_id in {launcher.pk, office.pk},
        otherwise=_("Chỉ cơ quan phát động hoặc cơ quan thường trực soạn phong trào."),
        remedy=_("Chọn đơn vị của anh/chị làm một trong hai cơ quan ấy."),
    ) & actor.may(Power.RUN)


def can_launch_as(actor: Actor, launcher: Unit, day: date) -> Verdict:
    """In its own name, or in that of a place which it serves; a body of the Party, the
    Front or an agency launches when its campaign's office drafts for it."""
    return only_if(
        actor.is_system
        or launcher.kind not in PLACES
        or launcher.pk in served_by(actor.unit_id, day),
        otherwise=_("Không phát động thay địa phương khác."),
        remedy=_(
            "Chọn đơn vị của anh/chị, hoặc địa phương mà đơn vị trực tiếp giúp việc."
        ),
    )


def is_not_handed_over(campaign: Campaign) -> Verdict:
    """What was handed over is looked at as it was, and changed no more."""
    return only_if(
        campaign.seen_on is None,
        otherwise=_("Phong trào đã bàn giao cho nơi kế thừa; ngày này chỉ xem lại."),
        remedy=_("Việc tiếp theo do nơi kế thừa làm, từ ngày bàn giao trở đi."),
    )


def can_manage(actor: Actor, campaign: Campaign, power: str = Power.RUN) -> Verdict:
    """Amend, launch, admit and release units, close, hand over."""
    return _is_of_its_bodies(actor, campaign) & actor.may(power, campaign.pk)


def _is_of_its_bodies(actor: Actor, campaign: Campaign) -> Verdict:
    return is_not_handed_over(campaign) & only_if(
        actor.is_system or actor.unit_id in {campaign.launcher_id, campaign.office_id},
        otherwise=_("Chỉ cơ quan phát động và cơ quan thường trực làm việc này."),
        remedy=_("Cần thay đổi thì đề nghị với cơ quan thường trực của phong trào."),
    )


def can_hand_over(actor: Actor, campaign: Campaign, heirs: set[int]) -> Verdict:
    """After a reform: the bodies of the campaign, or those that succeeded them."""
    heir = only_if(
        actor.unit_id in heirs,
        otherwise=_(
            "Chỉ cơ quan phát động, cơ quan thường trực và nơi kế thừa bàn giao."
        ),
        remedy=_("Đề nghị cơ quan thường trực của phong trào."),
    ) & actor.may(Power.RUN, campaign.pk)
    return can_manage(actor, campaign) | is_not_handed_over(campaign) & heir


def can_give(actor: Actor, target: Target) -> Verdict:
    """Split a target further: the unit that holds it; for the head of the tree, also
    the launching unit and the standing office."""
    own = _deals_with(actor, target)
    if target.unit_id == target.campaign.root_id:
        return own | can_manage(actor, target.campaign, Power.TARGETS)
    return own


def _deals_with(actor: Actor, target: Target) -> Verdict:
    """The unit that holds the target, as long as its campaign is its own."""
    return is_not_handed_over(target.campaign) & actor.writes_for(
        target.unit_id, Power.TARGETS, target.campaign_id
    )


def can_answer(actor: Actor, target: Target) -> Verdict:
    """Accept a target or propose another figure: the unit that takes it."""
    return _deals_with(actor, target)


def can_revise(actor: Actor, target: Target) -> Verdict:
    """Give another figure or insist: whoever gave the target."""
    if target.parent is None:
        return can_manage(actor, target.campaign, Power.TARGETS)
    return can_give(actor, target.parent)


def can_give_to_persons(actor: Actor, target: Target) -> Verdict:
    """Divide a unit's target among its people: the unit itself."""
    return _deals_with(actor, target)


def can_tell_for_person(actor: Actor, aim: PersonTarget) -> Verdict:
    """Say what a person reached: who writes for the unit, or the person there."""
    own = only_if(
        actor.person_id == aim.person_id and actor.unit_id == aim.target.unit_id,
        otherwise=_("Việc này của người khác."),
        remedy=_("Người được giao, hoặc chuyên viên của đơn vị ghi."),
    )
    return is_not_handed_over(aim.target.campaign) & (
        actor.writes_for(aim.target.unit_id, Power.TARGETS, aim.target.campaign_id)
        | own
    )


def can_acknowledge(actor: Actor, unit_id: int) -> Verdict:
    """Say that the unit has received the campaign."""
    return actor.writes_for(unit_id, Power.RUN)


def can_plan(actor: Actor, plan: UnitPlan) -> Verdict:
    """Write a unit's own plan."""
    return actor.writes_for(plan.unit_id, Power.RUN, plan.campaign_id)


def can_ask_to_mend(actor: Actor, campaign: Campaign, receiver_id: int) -> Verdict:
    """Ask a unit to mend its plan: the unit to which it answers, and the bodies."""
    above = actor.writes_for(receiver_id, Power.RUN, campaign.pk)
    return above | can_manage(actor, campaign)


def can_mark(actor: Actor, unit_id: int) -> Verdict:
    """Report that the unit reached a milestone."""
    return actor.writes_for(unit_id, Power.RUN)


def can_confirm(actor: Actor, mark: MilestoneMark, receiver_id: int) -> Verdict:
    """Confirm a milestone or send it back: the unit to which the unit answers."""
    campaign = mark.milestone.audience.campaign
    above = actor.writes_for(receiver_id, Power.RUN, campaign.pk)
    return above | can_manage(actor, campaign)


def can_see_figures_of(is_at_or_above: bool) -> Verdict:
    """A unit sees itself and those below; the whole campaign's total is for all.

    Who takes part, who took the campaign up and who has issued a plan is open to all
    who take part; reports, figures, targets and plans of a place are not its
    neighbours' business (`indicators.models.seen_by` says the same of reports).
    """
    return only_if(
        is_at_or_above,
        otherwise=_("Số liệu từng nơi chỉ đơn vị ấy và cấp trên của đơn vị xem được."),
        remedy=_("Số chung của phong trào thì mọi đơn vị tham gia đều xem được."),
    )


def can_assess(actor: Actor, campaign: Campaign) -> Verdict:
    """Write what is thought of a phase or the whole: whoever runs the campaign."""
    return can_manage(actor, campaign)


def can_sign_off(actor: Actor, campaign: Campaign) -> Verdict:
    """Put one's name to an assessment: the head of one of its bodies."""
    return _is_of_its_bodies(actor, campaign) & actor.may_sign(
        campaign.pk,
        otherwise=_("Đánh giá do người đứng đầu cơ quan chốt."),
        remedy=_("Lưu bản soạn; thủ trưởng mở trang này, đọc lại rồi chốt."),
    )


def can_tell_expenses(actor: Actor, unit_id: int, *, takes_part: bool) -> Verdict:
    """Write down what one's own unit spent: who takes part, and the bodies."""
    return actor.writes_for(unit_id, Power.RUN) & only_if(
        takes_part,
        otherwise=_("Đơn vị không tham gia phong trào này."),
        remedy=_("Hỏi cơ quan thường trực nếu đơn vị vẫn chi cho phong trào."),
    )
