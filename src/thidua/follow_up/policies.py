"""Who reminds, who chooses, who decides about a mail. (When: states.py.)"""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns.models import CampaignForm
from thidua.follow_up.models import Mail
from thidua.indicators.models import Form
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import WRITERS, Actor


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


def is_writer(actor: Actor) -> Verdict:
    """Whoever writes for a unit."""
    return only_if(
        actor.is_system or actor.role in WRITERS,
        otherwise=_("Vai “theo dõi” chỉ xem, không ghi."),
        remedy=_("Nhờ chuyên viên hoặc thủ trưởng của đơn vị làm việc này."),
    )


def can_plan_reminders(actor: Actor, form: Form) -> Verdict:
    """Set when units are reminded: who issued the form, who runs a campaign that asks
    by it."""
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
