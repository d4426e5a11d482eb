"""How a month goes here, for whoever is new and whoever forgot: by role."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.desk.queries.pages import Pages
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate

Role = Mandate.Role


def steps_of(actor: Actor, pages: Pages) -> list[Link]:
    """The steps of a role; whoever reads, and whoever acts for another, only looks."""
    if actor.role == Role.HEAD:
        return _of_a_head(pages, stands_last=actor.stands_last)
    if actor.role == Role.OFFICER:
        return _of_an_officer(pages, stands_last=actor.stands_last)
    if actor.role == Role.ADMINISTRATOR:
        return _of_an_administrator()
    return _of_a_reader(pages)


def _of_a_head(pages: Pages, *, stands_last: bool) -> list[Link]:
    below = [
        Link(_("Xem cả đơn vị và các nơi bên dưới trên một trang"), pages.panorama),
        Link(_("Nơi chậm, nơi im lặng: đôn đốc"), reverse("follow_up:urging")),
    ]
    own = [Link(_("Nhập số liệu của tháng trước, gửi trước hạn"), pages.reports_mine)]
    return [
        Link(_("Đọc rồi ký, quyết định những gì đang chờ mình")),
        *(own if stands_last else below),
        Link(_("Xem mình đứng ở đâu trong phong trào"), pages.campaigns),
        Link(_("Đi vắng thì ủy quyền"), reverse("desk:delegations")),
    ]


def _of_an_officer(pages: Pages, *, stands_last: bool) -> list[Link]:
    below = [] if stands_last else [Link(_("Xem ai còn im lặng"), pages.monitor)]
    return [
        Link(_("Nhập số liệu của tháng trước, gửi trước hạn"), pages.reports_mine),
        Link(_("Cấp trên nhận, hoặc trả lại từng số liệu kèm lý do")),
        Link(_("Xem mình đứng ở đâu trong phong trào"), pages.campaigns),
        *below,
    ]


def _of_an_administrator() -> list[Link]:
    return [
        Link(_("Ghi người, phân công, cấp tài khoản"), reverse("organisations:people")),
        Link(_("Nhập danh sách từ tệp"), reverse("imports:imports")),
        Link(
            _("Xem cây đơn vị, tên và nơi trực thuộc"), reverse("organisations:units")
        ),
        Link(_("Xem thư nào gửi được, thư nào không"), reverse("follow_up:outbox")),
    ]


def _of_a_reader(pages: Pages) -> list[Link]:
    return [
        Link(_("Đơn vị gửi số liệu của tháng trước, cấp trên nhận hoặc trả lại")),
        Link(_("Xem ai đã gửi, ai còn im lặng"), pages.monitor),
        Link(_("Xem cả nơi mình theo dõi trên một trang"), pages.panorama),
        Link(_("Xem các phong trào đang thực hiện"), pages.campaigns),
        Link(_("Đăng ký thi đua, xem đăng ký của mình"), pages.registrations),
    ]
