"""Where a club, a member and a meeting can stand, and the only moves they can make."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """Of a club, in the office's words."""

    FOUNDED = "founded", _("mới thành lập")
    ACTIVE = "active", _("đang hoạt động")
    PAUSED = "paused", _("tạm dừng sinh hoạt")
    DISSOLVED = "dissolved", _("đã giải thể")


TONES = {
    State.FOUNDED: "wait",
    State.ACTIVE: "done",
    State.PAUSED: "slow",
    State.DISSOLVED: "locked",
}
STANDING = (State.FOUNDED, State.ACTIVE, State.PAUSED)
"""It has not been dissolved: people may join and leave."""

START = Move(_("Bắt đầu sinh hoạt"), (State.FOUNDED,), State.ACTIVE)
PAUSE = Move(_("Tạm dừng sinh hoạt"), (State.ACTIVE,), State.PAUSED)
RESUME = Move(_("Sinh hoạt trở lại"), (State.PAUSED,), State.ACTIVE)
DISSOLVE = Move(_("Giải thể câu lạc bộ"), STANDING, State.DISSOLVED)


class Standing(TextChoices):
    """Of somebody in a club."""

    ASKED = "asked", _("xin vào, chờ ban chủ nhiệm")
    INVITED = "invited", _("được mời, chờ trả lời")
    MEMBER = "member", _("hội viên")
    DECLINED = "declined", _("không vào")
    LEFT = "left", _("đã ra")


STANDING_TONES = {
    Standing.ASKED: "wait",
    Standing.INVITED: "wait",
    Standing.MEMBER: "done",
    Standing.DECLINED: "locked",
    Standing.LEFT: "locked",
}
OPEN = (Standing.ASKED, Standing.INVITED, Standing.MEMBER)
"""Nobody stands in a club twice in these."""

ACCEPT = Move(_("Nhận vào"), (Standing.ASKED,), Standing.MEMBER)
"""The board takes in who asked."""
REFUSE = Move(_("Chưa nhận"), (Standing.ASKED,), Standing.DECLINED)
TAKE_BACK = Move(_("Rút đơn"), (Standing.ASKED,), Standing.DECLINED)
AGREE = Move(_("Nhận lời"), (Standing.INVITED,), Standing.MEMBER)
"""Whom the board invited says yes: the invitation was the board's own yes."""
TURN_DOWN = Move(_("Chưa nhận lời"), (Standing.INVITED,), Standing.DECLINED)
LEAVE = Move(_("Ra khỏi câu lạc bộ"), (Standing.MEMBER,), Standing.LEFT)


class MeetingState(TextChoices):
    """Of a meeting of a club."""

    PLANNED = "planned", _("đang chuẩn bị")
    INVITED = "invited", _("đã mời")
    WRITTEN = "written", _("biên bản chờ duyệt")
    RETURNED = "returned", _("biên bản trả lại để sửa")
    APPROVED = "approved", _("đã duyệt biên bản")
    CANCELLED = "cancelled", _("không họp")


MEETING_TONES = {
    MeetingState.PLANNED: "wait",
    MeetingState.INVITED: "wait",
    MeetingState.WRITTEN: "slow",
    MeetingState.RETURNED: "refused",
    MeetingState.APPROVED: "done",
    MeetingState.CANCELLED: "locked",
}
AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)
"""It is still to be held, or nobody wrote down that it was."""
TOLD = (MeetingState.WRITTEN, MeetingState.RETURNED, MeetingState.APPROVED)
"""It was held, and there are minutes."""

INVITE = Move(_("Gửi giấy mời"), AHEAD, MeetingState.INVITED)
"""Sent again, it reaches those who were added since."""
MEND = Move(_("Sửa chương trình"), (MeetingState.PLANNED,), MeetingState.PLANNED)
MEND_INVITED = Move(
    _("Sửa chương trình"), (MeetingState.INVITED,), MeetingState.INVITED
)
WRITE = Move(
    _("Ghi biên bản"),
    (*AHEAD, MeetingState.WRITTEN, MeetingState.RETURNED),
    MeetingState.WRITTEN,
)
APPROVE = Move(_("Duyệt biên bản"), (MeetingState.WRITTEN,), MeetingState.APPROVED)
RETURN = Move(_("Trả lại để sửa"), (MeetingState.WRITTEN,), MeetingState.RETURNED)
CANCEL = Move(_("Không họp"), AHEAD, MeetingState.CANCELLED)
