"""Home of somebody who takes part and reports nothing: what they can do, first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Unit
from thidua.pledges.queries.mine import MyRow, my_rows, open_to


@dataclass(frozen=True, slots=True)
class TakingPart:
    """The first pane: campaigns to register in, what one registered, how it goes."""

    title: str
    says: str
    to_register: Sequence[Link]
    mine: Sequence[MyRow]
    links: Sequence[Link]
    steps: Sequence[Link]


def is_of_the_people(actor: Actor) -> bool:
    """A reader in a hamlet: somebody who lives there, and writes for no office."""
    mandate = actor.mandate
    return (
        mandate is not None
        and mandate.role == Mandate.Role.READER
        and mandate.unit.kind == Unit.Kind.HAMLET
    )


def taking_part(actor: Actor, day: date) -> TakingPart:
    """What somebody of the people may do today."""
    mine = my_rows(actor, day)
    to_register = open_to(actor, day)
    if to_register:
        title = _("Đăng ký tham gia phong trào")
        says = _("Ba bước trên điện thoại: ai đăng ký, làm việc gì, cho ai xem.")
    elif mine:
        title, says = _("Đăng ký của tôi"), ""
    else:
        title = _("Chưa có phong trào nào đang nhận đăng ký ở đây")
        says = _("Có mã của ấp, hội thì gõ mã để đăng ký vào đúng nơi phát mã.")
    return TakingPart(
        title=title,
        says=says,
        to_register=to_register,
        mine=mine[:3],
        links=[
            Link(_("Đăng ký của tôi"), reverse("pledges:mine")),
            Link(_("Gõ mã"), reverse("pledges:enter")),
            Link(_("Báo tin người tốt, việc tốt"), reverse("prospects:tell")),
            Link(_("Tin tôi báo"), reverse("prospects:mine")),
        ],
        steps=[
            Link(_("Đăng ký việc mình hoặc hộ mình sẽ làm"), reverse("pledges:mine")),
            Link(_("Đơn vị xem, rồi duyệt hoặc trả lại kèm lý do")),
            Link(_("Làm, rồi ghi kết quả vào bản đăng ký của mình")),
            Link(_("Xem phong trào đang đi đến đâu"), reverse("campaigns:list")),
        ],
    )
