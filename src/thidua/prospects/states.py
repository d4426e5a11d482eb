"""Where a tip, a prospect and a measure can stand, and the only moves they can make."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class TipState(TextChoices):
    """Of a tip, in the office's words."""

    SENT = "sent", _("chờ xem")
    OPENED = "opened", _("đang xem")
    TAKEN_UP = "taken_up", _("đã thành nhân tố")
    ANSWERED = "answered", _("đã trả lời")
    JOINED = "joined", _("gộp vào tin khác")
    TAKEN_BACK = "back", _("người báo đã rút")


TIP_TONES = {
    TipState.SENT: "wait",
    TipState.OPENED: "wait",
    TipState.TAKEN_UP: "done",
    TipState.ANSWERED: "locked",
    TipState.JOINED: "locked",
    TipState.TAKEN_BACK: "locked",
}
TO_ANSWER = (TipState.SENT, TipState.OPENED)
"""Those whose teller still waits for a word."""

MEND_TIP = Move(_("Sửa tin"), TO_ANSWER, TipState.SENT)
TAKE_BACK_TIP = Move(_("Rút tin"), TO_ANSWER, TipState.TAKEN_BACK)
OPEN_TIP = Move(_("Mở xem"), (TipState.SENT,), TipState.OPENED)
TAKE_UP = Move(_("Đưa vào nhân tố"), TO_ANSWER, TipState.TAKEN_UP)
ANSWER_TIP = Move(_("Trả lời"), TO_ANSWER, TipState.ANSWERED)
JOIN_TIP = Move(_("Gộp"), TO_ANSWER, TipState.JOINED)
PART_TIP = Move(_("Tách ra"), (TipState.JOINED,), TipState.OPENED)


class State(TextChoices):
    """Of a prospect, in the office's words."""

    NURTURED = "nurtured", _("đang bồi dưỡng")
    INVITED = "invited", _("đã mời đăng ký điển hình")
    ACCEPTED = "accepted", _("đã nhận lời")
    REGISTERED = "registered", _("đã đăng ký điển hình")
    CLOSED = "closed", _("đã khép lại")


TONES = {
    State.NURTURED: "wait",
    State.INVITED: "wait",
    State.ACCEPTED: "done",
    State.REGISTERED: "done",
    State.CLOSED: "locked",
}
OPEN = (State.NURTURED, State.INVITED, State.ACCEPTED)
"""Those whom somebody still helps to grow."""

INVITE = Move(_("Mời đăng ký"), (State.NURTURED,), State.INVITED)
ACCEPT = Move(_("Nhận lời"), (State.INVITED,), State.ACCEPTED)
DECLINE = Move(_("Chưa nhận lời"), (State.INVITED,), State.NURTURED)
REGISTER = Move(_("Đăng ký điển hình"), OPEN, State.REGISTERED)
CLOSE = Move(_("Khép lại"), OPEN, State.CLOSED)


class MeasureState(TextChoices):
    """Of a measure of support."""

    PLANNED = "planned", _("đã định")
    ONGOING = "ongoing", _("đang làm")
    DONE = "done", _("đã xong")
    DROPPED = "dropped", _("thôi làm")


MEASURE_TONES = {
    MeasureState.PLANNED: "wait",
    MeasureState.ONGOING: "wait",
    MeasureState.DONE: "done",
    MeasureState.DROPPED: "locked",
}
UNDONE = (MeasureState.PLANNED, MeasureState.ONGOING)

START_MEASURE = Move(_("Bắt đầu"), (MeasureState.PLANNED,), MeasureState.ONGOING)
FINISH_MEASURE = Move(_("Báo xong"), UNDONE, MeasureState.DONE)
DROP_MEASURE = Move(_("Thôi làm"), UNDONE, MeasureState.DROPPED)
