"""Who may do what with a pact. (When is the business of states.py.)

A `carrier` is the unit that speaks for a party or an author today: itself, or its main
successor after a reform; None when nobody is left.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import is_not_handed_over
from thidua.kernel.policy import YES, Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.pacts.models import Pact


def can_draw_up(actor: Actor, campaign: Campaign) -> Verdict:
    """Draw up a pact: whoever writes for a unit that knows of the campaign."""
    return (
        is_not_handed_over(campaign)
        & only_if(
            actor.is_system or actor.unit_id is not None,
            otherwise=_("Chưa có vai nào để thay mặt đơn vị."),
            remedy=_("Chọn vai ở đầu trang."),
        )
        & actor.may(Power.RUN, campaign.pk)
    )


def can_write(actor: Actor, pact: Pact, carrier: int | None) -> Verdict:
    """Write an edition, send it round, fix it: the unit that draws it up."""
    return only_if(
        actor.is_system or (carrier is not None and actor.unit_id == carrier),
        otherwise=_("Bản này do đơn vị khác soạn."),
        remedy=_("Muốn sửa thì ghi đề nghị sửa ở trang giao ước; bên soạn sẽ sửa."),
    ) & actor.may(Power.RUN, pact.campaign_id)


def can_speak(actor: Actor, pact: Pact, carrier: int | None) -> Verdict:
    """Agree, ask for a change, report, judge: who writes for a party."""
    return _is_of(actor, pact, carrier, Power.RUN) & actor.may(
        Power.RUN, pact.campaign_id
    )


def can_sign(actor: Actor, pact: Pact, carrier: int | None) -> Verdict:
    """Sign, withdraw, end before the time: the head of a party, or a delegate."""
    return _is_of(actor, pact, carrier, Power.SIGN) & actor.may_sign(
        pact.campaign_id,
        otherwise=_("Chỉ thủ trưởng, hoặc người được ủy quyền ký, làm việc này."),
        remedy=_("Trình thủ trưởng; hoặc thủ trưởng ủy quyền ký bằng văn bản."),
    )


def _is_of(actor: Actor, pact: Pact, carrier: int | None, power: str) -> Verdict:
    if actor.is_system or (carrier is not None and actor.unit_id == carrier):
        return YES
    remedy = _("Đổi sang vai của đơn vị ấy ở đầu trang, nếu được phân công.")
    if carrier is not None:
        remedy = actor.remedy_by_role(power, pact.campaign_id, remedy, carrier)
    return Verdict(_("Đơn vị đang chọn không phải là bên này của giao ước."), remedy)
