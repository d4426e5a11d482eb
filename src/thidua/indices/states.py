"""Where the publication of a year can stand, and the moves it can make."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """Only one publication of an index and a year stands; the others are history."""

    STANDING = "standing", _("đang dùng")
    REPLACED = "replaced", _("đã đính chính")
    WITHDRAWN = "withdrawn", _("đã rút")


REPLACE = Move(_("Đính chính"), (State.STANDING,), State.REPLACED)
WITHDRAW = Move(_("Rút"), (State.STANDING,), State.WITHDRAWN)
