"""Who may do what with an exemplar. (When is the business of states.py.)

A `keeper` is the unit in charge today: its home, or the main successor after a reform;
None when nobody is left.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import is_not_handed_over
from thidua.exemplars.drafts import SubjectDraft
from thidua.exemplars.models import Exemplar, Learning
from thidua.kernel.policy import YES, Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit


def can_register(
    actor: Actor, campaign: Campaign, home_id: int, person_id: int | None
) -> Verdict:
    """Register content as an exemplar: the person themselves, or who writes for the
    unit in charge."""
    own = only_if(
        actor.person_id is not None and person_id == actor.person_id,
        otherwise=_("Người khác tự đăng ký, hoặc đơn vị phụ trách đăng ký giúp."),
        remedy=_("Báo cho đơn vị phụ trách biết."),
    )
    return is_not_handed_over(campaign) & (
        own | actor.writes_for(home_id, Power.RUN, campaign.pk)
    )


def can_keep(actor: Actor, exemplar: Exemplar, keeper: int | None) -> Verdict:
    """Follow, evaluate, publicise, open for learning: the unit in charge."""
    return _is_of(actor, keeper, exemplar.campaign_id)


def can_mend(actor: Actor, exemplar: Exemplar, keeper: int | None) -> Verdict:
    """Write the registration anew, withdraw it: who registered, or the unit."""
    own = only_if(
        actor.person_id is not None
        and actor.person_id in {exemplar.person_id, exemplar.registered_by_person_id},
        otherwise=_("Đăng ký này của người khác."),
        remedy=_("Người đăng ký, hoặc đơn vị phụ trách, làm việc này."),
    )
    return own | can_keep(actor, exemplar, keeper)


def can_praise(actor: Actor, exemplar: Exemplar, keeper: int | None) -> Verdict:
    """Praise, retire, revoke, decide on learners: the head of the unit in charge."""
    return _is_of(actor, keeper, exemplar.campaign_id, Power.SIGN) & actor.may_sign(
        exemplar.campaign_id,
        otherwise=_("Chỉ thủ trưởng, hoặc người được ủy quyền ký, làm việc này."),
        remedy=_("Trình thủ trưởng; hoặc thủ trưởng ủy quyền ký bằng văn bản."),
    )


def can_meet(actor: Actor, campaign: Campaign, unit: Unit | int) -> Verdict:
    """Record a meeting that chose exemplars: who writes for the unit that met."""
    return is_not_handed_over(campaign) & actor.writes_for(unit, Power.RUN, campaign.pk)


def can_consent(actor: Actor, exemplar: Exemplar, keeper: int | None) -> Verdict:
    """Say what may be shown: the person, or the unit that keeps the signed paper."""
    own = only_if(
        actor.person_id is not None and actor.person_id == exemplar.person_id,
        otherwise=_("Việc đồng ý công khai là của chính người ấy."),
        remedy=_("Đơn vị phụ trách ghi lại phiếu đồng ý đã ký."),
    )
    return own | can_keep(actor, exemplar, keeper)


def can_rule(actor: Actor, campaign: Campaign) -> Verdict:
    """Set the rule of comparison: the standing office of the campaign."""
    return is_not_handed_over(campaign) & actor.writes_for(
        campaign.office_id, Power.RUN, campaign.pk
    )


def can_hold(actor: Actor, home: int | None) -> Verdict:
    """Open and close a hold: who writes for the unit of the subject."""
    return _is_of(actor, home, None)


def can_follow(
    actor: Actor, exemplar: Exemplar, subject: SubjectDraft, writer: int | None
) -> Verdict:
    """Learn from an exemplar: the person themselves, or who writes for the unit; for a
    unit that nobody signs in for, the `writer`: the next above that somebody does."""
    own = only_if(
        actor.person_id is not None and subject.person_id == actor.person_id,
        otherwise=_(
            "Chỉ đăng ký học theo cho mình, cho đơn vị mình, hoặc cho đơn vị cấp dưới"
            " chưa có tài khoản."
        ),
        remedy=_("Đơn vị có tài khoản thì tự đăng ký: báo cho đơn vị ấy biết."),
    )
    scope = exemplar.campaign_id
    unit = actor.writes_for(subject.home_id, Power.RUN, scope)
    return own | unit | _is_of(actor, writer, scope)


def can_tell(actor: Actor, learning: Learning, keeper: int | None) -> Verdict:
    """Tell figures, ask for help, stop: the learner, or who writes for its unit."""
    own = only_if(
        actor.person_id is not None and actor.person_id == learning.person_id,
        otherwise=_("Người học, hoặc đơn vị của người học, làm việc này."),
    )
    return own | _is_of(actor, keeper, learning.exemplar.campaign_id)


def can_assess(actor: Actor, exemplar: Exemplar, keeper: int | None) -> Verdict:
    """Record what a panel found: the unit in charge, or the campaign's office."""
    office = actor.writes_for(
        exemplar.campaign.office_id, Power.RUN, exemplar.campaign_id
    )
    return can_keep(actor, exemplar, keeper) | office


def can_decide(actor: Actor, panel_unit: int | None, campaign_id: int) -> Verdict:
    """Recognise or send back what a panel found: the head of the panel's unit."""
    return _is_of(actor, panel_unit, campaign_id, Power.SIGN) & actor.may_sign(
        campaign_id,
        otherwise=_("Chỉ thủ trưởng, hoặc người được ủy quyền ký, quyết định."),
        remedy=_("Trình thủ trưởng biên bản bình xét."),
    )


def can_promote(
    actor: Actor, learning: Learning, keeper: int | None, panel_unit: int | None
) -> Verdict:
    """Let who surpassed be the next exemplar: its own unit or itself, or the head who
    decided on it."""
    return can_tell(actor, learning, keeper) | can_decide(
        actor, panel_unit, learning.exemplar.campaign_id
    )


def _is_of(
    actor: Actor, keeper: int | None, campaign_id: int | None, power: str = Power.RUN
) -> Verdict:
    if actor.is_system:
        return YES
    if keeper is None:
        return Verdict(
            _("Đơn vị phụ trách không còn và không có đơn vị kế thừa."),
            _("Báo cơ quan thường trực của phong trào."),
        )
    if power == Power.SIGN and actor.unit_id == keeper:
        return YES
    return actor.writes_for(keeper, power, campaign_id)
