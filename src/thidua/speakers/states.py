"""Where a speaker and an invitation can stand, and the only moves they can make."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.kernel.workflow import Move


class State(TextChoices):
    """Of a speaker, in the office's words."""

    PROPOSED = "proposed", _("đề xuất")
    ACTIVE = "active", _("đang nhận lời mời")
    RESTING = "resting", _("đang nghỉ")
    LEFT = "left", _("đã thôi")


TONES = {
    State.PROPOSED: "wait",
    State.ACTIVE: "done",
    State.RESTING: "slow",
    State.LEFT: "locked",
}
KNOWN = (State.ACTIVE, State.RESTING)
"""Everybody who serves somewhere may open their page."""

ADMIT = Move(_("Đưa vào danh sách"), (State.PROPOSED,), State.ACTIVE)
REST = Move(_("Nghỉ một thời gian"), (State.ACTIVE,), State.RESTING)
RESUME = Move(_("Nhận lời mời trở lại"), (State.RESTING,), State.ACTIVE)
LEAVE = Move(_("Thôi"), (State.PROPOSED, State.ACTIVE, State.RESTING), State.LEFT)
PROPOSE_AGAIN = Move(_("Đề xuất lại"), (State.LEFT,), State.PROPOSED)


class Asked(TextChoices):
    """Of an invitation, in the office's words."""

    SENT = "sent", _("chờ báo cáo viên trả lời")
    COUNTERED = "countered", _("hẹn ngày khác, chờ nơi mời")
    ACCEPTED = "accepted", _("đã nhận lời")
    DECLINED = "declined", _("từ chối")
    CALLED_OFF = "called_off", _("đã hủy")
    HELD = "held", _("đã tổ chức")
    NOT_HELD = "not_held", _("không tổ chức được")


ASKED_TONES = {
    Asked.SENT: "wait",
    Asked.COUNTERED: "slow",
    Asked.ACCEPTED: "done",
    Asked.DECLINED: "refused",
    Asked.CALLED_OFF: "locked",
    Asked.HELD: "done",
    Asked.NOT_HELD: "locked",
}
LIVE = (Asked.SENT, Asked.COUNTERED, Asked.ACCEPTED, Asked.HELD)
"""They take the speaker's day: nobody else is promised the same one."""
PENDING = (Asked.SENT, Asked.COUNTERED, Asked.ACCEPTED)
"""Still to come: somebody has to answer, to come, or to tell what came of it."""
DONE = (Asked.ACCEPTED, Asked.HELD)
"""Counted when asking who has spoken often."""

ACCEPT = Move(_("Nhận lời"), (Asked.SENT,), Asked.ACCEPTED)
DECLINE = Move(_("Từ chối"), (Asked.SENT,), Asked.DECLINED)
COUNTER = Move(_("Hẹn ngày khác"), (Asked.SENT,), Asked.COUNTERED)
AGREE = Move(_("Đồng ý ngày này"), (Asked.COUNTERED,), Asked.ACCEPTED)
ASK_AGAIN = Move(_("Đề nghị ngày khác"), (Asked.COUNTERED,), Asked.SENT)
CALL_OFF = Move(_("Hủy lời mời"), PENDING, Asked.CALLED_OFF)
HOLD_TALK = Move(pgettext_lazy("nút", "Báo kết quả"), (Asked.ACCEPTED,), Asked.HELD)
NOT_HOLD = Move(_("Không tổ chức được"), (Asked.ACCEPTED,), Asked.NOT_HELD)
