"""Where an import can stand, the moves between, and what may become of a row."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """From the file received to its rows brought in, or taken out again."""

    RECEIVED = "received", _("chờ khớp cột")
    CHECKING = "checking", _("đang kiểm tra")
    CHECKED = "checked", _("chờ quyết định")
    CARRYING = "carrying", _("đang ghi")
    DONE = "done", _("đã ghi")
    UNDOING = "undoing", _("đang hoàn tác")
    UNDONE = "undone", _("đã hoàn tác")
    DISCARDED = "discarded", _("đã bỏ")


CHECK = Move(_("Kiểm tra"), (State.RECEIVED, State.CHECKED), State.CHECKING)
ANSWER = Move(_("Trả lời"), (State.CHECKED, State.DONE), State.CHECKING)
SAY = Move(_("Kiểm tra xong"), (State.CHECKING,), State.CHECKED)
GIVE_UP = Move(_("Không đọc được"), (State.CHECKING,), State.RECEIVED)
CARRY = Move(_("Ghi vào hệ thống"), (State.CHECKED,), State.CARRYING)
STAY = Move(_("Để sau"), (State.CHECKING, State.CHECKED), State.DONE)
"""Of an import whose good rows are in: what was doubtful stays open."""
FINISH = Move(_("Ghi xong"), (State.CARRYING,), State.DONE)
HALT = Move(_("Dừng ghi"), (State.CARRYING,), State.CHECKED)
"""Nobody stands for it any more; what is not in yet waits for another to decide."""
UNDO = Move(_("Hoàn tác"), (State.DONE, State.CHECKED), State.UNDOING)
FINISH_UNDOING = Move(_("Hoàn tác xong"), (State.UNDOING,), State.UNDONE)
HALT_UNDOING = Move(_("Dừng hoàn tác"), (State.UNDOING,), State.DONE)
DISCARD = Move(_("Bỏ lần nhập"), (State.RECEIVED, State.CHECKED), State.DISCARDED)

CLOSED = (State.DONE, State.UNDONE, State.DISCARDED)
"""States in which nothing more is read from the file."""
WORKING = (State.CHECKING, State.CARRYING, State.UNDOING)
"""States in which the worker has the import."""


class Fate(TextChoices):
    """What will happen to one row, or to one figure of it."""

    NEW = "n", _("mới")
    CHANGED = "c", _("sửa")
    SAME = "s", _("không đổi")
    ASKED = "a", _("cần hỏi")
    REFUSED = "r", _("không nhận")
    SKIPPED = "k", _("bỏ qua")


class Outcome(TextChoices):
    """What has happened to one row."""

    WAITING = "", _("chưa ghi")
    DONE = "d", _("đã ghi")
    LATE = "l", _("không ghi được")
    UNDONE = "u", _("đã hoàn tác")
    KEPT = "k", _("không hoàn tác được")


BRINGS = (Fate.NEW, Fate.CHANGED)
"""Fates that write something."""
