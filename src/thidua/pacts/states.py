"""Where a pact can stand, and the only moves it can make."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """Of a pact, in the office's words."""

    DRAFT = "draft", _("đang soạn")
    TALKED = "talked", _("đang lấy ý kiến")
    SIGNING = "signing", _("đã chốt văn bản, đang ký")
    IN_FORCE = "in_force", _("có hiệu lực")
    ENDED = "ended", _("đã đánh giá, kết thúc")
    BROKEN = "broken", _("chấm dứt trước hạn")
    DROPPED = "dropped", _("không thành")


TONES = {
    State.DRAFT: "wait",
    State.TALKED: "wait",
    State.SIGNING: "slow",
    State.IN_FORCE: "done",
    State.ENDED: "locked",
    State.BROKEN: "refused",
    State.DROPPED: "refused",
}
BEFORE_FORCE = (State.DRAFT, State.TALKED, State.SIGNING)
OVER = (State.ENDED, State.BROKEN, State.DROPPED)

CIRCULATE = Move(
    _("Gửi các bên"), (State.DRAFT, State.TALKED, State.IN_FORCE), State.TALKED
)
"""While a pact holds, a change of it is sent round without moving the pact."""
FIX = Move(_("Chốt văn bản"), (State.TALKED, State.IN_FORCE), State.SIGNING)
REOPEN = Move(_("Sửa lại văn bản đã chốt"), (State.SIGNING,), State.TALKED)
SIGN = Move(_("Ký"), (State.SIGNING,), State.SIGNING)
TAKE_FORCE = Move(_("Có hiệu lực"), (State.SIGNING,), State.IN_FORCE)
WITHDRAW = Move(_("Rút khỏi giao ước"), (State.TALKED, State.SIGNING), State.TALKED)
DROP = Move(_("Thôi giao ước"), BEFORE_FORCE, State.DROPPED)
END = Move(_("Kết thúc"), (State.IN_FORCE,), State.ENDED)
BREAK = Move(_("Chấm dứt"), (State.IN_FORCE, State.SIGNING, State.TALKED), State.BROKEN)
"""Also while a changed text is signed or was taken back: nobody is kept in it."""
