"""Home of somebody who takes part and reports nothing: what they pledged, from whom
they learn, what they can do now, whom else they can learn from near by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.exemplars.queries.listing import Row
from thidua.exemplars.queries.mine import Plan, my_plans
from thidua.exemplars.queries.near import near_to
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.pledges.queries.mine import MyRow, my_rows, open_to

NEAR = 3
"""How many exemplars are named."""


@dataclass(frozen=True, slots=True)
class TakingPart:
    """What one registered, from whom one learns, what one may do today, who else near
    by is worth learning from.

    The first of `to_do` is the one to begin with.
    """

    title: str
    says: str
    mine: Sequence[MyRow]
    plans: Sequence[Plan]
    to_do: Sequence[Link]
    near: Sequence[Row]
    links: Sequence[Link]
    steps: Sequence[Link]


def taking_part(actor: Actor, day: date) -> TakingPart:
    """What somebody of the people may do today."""
    mine = my_rows(actor, day)
    to_register = open_to(actor, day)
    if mine:
        title, says = _("Tôi đã đăng ký"), ""
    elif to_register:
        title = _("Đăng ký tham gia phong trào")
        says = _("Ba bước trên điện thoại: ai đăng ký, làm việc gì, cho ai xem.")
    else:
        title = _("Chưa có phong trào nào đang nhận đăng ký ở đây")
        says = _("Có mã của ấp, hội thì gõ mã để đăng ký vào đúng nơi phát mã.")
    return TakingPart(
        title=title,
        says=says,
        mine=mine[:3],
        plans=my_plans(actor, day),
        to_do=[
            *to_register,
            Link(_("Báo tin người tốt, việc tốt"), reverse("prospects:tell")),
        ],
        near=near_to(actor, day, most=NEAR),
        links=[
            Link(_("Đăng ký của tôi"), reverse("pledges:mine")),
            Link(_("Gõ mã"), reverse("pledges:enter")),
            Link(_("Tin tôi báo"), reverse("prospects:mine")),
        ],
        steps=[
            Link(_("Đăng ký việc mình hoặc hộ mình sẽ làm"), reverse("pledges:mine")),
            Link(_("Đơn vị xem, rồi duyệt hoặc trả lại kèm lý do")),
            Link(_("Làm, rồi ghi kết quả vào bản đăng ký của mình")),
            Link(
                _("Xem người làm hay, cách làm hay để học theo"),
                reverse("exemplars:register"),
            ),
            Link(_("Xem phong trào đang đi đến đâu"), reverse("campaigns:list")),
        ],
    )
