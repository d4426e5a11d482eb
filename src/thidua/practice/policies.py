"""Who may practise: whoever works here, as themselves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor


def can_practise(actor: Actor) -> Verdict:
    """Under a mandate of one's own; on behalf of somebody else nothing is practised."""
    return only_if(
        actor.mandate is not None and actor.under is None,
        otherwise=_("Đang thay mặt người khác nên không mở phần tập làm."),
        remedy=_("Đổi về vai của mình ở đầu trang."),
    )


def can_discard(actor: Actor) -> Verdict:
    """What nobody uses any more is thrown away by the program itself."""
    return only_if(
        actor.is_system,
        otherwise=_("Phần tập làm của người khác do máy tự dọn."),
        remedy=_("Phần của mình thì bỏ ở trang “Tập làm”."),
    )
