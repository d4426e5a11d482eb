"""Where a mail, an inspection and a finding can stand, and the moves between."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class MailState(TextChoices):
    """A mail in the outbox. UNCLEAR: it was handed to the server or it was not."""

    WAITING = "waiting", _("chờ gửi")
    SENDING = "sending", _("đang gửi")
    SENT = "sent", _("đã gửi")
    UNCLEAR = "unclear", _("không rõ đã gửi chưa")
    FAILED = "failed", _("không gửi được")
    DROPPED = "dropped", _("không cần gửi nữa")


TAKE_MAIL = Move(_("Nhận để gửi"), (MailState.WAITING,), MailState.SENDING)
NOTE_SENT = Move(
    _("Ghi là đã gửi"), (MailState.SENDING, MailState.UNCLEAR), MailState.SENT
)
PUT_BACK = Move(_("Để gửi lại sau"), (MailState.SENDING,), MailState.WAITING)
GIVE_UP = Move(_("Thôi gửi"), (MailState.SENDING,), MailState.FAILED)
LOSE_TRACK = Move(_("Ghi là không rõ"), (MailState.SENDING,), MailState.UNCLEAR)
SEND_AGAIN = Move(
    _("Gửi lại"), (MailState.UNCLEAR, MailState.FAILED), MailState.WAITING
)
DROP_MAIL = Move(
    _("Không gửi nữa"),
    (MailState.WAITING, MailState.UNCLEAR, MailState.FAILED),
    MailState.DROPPED,
)


class InspectionState(TextChoices):
    """An inspection between the unit that inspects and the one that is inspected."""

    DRAFT = "draft", _("đang lập kế hoạch")
    ANNOUNCED = "announced", _("đã thông báo")
    CLOSED = "closed", _("đã kết thúc")


ANNOUNCE = Move(
    _("Thông báo kế hoạch"), (InspectionState.DRAFT,), InspectionState.ANNOUNCED
)
CLOSE_INSPECTION = Move(
    _("Kết thúc kiểm tra"), (InspectionState.ANNOUNCED,), InspectionState.CLOSED
)


MOVED = "follow_up.inspection.moved"
"""In the trail: an announced inspection was put to other days, and why."""


class FindingState(TextChoices):
    """A finding between being found and being mended."""

    OPEN = "open", _("chờ khắc phục")
    ANSWERED = "answered", _("đã trả lời, chờ xem")
    RETURNED = "returned", _("trả lại, làm tiếp")
    MENDED = "mended", _("đã khắc phục")


ANSWER = Move(
    _("Trả lời"), (FindingState.OPEN, FindingState.RETURNED), FindingState.ANSWERED
)
ACCEPT_ANSWER = Move(_("Công nhận"), (FindingState.ANSWERED,), FindingState.MENDED)
RETURN_ANSWER = Move(_("Trả lại"), (FindingState.ANSWERED,), FindingState.RETURNED)

TO_MEND = (FindingState.OPEN, FindingState.RETURNED)
"""States in which the inspected unit has something to do."""


class ReviewState(TextChoices):
    """A unit's report of a half-year or year, between it and whom it reports to."""

    WRITING = "writing", _("đang soạn")
    SENT = "sent", _("đã gửi, chờ nhận")
    RECEIVED = "received", _("đã nhận")
    RETURNED = "returned", _("trả lại, viết tiếp")


SILENT = (ReviewState.WRITING, ReviewState.RETURNED)
"""States in which the unit has it: nothing was sent, or it came back."""
WRITE_REVIEW = Move(_("Ghi nội dung"), SILENT, ReviewState.WRITING)
SEND_REVIEW = Move(_("Gửi báo cáo"), SILENT, ReviewState.SENT)
RECEIVE_REVIEW = Move(_("Nhận báo cáo"), (ReviewState.SENT,), ReviewState.RECEIVED)
RETURN_REVIEW = Move(
    _("Trả lại báo cáo"),
    (ReviewState.SENT, ReviewState.RECEIVED),
    ReviewState.RETURNED,
)
