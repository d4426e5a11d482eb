"""Where an exemplar and a learner can stand, and the only moves they can make.

The five steps of recognising an exemplar (Giồng Trôm's peak drive “Đồng khởi mới”):
build, publicise, organise learning, assess, decide. The first three move the exemplar;
the last two move each of its learners.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """Of an exemplar, in the office's words."""

    REGISTERED = "registered", _("đã đăng ký")
    RETURNED = "returned", _("trả lại để sửa")
    TRACKED = "tracked", _("đang theo dõi")
    SELECTED = "selected", _("được bình chọn")
    PRAISED = "praised", _("đã biểu dương")
    PUBLICISED = "publicised", _("đã tuyên truyền")
    LEARNING = "learning", _("đang được học tập")
    WITHDRAWN = "withdrawn", _("đã rút đăng ký")
    RETIRED = "retired", _("thôi nêu gương")
    REVOKED = "revoked", _("đã hủy biểu dương")


TONES = {
    State.REGISTERED: "wait",
    State.RETURNED: "refused",
    State.TRACKED: "wait",
    State.SELECTED: "wait",
    State.PRAISED: "done",
    State.PUBLICISED: "done",
    State.LEARNING: "done",
    State.WITHDRAWN: "locked",
    State.RETIRED: "locked",
    State.REVOKED: "refused",
}
HONOURED = (State.PRAISED, State.PUBLICISED, State.LEARNING)
"""It was praised and still stands: everybody of the campaign may know of it."""
RETURNED_OR_NEW = (State.REGISTERED, State.RETURNED)
"""Nobody has taken it up yet: who registered may still write it anew."""
FOLLOWED = (State.TRACKED, State.SELECTED)
"""Evaluated each month, to be chosen and praised."""
TOLD = (*HONOURED, State.RETIRED)
"""Everybody of the campaign may open its page; what was revoked is inside alone."""
OVER = (State.WITHDRAWN, State.RETIRED, State.REVOKED)

COMPILE = Move(_("Đưa vào theo dõi"), (State.REGISTERED,), State.TRACKED)
RETURN = Move(_("Trả lại"), (State.REGISTERED,), State.RETURNED)
REGISTER_AGAIN = Move(_("Đăng ký lại"), (State.RETURNED,), State.REGISTERED)
WITHDRAW = Move(
    _("Rút đăng ký"),
    (State.REGISTERED, State.RETURNED, State.TRACKED),
    State.WITHDRAWN,
)
SELECT = Move(_("Bình chọn"), (State.TRACKED, State.SELECTED), State.SELECTED)
UNSELECT = Move(_("Trả về theo dõi"), (State.SELECTED,), State.TRACKED)
"""The head does not praise whom the meeting chose, and says why."""
COUNT_AGAIN = Move(_("Bỏ bình chọn"), (State.SELECTED,), State.TRACKED)
"""The minutes were written anew, and by them it was not chosen."""
PRAISE = Move(_("Biểu dương"), (State.SELECTED,), State.PRAISED)
PUBLICISE = Move(_("Tuyên truyền"), (State.PRAISED,), State.PUBLICISED)
OPEN_LEARNING = Move(_("Mở học tập"), (State.PUBLICISED,), State.LEARNING)
RETIRE = Move(_("Thôi nêu gương"), HONOURED, State.RETIRED)
REVOKE = Move(_("Hủy biểu dương"), (State.SELECTED, *HONOURED), State.REVOKED)


class Learner(TextChoices):
    """Of somebody who learns from an exemplar."""

    LEARNING = "learning", _("đang học")
    ASSESSED = "assessed", _("đã bình xét, chờ quyết định")
    CAUGHT_UP = "caught_up", _("bắt kịp")
    SURPASSED = "surpassed", _("vượt qua")
    STOPPED = "stopped", _("thôi học")


LEARNER_TONES = {
    Learner.LEARNING: "wait",
    Learner.ASSESSED: "slow",
    Learner.CAUGHT_UP: "done",
    Learner.SURPASSED: "done",
    Learner.STOPPED: "locked",
}

ASSESS = Move(_("Bình xét"), (Learner.LEARNING, Learner.CAUGHT_UP), Learner.ASSESSED)
"""Who has caught up may be assessed again: for having surpassed."""
KEEP_LEARNING = Move(_("Học tiếp"), (Learner.ASSESSED,), Learner.LEARNING)
KEEP_CAUGHT_UP = Move(_("Giữ bắt kịp"), (Learner.ASSESSED,), Learner.CAUGHT_UP)
"""Sent back by the head: who had caught up before stays there."""
RECOGNISE_CAUGHT_UP = Move(
    _("Công nhận bắt kịp"), (Learner.ASSESSED,), Learner.CAUGHT_UP
)
RECOGNISE_SURPASSED = Move(
    _("Công nhận vượt qua"), (Learner.ASSESSED,), Learner.SURPASSED
)
STOP = Move(_("Thôi học"), (Learner.LEARNING, Learner.CAUGHT_UP), Learner.STOPPED)
LEARN_AGAIN = Move(
    _("Trở lại học"), (Learner.CAUGHT_UP, Learner.SURPASSED), Learner.LEARNING
)
"""A recognition is withdrawn, and none is left."""
FALL_BACK = Move(_("Trở lại bắt kịp"), (Learner.SURPASSED,), Learner.CAUGHT_UP)
"""That of having surpassed is withdrawn; that of having caught up stands."""
