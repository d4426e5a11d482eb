"""What is done once only: who sends it again reads who did it, and when."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from thidua.audit.trail import last_of
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.errors import DoneAlready
from thidua.kernel.workflow import Move


def take_once(move: Move, subject: Model, state: str, verb: str) -> str:
    """The state a move leads to; `DoneAlready` where it was made and nothing since."""
    said = done_words(move.label, subject, verb) if state == move.target else ""
    if said and not move.open_from(state):
        raise _no_more(said)
    return move.take_from(state)


def done_already(what: StrOrPromise, by: str, at: datetime) -> DoneAlready:
    """The refusal where no trail has to be asked who did it."""
    return _no_more(_said(what, by, at))


def done_words(what: StrOrPromise, subject: Model, verb: str) -> str:
    """That it was done, when and by whom; “” where the trail has nothing of it."""
    line = last_of(subject, verb)
    if line is None:
        return ""
    by = f"{line.actor_name}, {line.office}" if line.office else line.actor_name
    return _said(what, by, line.at)


def _said(what: StrOrPromise, by: str, at: datetime) -> str:
    return _("“%(what)s” đã làm xong lúc %(when)s. Người làm: %(who)s.") % {
        "what": what,
        "when": show_moment(at.astimezone(ZONE)),
        "who": by,
    }


def _no_more(said: str) -> DoneAlready:
    return DoneAlready(said, _("Lần bấm này không làm gì thêm, không phải gửi lại."))
