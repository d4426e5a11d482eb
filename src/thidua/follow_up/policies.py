"""Who reminds, who chooses, who decides about a mail. (When: states.py.)"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, CampaignForm
from thidua.campaigns.policies import can_manage
from thidua.follow_up.answering import Answering
from thidua.follow_up.models import Inspection, Mail
from thidua.indicators.models import Form
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.models import Lineage


def can_work(actor: Actor) -> Verdict:
    """Hold a round of reminders, take and send mails: the program itself."""
    return only_if(
        actor.is_system,
        otherwise=_("Việc này chương trình tự làm."),
        remedy=_("Mở trang “Đôn đốc” để xem chương trình đã làm gì."),
    )


def can_choose(actor: Actor) -> Verdict:
    """Choose what reaches oneself, read one's own notices: whoever is signed in."""
    return only_if(
        actor.person_id is not None,
        otherwise=_("Thông báo là của từng người."),
        remedy=_("Đăng nhập bằng tài khoản của mình."),
    )


def can_enter_addresses(actor: Actor, unit_id: int) -> Verdict:
    """Enter where the mail of a unit's people goes: who writes for it, and whoever
    administers. What a person verified themselves stays theirs."""
    administers = only_if(
        actor.is_administrator, otherwise=_("Việc này của quản trị hệ thống.")
    )
    return actor.writes_for(unit_id) | administers


def is_writer(actor: Actor) -> Verdict:
    """Whoever writes for a unit."""
    return only_if(
        actor.is_system or actor.role in WRITERS,
        otherwise=_("Vai “theo dõi” chỉ xem, không ghi."),
        remedy=_("Nhờ chuyên viên hoặc thủ trưởng của đơn vị làm việc này."),
    )


def can_plan_reminders(actor: Actor, of: Form | Campaign) -> Verdict:
    """Set when units are reminded: of a campaign its bodies; of a form who issued it,
    and who runs a campaign that asks by it."""
    if isinstance(of, Campaign):
        return can_manage(actor, of)
    form = of
    runs = CampaignForm.objects.filter(form=form, campaign__office=actor.unit_id)
    return only_if(
        actor.is_system or form.owner_id == actor.unit_id or runs.exists(),
        otherwise=_(
            "Chỉ cơ quan ban hành biểu và thường trực phong trào đặt lịch nhắc."
        ),
        remedy=_("Đề nghị cơ quan ấy đổi lịch nhắc."),
    ) & is_writer(actor)


def can_decide_mail(actor: Actor, mail: Mail) -> Verdict:
    """Say what happens to a mail that was not sent, or perhaps was."""
    return only_if(
        actor.is_administrator
        or (mail.origin_id == actor.unit_id and actor.role in WRITERS),
        otherwise=_("Chỉ người quản trị và chuyên viên nơi gửi quyết định về thư này."),
        remedy=_("Nhờ người quản trị của tỉnh."),
    )


def can_inspect(actor: Actor, campaign: Campaign, inspected: int, day: date) -> Verdict:
    """Inspect a unit: one that stands above it on that day in any tree, or the bodies
    of the campaign in which it takes part."""
    runs = actor.unit_id in {campaign.office_id, campaign.launcher_id}
    above = Lineage.objects.filter(
        ancestor=actor.unit_id or 0, unit=inspected, depth__gt=0, during__contains=day
    )
    return only_if(
        actor.is_system or actor.unit_id != inspected,
        otherwise=_("Không kiểm tra chính đơn vị mình."),
        remedy=_("Chọn một đơn vị khác."),
    ) & (
        is_writer(actor)
        & only_if(
            actor.is_system or runs or above.exists(),
            otherwise=_("Chỉ cấp trên và cơ quan của phong trào kiểm tra đơn vị này."),
            remedy=_("Chọn một đơn vị trực thuộc."),
        )
    )


def can_lead(actor: Actor, inspection: Inspection) -> Verdict:
    """Plan, announce, write findings, decide on answers, close: who inspects."""
    return actor.writes_for(inspection.inspector_id)


def can_answer(actor: Actor, inspection: Inspection) -> Verdict:
    """Answer a finding: the unit that was inspected."""
    return actor.writes_for(inspection.inspected_id)


def can_call_reviews(actor: Actor, campaign: Campaign) -> Verdict:
    """Ask everybody to report on a half-year or year: the bodies of the campaign."""
    return can_manage(actor, campaign)


def can_write_review(actor: Actor, answers: Answering) -> Verdict:
    """Write and send a unit's report: the unit, or who answers for it."""
    return actor.writes_for(answers.writer)


def can_receive_review(actor: Actor, answers: Answering) -> Verdict:
    """Receive it, return it, urge it: to whom the unit reports, and the office."""
    return actor.writes_for(answers.receiver) | actor.writes_for(answers.office)


def can_urge(actor: Actor, *, all_are_ours: bool) -> Verdict:
    """Write an urging letter: to units that report to one's own, or stand below it, or
    owe a form of one's own or of a campaign that one runs."""
    return is_writer(actor) & only_if(
        actor.is_system or all_are_ours,
        otherwise=_("Trong danh sách có đơn vị không do cơ quan này đôn đốc."),
        remedy=_("Chỉ chọn đơn vị trực thuộc, hoặc đơn vị báo cáo về mình."),
    )
