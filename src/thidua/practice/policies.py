"""Who may practise: whoever works here, as themselves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor


def can_practise(actor: Actor) -> Verdict:
    """Whoever has a role, also one by delegation: it touches nothing of the giver's."""
    return only_if(
        actor.mandate is not None,
        otherwise=_("Chưa có vai nào nên chưa mở phần tập làm."),
        remedy=_("Nhờ người quản trị phân công."),
    )


def can_discard(actor: Actor) -> Verdict:
    """What nobody uses any more is thrown away by the program itself."""
    return only_if(
        actor.is_system,
        otherwise=_("Phần tập làm của người khác do máy tự dọn."),
        remedy=_("Phần của mình thì bỏ ở trang “Tập làm”."),
    )
