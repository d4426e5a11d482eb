"""What became of a speaker: every deed in sentences."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Trail, as_deed, each
from thidua.organisations.actor import signature
from thidua.speakers.models import Speaker
from thidua.speakers.queries.tabs import crumbs


def history_of(speaker: Speaker) -> Trail:
    """All that was done to their place in the pool, for those inside."""
    here = reverse("speakers:speaker", args=[speaker.pk])
    return Trail(
        way=lambda: crumbs(parts.Link(speaker.name, here)),
        href=reverse("speakers:history", args=[speaker.pk]),
        done=trail_of(speaker),
        tell=each(trail_line),
    )


def trail_line(entry: Entry) -> parts.TrailLine:
    """One line of the trail."""
    told = entry.details
    return parts.TrailLine(
        when=show_moment(entry.at.astimezone(ZONE)),
        words=as_deed(_verbs().get(entry.verb, entry.verb)),
        who=signature(entry.actor_name, entry.office),
        note=str(told.get("reason") or told.get("topic") or told.get("learner") or ""),
    )


def _verbs() -> dict[str, str]:
    return {
        "speakers.speaker.proposed": _("Đề xuất"),
        "speakers.speaker.proposed_again": _("Đề xuất lại"),
        "speakers.speaker.mended": _("Sửa hồ sơ"),
        "speakers.speaker.consented": _("Ghi điều đồng ý cho xem"),
        "speakers.speaker.admitted": _("Đưa vào danh sách"),
        "speakers.speaker.rested": _("Nghỉ một thời gian"),
        "speakers.speaker.resumed": _("Nhận lời mời trở lại"),
        "speakers.speaker.left": _("Thôi"),
        "speakers.topic.added": _("Thêm đề tài"),
        "speakers.topic.dropped": _("Thôi kể một đề tài"),
        "speakers.days.told": _("Ghi ngày thường rảnh"),
        "speakers.days.named": _("Ghi một ngày rảnh, bận"),
        "speakers.invitation.sent": _("Gửi lời mời"),
        "speakers.invitation.lettered": _("Lập giấy mời để in, ký"),
        "speakers.invitation.accepted": _("Nhận lời"),
        "speakers.invitation.declined": _("Từ chối"),
        "speakers.invitation.countered": _("Hẹn ngày khác"),
        "speakers.invitation.agreed": _("Đồng ý ngày đã hẹn"),
        "speakers.invitation.asked_again": _("Đề nghị ngày khác"),
        "speakers.invitation.called_off": _("Hủy lời mời"),
        "speakers.invitation.held": pgettext("lịch sử", "Báo kết quả"),
        "speakers.invitation.not_held": _("Báo không tổ chức được"),
        "speakers.invitation.learned": _("Ghi nơi bắt đầu học theo"),
    }
