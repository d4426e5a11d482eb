"""Where a report and a single figure can stand, and the moves between."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """One set of states serves the report and each of its figures."""

    DRAFT = "draft", _("đang nhập")
    SUBMITTED = "submitted", _("đã gửi, chờ nhận")
    RETURNED = "returned", _("bị trả lại")
    ACCEPTED = "accepted", _("đã nhận")
    REOPENED = "reopened", _("mở lại để sửa")


SUBMIT = Move(
    _("Gửi báo cáo"), (State.DRAFT, State.RETURNED, State.REOPENED), State.SUBMITTED
)
RETURN = Move(_("Trả lại"), (State.SUBMITTED,), State.RETURNED)
ACCEPT = Move(_("Nhận"), (State.SUBMITTED,), State.ACCEPTED)
REOPEN = Move(_("Mở lại để sửa"), (State.ACCEPTED,), State.REOPENED)
REOPEN_MORE = Move(REOPEN.label, (State.REOPENED,), State.REOPENED)
RETURN_MORE = Move(REOPEN.label, (State.RETURNED,), State.RETURNED)

OPEN = (State.DRAFT, State.RETURNED, State.REOPENED)
"""States in which the reporting unit may type."""


MENDED = (State.RETURNED, State.REOPENED)
"""States in which somebody above said what to mend, and why."""


def reopening(state: str) -> Move:
    """How accepted figures are opened: a report that is being mended stays as it is."""
    if state == State.RETURNED:
        return RETURN_MORE
    return REOPEN_MORE if state == State.REOPENED else REOPEN
