"""Where a registration can stand, and the only moves it can make."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """Of a registration, in the office's words."""

    DRAFT = "draft", _("đang viết")
    SUBMITTED = "submitted", _("chờ duyệt")
    APPROVED = "approved", _("đã duyệt")
    RETURNED = "returned", _("trả lại")
    WITHDRAWN = "withdrawn", _("đã rút")
    JOINED = "joined", _("gộp vào bản khác")


ALIVE = (State.DRAFT, State.SUBMITTED, State.APPROVED, State.RETURNED)
"""Those that still say something of somebody."""
TONES = {
    State.DRAFT: "wait",
    State.SUBMITTED: "wait",
    State.APPROVED: "done",
    State.RETURNED: "refused",
    State.WITHDRAWN: "locked",
    State.JOINED: "locked",
}

SUBMIT = Move(_("Gửi đăng ký"), (State.DRAFT, State.RETURNED), State.SUBMITTED)
APPROVE = Move(_("Duyệt"), (State.SUBMITTED,), State.APPROVED)
RETURN = Move(_("Trả lại"), (State.SUBMITTED,), State.RETURNED)
WITHDRAW = Move(_("Rút đăng ký"), ALIVE, State.WITHDRAWN)
JOIN = Move(_("Gộp"), (State.SUBMITTED, State.APPROVED, State.RETURNED), State.JOINED)
PART = Move(_("Tách ra"), (State.JOINED,), State.SUBMITTED)
